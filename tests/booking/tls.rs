//! TLS to a real PostgreSQL, with certificates made for the test.
//!
//! The server of `cargo xtask test` is given a certificate and a role with a password while it
//! runs; its socket, which the other tests use, knows no TLS.

use std::{fs, path::Path};

use glassbox_booking::store::Store;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls};

use crate::world::server;

/// Writes lines into a file of the server's own folder, for its eyes only.
async fn give(server: &Client, name: &str, text: &str) {
    let text = text.trim_end();
    let sql = format!(
        "COPY (SELECT unnest(string_to_array('{text}', E'\\n'))) TO PROGRAM 'umask 077; cat > {name}'"
    );
    server.batch_execute(&sql).await.expect("a file");
}

/// Gives the server a certificate for `localhost`; writes its authority, and another one, into
/// `folder`.
async fn prepare(server: &Client, folder: &Path) {
    let authority = || {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signed")
    };
    let (ours, other) = (authority(), authority());
    fs::write(folder.join("ours.pem"), ours.pem()).expect("a file");
    fs::write(folder.join("other.pem"), other.pem()).expect("a file");
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("parameters");
    let certificate = params.signed_by(&key, &ours).expect("signed");
    give(server, "tls.crt", &certificate.pem()).await;
    give(server, "tls.key", &key.serialize_pem()).await;
    for sql in [
        "ALTER SYSTEM SET ssl_cert_file = 'tls.crt'",
        "ALTER SYSTEM SET ssl_key_file = 'tls.key'",
        "ALTER SYSTEM SET ssl = on",
        "SELECT pg_reload_conf()",
        "DROP SCHEMA IF EXISTS sealed CASCADE",
        "DROP ROLE IF EXISTS sealed",
        "CREATE ROLE sealed LOGIN SUPERUSER PASSWORD 'open sesame'",
    ] {
        server.batch_execute(sql).await.expect("SQL");
    }
    // A reload takes a moment.
    while server
        .query_one("SHOW ssl", &[])
        .await
        .expect("SQL")
        .get::<_, &str>(0)
        != "on"
    {
        tokio::task::yield_now().await;
    }
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test --only postgres"]
fn the_sslmode_of_the_url_is_honoured() {
    let folder = TempDir::new().expect("a folder");
    Runtime::new().expect("a runtime").block_on(async {
        let address = server();
        let (server, connection) = tokio_postgres::connect(&address, NoTls)
            .await
            .expect("it answers");
        tokio::spawn(connection);
        prepare(&server, folder.path()).await;
        let port = server.query_one("SHOW port", &[]).await.expect("SQL");
        let port: &str = port.get(0);
        server
            .batch_execute("CREATE SCHEMA sealed AUTHORIZATION sealed")
            .await
            .expect("SQL");
        let file = |name: &str| {
            folder
                .path()
                .join(name)
                .display()
                .to_string()
                .replace('/', "%2F")
        };
        let (ours, other) = (file("ours.pem"), file("other.pem"));
        let connect = async |host: &str, query: &str| {
            let url = format!("postgresql://sealed:open%20sesame@{host}:{port}/postgres");
            let store =
                Store::postgres(&format!("{url}?options=-csearch_path%3Dsealed{query}")).await;
            store.map_err(|error| error.to_string())
        };
        for (host, query, sealed) in [
            ("localhost", "&sslmode=disable".to_owned(), false),
            ("localhost", String::new(), true),
            ("127.0.0.1", "&sslmode=require".to_owned(), true),
            (
                "127.0.0.1",
                format!("&sslmode=verify-ca&sslrootcert={ours}"),
                true,
            ),
            (
                "localhost",
                format!("&sslmode=verify-full&sslrootcert={ours}"),
                true,
            ),
        ] {
            let store = connect(host, &query)
                .await
                .unwrap_or_else(|error| panic!("{query}: {error}"));
            let sql = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                WHERE usename = 'sealed' AND application_name = 'glassbox'";
            let found = server.query_one(sql, &[]).await.expect("SQL");
            assert_eq!(found.get::<_, bool>(0), sealed, "{query}");
            drop(store);
            let gone = "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'sealed'";
            while server
                .query_one(gone, &[])
                .await
                .expect("SQL")
                .get::<_, i64>(0)
                > 0
            {
                tokio::task::yield_now().await;
            }
        }
        for (host, query, why) in [
            (
                "127.0.0.1",
                format!("&sslmode=verify-full&sslrootcert={ours}"),
                "certificate",
            ),
            (
                "localhost",
                format!("&sslmode=verify-full&sslrootcert={other}"),
                "certificate",
            ),
            (
                "localhost",
                format!("&sslmode=require&sslrootcert={other}"),
                "certificate",
            ),
            (
                "localhost",
                "&sslmode=verify-full".to_owned(),
                "certificate",
            ),
        ] {
            let error = connect(host, &query)
                .await
                .err()
                .unwrap_or_else(|| panic!("{query} connects"));
            assert!(error.contains(why), "{query}: {error}");
        }
    });
}

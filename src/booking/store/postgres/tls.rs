//! TLS to PostgreSQL, as the `sslmode` of its URL says, in libpq's words:
//!
//! - `disable`: never; `prefer`, which is the default: when the server can;
//! - `require`: always, whoever the server is;
//! - `verify-ca`: and its certificate comes from an authority that is trusted;
//! - `verify-full`: and it is the certificate of this host.
//!
//! `sslrootcert` names a file of such authorities (PEM); without one the platform's are trusted.
//! With it, `require` means `verify-ca`, as in libpq.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::Error;

/// What a server has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Nothing: what is sent is sealed, to whoever it is.
    Anybody,
    /// A certificate of a trusted authority.
    Authority,
    /// One for this very host.
    Host,
}

/// The URL without what only we read in it, and how to make connections.
///
/// # Errors
///
/// When the authorities cannot be read, or the mode is none.
pub(super) fn read(url: &str) -> Result<(String, MakeRustlsConnect), Error> {
    let (plain, mode, roots) = split(url);
    let trust = match (mode.as_deref(), &roots) {
        (Some("verify-full"), _) => Trust::Host,
        (Some("verify-ca"), _) | (Some("require"), Some(_)) => Trust::Authority,
        (None | Some("disable" | "prefer" | "require"), _) => Trust::Anybody,
        (Some(other), _) => {
            return Err(Error::Broken(format!(
                "sslmode `{other}` is none of disable, prefer, require, verify-ca, verify-full"
            )));
        }
    };
    let mode = match mode.as_deref() {
        Some(mode @ ("disable" | "prefer")) => mode,
        None => "prefer",
        Some(_) => "require",
    };
    let separator = if plain.contains('?') { '&' } else { '?' };
    let plain = format!("{plain}{separator}sslmode={mode}");
    Ok((
        plain,
        MakeRustlsConnect::new(config(trust, roots.as_deref())?),
    ))
}

/// A URL without `sslmode` and `sslrootcert`, and what they are.
fn split(url: &str) -> (String, Option<String>, Option<String>) {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut mode, mut roots) = (None, None);
    let kept: Vec<_> = query
        .split('&')
        .filter(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let value = || Some(percent_decode_str(value).decode_utf8_lossy().into_owned());
            match name {
                "sslmode" => mode = value(),
                "sslrootcert" => roots = value(),
                _ => return !parameter.is_empty(),
            }
            false
        })
        .collect();
    let plain = match kept.is_empty() {
        true => base.to_owned(),
        false => format!("{base}?{}", kept.join("&")),
    };
    (plain, mode, roots)
}

fn config(trust: Trust, roots: Option<&str>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(broken)?;
    let authorities = match trust {
        Trust::Anybody => None,
        _ => {
            let verifier = WebPkiServerVerifier::builder_with_provider(
                Arc::new(authorities(roots)?),
                provider.clone(),
            );
            Some(verifier.build().map_err(broken)?)
        }
    };
    let verifier = Verifier {
        provider,
        authorities,
        trust,
    };
    Ok(builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

fn authorities(file: Option<&str>) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    match file {
        Some(file) => {
            let unread = |error| Error::Broken(format!("{file}: {error}"));
            for certificate in CertificateDer::pem_file_iter(file).map_err(unread)? {
                store.add(certificate.map_err(unread)?).map_err(broken)?;
            }
        }
        None => {
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    match store.is_empty() {
        true => Err(Error::Broken("there is no certificate to trust".to_owned())),
        false => Ok(store),
    }
}

/// Holds a server to what it has to show. That it has the key of what it shows is proven always.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    /// None where anybody is trusted.
    authorities: Option<Arc<WebPkiServerVerifier>>,
    trust: Trust,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(authorities) = &self.authorities else {
            return Ok(ServerCertVerified::assertion());
        };
        let found = authorities.verify_server_cert(end_entity, intermediates, server, ocsp, now);
        match found {
            // The name is looked at last: all else is as it should be.
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.trust == Trust::Authority => Ok(ServerCertVerified::assertion()),
            found => found,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let algorithms = &self.provider.signature_verification_algorithms;
        algorithms.supported_schemes()
    }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modes_are_libpqs() {
        let reads = |query: &str| read(&format!("postgres://a@b/c?{query}")).map(|(url, _)| url);
        let url = |query: &str| Ok(format!("postgres://a@b/c?{query}"));
        assert_eq!(reads(""), url("sslmode=prefer"));
        assert_eq!(reads("sslmode=disable"), url("sslmode=disable"));
        assert_eq!(
            reads("sslmode=require&options=-ca%3Db"),
            url("options=-ca%3Db&sslmode=require")
        );
        for (query, wrong) in [
            ("sslmode=sometimes", "sslmode `sometimes`"),
            ("sslmode=verify-full&sslrootcert=%2Fno%2Ffile", "/no/file"),
        ] {
            let error = reads(query).expect_err("refused").to_string();
            assert!(error.contains(wrong), "{error}");
        }
    }
}

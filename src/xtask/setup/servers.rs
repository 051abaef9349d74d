//! What the tests of the deployment examples need: nginx with its Brotli module, and HAProxy.

use std::path::Path;

use anyhow::Result;

use super::{debian, on_path};
use crate::problem::Problem;

/// Where Debian's package puts the module.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const PACKAGES: [&str; 4] = [
    "nginx",
    "libnginx-mod-http-brotli-static",
    "haproxy",
    "openssl",
];

/// Finds both servers, installing Debian's packages if one is missing.
///
/// # Errors
/// When one is missing and cannot be installed.
pub(crate) fn ensure() -> Result<()> {
    if !present() {
        PACKAGES.into_iter().all(debian::install);
    }
    if present() {
        return Ok(());
    }
    let what = "the tests of the deployment examples need nginx, its Brotli module and HAProxy, \
                which could not be installed";
    let hint = format!(
        "install them, as with `apt-get install {}`",
        PACKAGES.join(" ")
    );
    Err(Problem::new(what, hint).into())
}

fn present() -> bool {
    let programs = ["nginx", "haproxy", "openssl"];
    programs.iter().all(|name| on_path(name).is_some()) && Path::new(BROTLI).is_file()
}

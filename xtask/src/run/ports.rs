//! Free ports on the loopback.
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use anyhow::{Context, Result};

/// The loopback address with the port asked for, or with a free one for 0.
///
/// Errors if the port is taken, before anything is started.
pub(crate) fn choose(port: u16) -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} is taken: choose another with --port"))?;
    listener
        .local_addr()
        .context("the system does not tell the port it gave")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_and_a_free_one_is_found() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = held.local_addr().unwrap().port();
        let error = choose(taken).unwrap_err();
        assert!(error.to_string().contains(&taken.to_string()));
        assert_ne!(choose(0).unwrap().port(), 0);
    }
}

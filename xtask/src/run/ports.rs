//! Free ports on the loopback.
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use anyhow::{Context, Result};

/// A port that no other program gets while this value lives.
pub(super) struct Port {
    listener: TcpListener,
}

impl Port {
    /// Holds the port asked for, or a free one for 0.
    ///
    /// Errors if the port is taken, before anything is started.
    pub(super) fn hold(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} is taken: choose another with --port"))?;
        Ok(Self { listener })
    }

    /// Its address.
    pub(super) fn address(&self) -> Result<SocketAddr> {
        self.listener
            .local_addr()
            .context("the system does not report the port it gave")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let held = Port::hold(0).unwrap();
        let taken = held.address().unwrap().port();
        let error = Port::hold(taken).err().unwrap();
        assert!(error.to_string().contains(&taken.to_string()));
    }
}

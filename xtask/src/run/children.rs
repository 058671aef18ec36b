//! The programs that `run` starts, ended together whatever the reason.
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::process::say;

/// How often a child is looked at, and the server asked whether it is ready.
const LOOK: Duration = Duration::from_millis(100);
/// How often that at most until the server is ready: two minutes.
const LOOKS_UNTIL_READY: u32 = 1200;
/// How often that at most until a child that was asked to end is killed: ten seconds.
const LOOKS_UNTIL_KILLED: u32 = 100;

/// The started programs. Dropping it ends them.
pub(crate) struct Children {
    started: Vec<(&'static str, Child)>,
    interrupted: Receiver<()>,
}

impl Children {
    /// Prepares to start programs, and takes over Ctrl-C.
    pub(crate) fn new() -> Result<Self> {
        let (interrupt, interrupted) = channel();
        ctrlc::set_handler(move || {
            // Nobody listens only when everything has ended already.
            let _ = interrupt.send(());
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self {
            started: Vec::new(),
            interrupted,
        })
    }

    /// Starts a program.
    pub(crate) fn start(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        self.started.push((name, child));
        Ok(())
    }

    /// Waits until the server answers that it is ready. Errors if a program ends before.
    pub(crate) fn wait_until_ready(&mut self, server: SocketAddr) -> Result<()> {
        for _ in 0..LOOKS_UNTIL_READY {
            if is_ready(server) {
                return Ok(());
            }
            if self.look()?.is_break() {
                bail!("stopped before the server was ready");
            }
        }
        bail!("the server has not become ready: http://{server}/readyz")
    }

    /// Waits for Ctrl-C, which ends them all, or for the end of one, which is an error.
    pub(crate) fn wait(mut self) -> Result<()> {
        while self.look()?.is_continue() {}
        say("stopping");
        Ok(())
    }

    fn look(&mut self) -> Result<std::ops::ControlFlow<()>> {
        for (name, child) in &mut self.started {
            if let Some(status) = child.try_wait()? {
                bail!("{name} ended unexpectedly: {status}");
            }
        }
        // The wait for Ctrl-C is what paces the looking.
        match self.interrupted.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => Ok(std::ops::ControlFlow::Continue(())),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => Ok(std::ops::ControlFlow::Break(())),
        }
    }

    fn end(&self, child: &mut Child) -> std::io::Result<ExitStatus> {
        if let Ok(id) = i32::try_from(child.id()) {
            // It may have ended between two looks.
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
        for _ in 0..LOOKS_UNTIL_KILLED {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            // A second Ctrl-C changes nothing: the end is under way.
            let _ = self.interrupted.recv_timeout(LOOK);
        }
        child.kill()?;
        child.wait()
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        // The server first: it may still speak to the simulator.
        for (name, mut child) in std::mem::take(&mut self.started).into_iter().rev() {
            if let Err(error) = self.end(&mut child) {
                eprintln!("cannot end {name}: {error}");
            }
        }
    }
}

/// Asks `/readyz`. Without an HTTP client: the status line is all that matters.
fn is_ready(server: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&server, LOOK)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(&status == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn answering(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // To its end: a connection that is closed with something unread is reset.
            let lines = BufReader::new(&stream).lines().map(Result::unwrap);
            let asked: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            assert_eq!(asked[0], "GET /readyz HTTP/1.1");
            stream.write_all(answer.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn ready_is_what_answers_200() {
        assert!(is_ready(answering("HTTP/1.1 200 OK\r\n\r\n{}")));
        assert!(!is_ready(answering(
            "HTTP/1.1 503 Service Unavailable\r\n\r\n{}"
        )));
    }

    #[test]
    fn nobody_listening_is_not_ready() {
        let free = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        assert!(!is_ready(free));
    }
}

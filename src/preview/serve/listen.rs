//! Taking a port.

use crate::preview::Error;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};

/// The port that is tried first, unless one was asked for.
const FIRST_PORT: u16 = 1111;
/// So many ports are tried after it.
const NEXT_PORTS: u16 = 10;

/// A port that is ours.
pub(in crate::preview) struct Listener {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Where browsers find us; port 0 became a real one.
    pub(in crate::preview) fn address(&self) -> SocketAddr {
        self.address
    }

    /// For the runtime that this is called in.
    pub(super) fn into_tokio(self) -> io::Result<tokio::net::TcpListener> {
        tokio::net::TcpListener::from_std(self.listener)
    }
}

/// Takes the port asked for, 0 meaning any; without one, the first that is free.
///
/// # Errors
/// When it is not free, or the system does not give it.
pub(in crate::preview) fn listen(host: IpAddr, port: Option<u16>) -> Result<Listener, Error> {
    let last = port.unwrap_or(FIRST_PORT + NEXT_PORTS);
    let mut port = port.unwrap_or(FIRST_PORT);
    loop {
        let address = SocketAddr::new(host, port);
        match bind(address) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < last => port += 1,
            result => return result.map_err(|error| Error::Listen(address, error)),
        }
    }
}

fn bind(address: SocketAddr) -> io::Result<Listener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok(Listener { listener, address })
}

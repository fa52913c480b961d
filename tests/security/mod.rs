//! What attackers try, threat by threat.

mod caching;
mod canary;
mod csrf;
mod enumeration;
mod events;
mod guessing;
mod hashing;
mod hosts;
pub mod leaky;
mod links;
mod names;
mod policy;
mod scope;
mod sessions;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// Sends these lines as the head of a request and reads the whole answer: for what no decent client would send.
pub async fn raw(address: SocketAddr, head: String) -> String {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A server that resets the connection has answered enough.
        let _cut = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    })
    .await
    .unwrap()
}

/// The lines of a list of cases; what begins with a number sign is for its readers.
pub fn cases(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect()
}

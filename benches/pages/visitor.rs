//! Whoever asks: one connection that stays open, and as little work as can be.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

pub struct Visitor {
    connection: BufReader<TcpStream>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub tag: Option<String>,
    pub length: usize,
}

impl Visitor {
    pub fn of(address: SocketAddr) -> Visitor {
        let connection = TcpStream::connect(address).expect("the server listens");
        connection.set_nodelay(true).expect("a socket");
        Visitor { connection: BufReader::new(connection) }
    }

    /// Asks for a path, and reads the whole answer.
    pub fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        self.connection.get_mut().write_all(request.as_bytes()).expect("the server reads");
        self.answer()
    }

    /// The tag of a page.
    pub fn tag(&mut self, path: &str) -> String {
        self.get(path, &[]).tag.expect("it has a tag")
    }

    fn answer(&mut self) -> Answer {
        let mut answer = Answer { status: 0, tag: None, length: 0 };
        let mut line = String::new();
        loop {
            line.clear();
            self.connection.read_line(&mut line).expect("the server answers");
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            match text.split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    answer.length = value.parse().expect("a number");
                }
                Some((name, value)) if name.eq_ignore_ascii_case("etag") => {
                    answer.tag = Some(value.to_owned());
                }
                Some((name, value)) if name.eq_ignore_ascii_case("transfer-encoding") => {
                    assert_eq!(value, "chunked");
                    answer.length = usize::MAX;
                }
                Some(_) => {}
                None => {
                    answer.status =
                        text.split(' ').nth(1).expect("a status").parse().expect("a number")
                }
            }
        }
        match answer.length {
            usize::MAX => answer.length = self.chunks(),
            length if answer.status != 304 => drop(self.read(length)),
            _ => {}
        }
        answer
    }

    fn chunks(&mut self) -> usize {
        let mut all = 0;
        loop {
            let mut line = String::new();
            self.connection.read_line(&mut line).expect("the server answers");
            let length = usize::from_str_radix(line.trim_end(), 16).expect("a length");
            drop(self.read(length + 2));
            all += length;
            if length == 0 {
                return all;
            }
        }
    }

    fn read(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.connection.read_exact(&mut bytes).expect("the whole answer");
        bytes
    }
}

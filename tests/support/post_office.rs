//! A mail server that does what a test tells it to: takes letters, refuses them, falls silent, hangs
//! up, and is away.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A step of a conversation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    Recipient,
    Data,
    /// When the text is there. Silence and hanging up keep the letter: only the answer is lost.
    Text,
}

/// What the server does with a letter, instead of taking it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Say(At, &'static str),
    Silence(At),
    HangUp(At),
    /// Takes the letter after so many milliseconds.
    Slowly(u64),
}

/// A letter the server has.
#[derive(Clone, Debug)]
pub struct Taken {
    pub recipient: String,
    /// As it was sent, with dots undone.
    pub message: String,
}

impl Taken {
    /// The value of the first header of a name, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.message.split("\r\n\r\n").next().expect("a message has a head");
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        head.split("\r\n").find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

#[derive(Default)]
struct Book {
    answers: HashMap<String, VecDeque<Answer>>,
    always: HashMap<String, Answer>,
    taken: Vec<Taken>,
}

#[derive(Default)]
struct Inside {
    book: Mutex<Book>,
    conversations: AtomicUsize,
}

pub struct PostOffice {
    address: SocketAddr,
    inside: Arc<Inside>,
    open: Option<(Arc<AtomicUsize>, JoinHandle<()>)>,
}

impl PostOffice {
    pub fn new() -> PostOffice {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let mut office = PostOffice { address, inside: Arc::default(), open: None };
        office.serve(listener);
        office
    }

    /// For SMTP_URL: a second of silence is enough.
    pub fn url(&self) -> String {
        format!("smtp://{}?patience=1", self.address)
    }

    /// What it does with the next letters to somebody; afterwards it takes them.
    pub fn answers(&self, recipient: &str, answers: &[Answer]) {
        self.book(|book| book.answers.insert(recipient.to_owned(), answers.to_vec().into()));
    }

    /// What it does with every letter to somebody.
    pub fn always(&self, recipient: &str, answer: Answer) {
        self.book(|book| book.always.insert(recipient.to_owned(), answer));
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.book(|book| book.taken.clone())
    }

    pub fn taken_for(&self, recipient: &str) -> Vec<Taken> {
        let all = self.taken();
        all.into_iter().filter(|taken| taken.recipient == recipient).collect()
    }

    /// How many connections there were.
    pub fn conversations(&self) -> usize {
        self.inside.conversations.load(Ordering::SeqCst)
    }

    /// Nobody answers at its address any more. What was begun is torn off.
    pub fn leave(&mut self) {
        let Some((stop, thread)) = self.open.take() else { return };
        stop.store(1, Ordering::SeqCst);
        thread.join().expect("the server ends");
    }

    pub fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).expect("its port is still free");
        self.serve(listener);
    }

    fn serve(&mut self, listener: TcpListener) {
        let (stop, inside) = (Arc::new(AtomicUsize::new(0)), self.inside.clone());
        listener.set_nonblocking(true).expect("a listener can be asked without waiting");
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            let mut streams: Vec<TcpStream> = Vec::new();
            while stopped.load(Ordering::SeqCst) == 0 {
                let Ok((stream, _)) = listener.accept() else {
                    std::thread::sleep(Duration::from_millis(2));
                    continue;
                };
                stream.set_nonblocking(false).expect("a stream can be waited for");
                inside.conversations.fetch_add(1, Ordering::SeqCst);
                streams.push(stream.try_clone().expect("a stream has a second handle"));
                let inside = inside.clone();
                std::thread::spawn(move || converse(&inside, stream));
            }
            for stream in streams {
                // One that has gone already cannot be torn off.
                drop(stream.shutdown(std::net::Shutdown::Both));
            }
        });
        self.open = Some((stop, thread));
    }

    fn book<T>(&self, ask: impl FnOnce(&mut Book) -> T) -> T {
        ask(&mut self.inside.book.lock().expect("no conversation panics"))
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.leave();
    }
}

/// One conversation; it ends when either side has gone.
fn converse(inside: &Inside, stream: TcpStream) -> Option<()> {
    let mut to = stream.try_clone().expect("a stream has a second handle");
    let mut lines = BufReader::new(stream).split(b'\n');
    let mut next = || Some(String::from_utf8_lossy(&lines.next()?.ok()?).trim_end().to_owned());
    let mut say = |line: &str| to.write_all(format!("{line}\r\n").as_bytes()).ok();
    say("220 post.example ready")?;
    let (mut recipient, mut answer) = (String::new(), None);
    loop {
        let line = next()?;
        let command = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let at = match command.as_str() {
            "RCPT" => {
                recipient = line.split(['<', '>']).nth(1)?.to_owned();
                let mut book = inside.book.lock().expect("no conversation panics");
                answer = book.always.get(&recipient).cloned();
                if answer.is_none() {
                    answer = book.answers.get_mut(&recipient).and_then(VecDeque::pop_front);
                }
                At::Recipient
            }
            "DATA" => At::Data,
            "QUIT" => return say("221 bye"),
            "EHLO" => {
                say("250-post.example")?;
                say("250 8BITMIME")?;
                continue;
            }
            _ => {
                say("250 fine")?;
                continue;
            }
        };
        if !follow(&answer, at, &mut say)? {
            continue;
        }
        if at == At::Recipient {
            say("250 fine")?;
            continue;
        }
        say("354 go on")?;
        let mut message = String::new();
        loop {
            let line = next()?;
            match line.strip_prefix('.') {
                Some("") => break,
                undotted => message.push_str(&format!("{}\r\n", undotted.unwrap_or(&line))),
            }
        }
        let refused = matches!(answer, Some(Answer::Say(At::Text, _)));
        if !refused {
            let taken = Taken { recipient: recipient.clone(), message };
            inside.book.lock().expect("no conversation panics").taken.push(taken);
        }
        if follow(&answer, At::Text, &mut say)? {
            say("250 2.0.0 taken as 4711")?;
        }
    }
}

/// Does what was told for this step. True: nothing was, go on; nothing: hang up.
fn follow(
    answer: &Option<Answer>,
    at: At,
    say: &mut impl FnMut(&str) -> Option<()>,
) -> Option<bool> {
    match answer {
        Some(Answer::Say(step, line)) if *step == at => {
            say(line)?;
            (!line.starts_with("421")).then_some(false)
        }
        Some(Answer::Silence(step)) if *step == at => {
            std::thread::sleep(Duration::from_secs(4));
            None
        }
        Some(Answer::HangUp(step)) if *step == at => None,
        Some(Answer::Slowly(wait)) if at == At::Text => {
            std::thread::sleep(Duration::from_millis(*wait));
            Some(true)
        }
        _ => Some(true),
    }
}

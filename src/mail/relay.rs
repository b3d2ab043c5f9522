//! The mail server we hand letters to. Each step of a conversation is taken here, because what a
//! failure means depends on the step: before the text was handed over another try doubles nothing.
//! Connections are kept for the next letter.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use url::Url;

use super::Outcome;
use super::reply::{Failure, Step, outcome};
use crate::error::{Error, Result};

/// Silence before the text is handed over is taken for a fault after this.
const PATIENCE: Duration = Duration::from_secs(15);

/// After this the text is not handed over any more: the answer might come when the lease of the
/// task has run out, and somebody else sends the letter too.
const BEFORE_TEXT: Duration = Duration::from_secs(40);

/// A server that has the text may think about it for so long.
const AFTER_TEXT: Duration = Duration::from_secs(50);

/// A connection nobody used for so long is given up.
const REST: Duration = Duration::from_secs(30);

/// Letters over one connection: servers like to see an end.
const LETTERS: u32 = 100;

pub(super) struct Relay {
    host: String,
    port: u16,
    tls: Tls,
    hello: ClientId,
    credentials: Option<Credentials>,
    /// Silence borne before and after the text was handed over.
    patience: (Duration, Duration),
    idle: Mutex<Vec<Line>>,
}

enum Tls {
    Without,
    AtOnce(TlsParameters),
    Upgraded(TlsParameters),
    IfOffered(TlsParameters),
}

/// A connection, greeted.
struct Line {
    connection: SmtpConnection,
    letters: u32,
    used: Instant,
}

impl Relay {
    /// A server as `smtps://` or `smtp://` with user, password and port in the URL, and fewer
    /// seconds of silence with `?patience=`; `hello` is the name we greet it by.
    pub fn open(url: &str, hello: &str) -> Result<Relay> {
        let url = Url::parse(url).map_err(Error::internal)?;
        let host = url.host_str().unwrap_or("localhost").trim_matches(['[', ']']).to_owned();
        let wanted = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value);
        let parameters = || TlsParameters::new(host.clone()).map_err(Error::internal);
        let (tls, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtps", _) => (Tls::AtOnce(parameters()?), SUBMISSIONS_PORT),
            (_, Some("required")) => (Tls::Upgraded(parameters()?), SUBMISSION_PORT),
            (_, Some("opportunistic")) => (Tls::IfOffered(parameters()?), SUBMISSION_PORT),
            _ => (Tls::Without, SMTP_PORT),
        };
        let patience = url.query_pairs().find(|(key, _)| key == "patience");
        let patience = patience.and_then(|(_, seconds)| seconds.parse().ok());
        let silence = patience.map_or(AFTER_TEXT, |s: u64| Duration::from_secs(s.max(1)));
        let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        Ok(Relay {
            port: url.port().unwrap_or(port),
            tls,
            hello: ClientId::Domain(hello.to_owned()),
            credentials: url
                .password()
                .map(|password| Credentials::new(plain(url.username()), plain(password))),
            host,
            patience: (PATIENCE.min(silence), AFTER_TEXT.min(silence)),
            idle: Mutex::default(),
        })
    }

    /// Hands one message over.
    pub fn send(&self, envelope: &Envelope, message: &[u8]) -> Outcome {
        let started = Instant::now();
        if let Some(line) = self.kept() {
            match self.hand_over(line, started, envelope, message) {
                // The server had grown tired of the connection; nothing of the letter is with it.
                Err(failure) if failure.is_lost_before_text() => {}
                done => return outcome(done),
            }
        }
        let fresh = self.connect();
        outcome(fresh.and_then(|line| self.hand_over(line, started, envelope, message)))
    }

    /// Says goodbye on connections nobody has used for a while, or on all.
    pub fn close(&self, all: bool) {
        let (over, kept): (Vec<Line>, Vec<Line>) =
            self.idle().drain(..).partition(|line| all || line.used.elapsed() > REST);
        self.idle().extend(kept);
        for mut line in over {
            // A server that does not answer has gone already: there is nobody to tell.
            drop(line.wait(Duration::from_secs(1)).and_then(|()| line.say(Step::Opening, Quit)));
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self) -> Option<Line> {
        self.close(false);
        self.idle().pop()
    }

    fn connect(&self) -> std::result::Result<Line, Failure> {
        let failed = |error| Failure::new(Step::Opening, error);
        let at_once = if let Tls::AtOnce(tls) = &self.tls { Some(tls) } else { None };
        let server = (self.host.as_str(), self.port);
        let mut connection =
            SmtpConnection::connect(server, Some(self.patience.0), &self.hello, at_once, None)
                .map_err(failed)?;
        match &self.tls {
            Tls::Upgraded(tls) => connection.starttls(tls, &self.hello).map_err(failed)?,
            Tls::IfOffered(tls) if connection.can_starttls() => {
                connection.starttls(tls, &self.hello).map_err(failed)?
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            let ways = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&ways, credentials).map_err(failed)?;
        }
        Ok(Line { connection, letters: 0, used: Instant::now() })
    }

    /// One letter over one connection, which is kept if it is still of use.
    fn hand_over(
        &self,
        mut line: Line,
        started: Instant,
        envelope: &Envelope,
        message: &[u8],
    ) -> std::result::Result<String, Failure> {
        let done = line.converse(self.patience, started, envelope, message);
        line.letters += 1;
        line.used = Instant::now();
        let sound = match &done {
            Ok(_) => true,
            Err(failure) => failure.leaves_line_open() && line.say(Step::Opening, Rset).is_ok(),
        };
        if sound && line.letters < LETTERS {
            self.idle().push(line);
        }
        done
    }
}

impl Line {
    fn converse(
        &mut self,
        (before, after): (Duration, Duration),
        started: Instant,
        envelope: &Envelope,
        message: &[u8],
    ) -> std::result::Result<String, Failure> {
        self.wait(before)?;
        self.say(Step::Sender, Mail::new(envelope.from().cloned(), vec![]))?;
        for recipient in envelope.to() {
            self.say(Step::Recipient, Rcpt::new(recipient.clone(), vec![]))?;
        }
        if started.elapsed() > BEFORE_TEXT {
            return Err(Failure::too_slow());
        }
        self.say(Step::Data, Data)?;
        self.wait(after)?;
        let reply = self.connection.message(message);
        let reply = reply.map_err(|error| Failure::new(Step::Text, error))?;
        Ok(format!("{} {}", reply.code(), reply.message().collect::<Vec<_>>().join(" ")))
    }

    fn say(
        &mut self,
        step: Step,
        command: impl std::fmt::Display,
    ) -> std::result::Result<(), Failure> {
        let reply = self.connection.command(command);
        reply.map(|_| ()).map_err(|error| Failure::new(step, error))
    }

    /// How long silence is borne from now on.
    fn wait(&mut self, silence: Duration) -> std::result::Result<(), Failure> {
        self.connection.set_timeout(Some(silence)).map_err(|error| Failure::lost(&error))
    }
}

//! DKIM: somebody else's program finds our signatures good, and changed letters bad.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use careercenter::config::{Config, MailTo, Secret};
use careercenter::mail::render::List;
use careercenter::mail::{Letter, Mailer, Outcome};

use super::letter;
use crate::support::{Kind, OnBoth, PostOffice, World};

/// Reads a message on stdin and a key's record as its argument; says whether the signature holds.
const VERIFY: &str = "
import sys, dkim
record = sys.argv[1].encode()
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: record))";

/// The Python that has Debian's python3-dkim, whatever else comes first in PATH.
const PYTHON: &str = "/usr/bin/python3";

fn output(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let started =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut running = started.expect("`make needs` installs openssl and python3-dkim");
    running.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    let ended = running.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "`make needs` installs openssl and python3-dkim: {said}");
    ended.stdout
}

fn verifies(message: &str, record: &str) -> bool {
    let said = output(Command::new(PYTHON).args(["-c", VERIFY, record]), message.as_bytes());
    String::from_utf8_lossy(&said).trim() == "True"
}

/// Makes a key as the README says, and gives its record in the DNS.
fn make_key(file: &Path, options: &[&str], name: &str) -> String {
    output(Command::new("openssl").arg("genpkey").args(options).arg("-out").arg(file), b"");
    let public = ["pkey", "-pubout", "-outform", "DER", "-in"];
    let der = output(Command::new("openssl").args(public).arg(file), b"");
    // RFC 8463: of an Ed25519 key its 32 bytes alone.
    let der = if name == "ed25519" { &der[der.len() - 32..] } else { &der[..] };
    let base64 = output(Command::new("openssl").args(["base64", "-A"]), der);
    format!("v=DKIM1; k={name}; p={}", String::from_utf8_lossy(&base64).trim())
}

fn mailer(world: &World, office: &PostOffice, key: &Path) -> Mailer {
    let values = BTreeMap::from(
        [
            ("DATA_DIR", world.site.config.data.display().to_string()),
            ("MAIL_FROM", "CareerCenter <jobs@mail.example.com>".to_owned()),
            ("CONTACT", "help@example.com".to_owned()),
            ("DKIM_KEY_FILE", key.display().to_string()),
            ("DKIM_SELECTOR", "s2026".to_owned()),
            ("DKIM_DOMAIN", "example.com".to_owned()),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    let mut config = Config::from_values(&values, Vec::new()).expect("the key is good");
    config.mail = MailTo::Smtp(Secret::new(office.url()));
    Mailer::open(&config).expect("the server has an address")
}

fn verify_with(options: &[&str], name: &str) {
    let (world, office) = (World::on(Kind::Sqlite), PostOffice::new());
    let file = world.site.config.data.join("dkim.pem");
    let record = make_key(&file, options, name);
    let list = List {
        unsubscribe_url: format!("https://jobs.example.com/off?token={}", "aB3-_.".repeat(70)),
        id: "alerts",
    };
    let sent = Letter {
        subject: "37 neue Stellen f\u{fc}r dich, \u{201c}remote\u{201d} ".repeat(4),
        text: "Hello.\n.dots\n\n..\ntrailing  \t\n tab\tand  spaces \n\n\n".to_owned(),
        html: format!("<p>{}</p>", "w\u{f6}rd ".repeat(400)),
        list: Some(list),
        ..letter(&world, "ada@home.example")
    };
    let outcome = mailer(&world, &office, &file).send(&sent);
    assert!(matches!(outcome, Outcome::Sent(_)), "{outcome:?}");
    let taken = office.taken().pop().expect("it was taken");
    let signature = taken.header("dkim-signature").expect("a signature").replace([' ', '\t'], "");
    for signed in [
        "from",
        "to",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "auto-submitted",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "list-id",
    ] {
        let twice = format!(":{signed}:{signed}:");
        assert!(
            signature.replace("h=", "h=:").replace(";bh", ":;bh").contains(&twice),
            "{signed}: {signature}"
        );
    }
    assert!(taken.message.lines().all(|line| line.len() < 998));
    let url = format!("<{}>", sent.list.as_ref().expect("a list").unsubscribe_url);
    assert_eq!(taken.header("list-unsubscribe"), Some(url));
    assert_eq!(
        taken.header("list-unsubscribe-post").as_deref(),
        Some("List-Unsubscribe=One-Click")
    );
    assert_eq!(taken.header("list-id").as_deref(), Some("<alerts.mail.example.com>"));
    assert_eq!(taken.header("auto-submitted").as_deref(), Some("auto-generated"));
    assert!(taken.header("reply-to").is_some_and(|to| to.contains("help@example.com")));
    assert!(verifies(&taken.message, &record), "{}", taken.message);
    let message = &taken.message;
    for changed in [
        message.replacen("/off?token=a", "/on?token=a", 1),
        message.replacen("One-Click", "Two-Clicks", 1),
        message.replacen("To: ada@", "To: eve@", 1),
        message.replacen("Hello", "Hallo", 1),
        format!("Subject: Another\r\n{message}"),
        format!("List-Unsubscribe: <https://evil.example>\r\n{message}"),
    ] {
        assert_ne!(&changed, message);
        assert!(!verifies(&changed, &record), "a changed letter is good: {changed}");
    }
    let refolded = message.replacen("\r\nAuto-Submitted: ", "\r\nAuto-Submitted:\r\n \t ", 1);
    assert!(verifies(&refolded, &record), "refolding is no change");
}

#[test]
fn an_rsa_signature_verifies() {
    verify_with(&["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "rsa");
}

#[test]
fn an_ed25519_signature_verifies() {
    verify_with(&["-algorithm", "ed25519"], "ed25519");
}

//! A form with files as browsers send it.

const BOUNDARY: &str = "----form-of-the-tests";

/// A file in a form: the field's name, what the file is called, what it holds.
pub type File = (String, String, Vec<u8>);

/// The media type of a body made by `encode`.
pub fn media_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// Fields come before files.
pub fn encode<K: AsRef<str>, V: AsRef<str>>(fields: &[(K, V)], files: &[File]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let (name, value) = (name.as_ref(), value.as_ref());
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        part(&mut body, &head, value.as_bytes());
    }
    for (name, called, bytes) in files {
        // What browsers write for characters that would end the name.
        let called = called.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let head = format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\n\
             Content-Type: application/octet-stream"
        );
        part(&mut body, &head, bytes);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn part(body: &mut Vec<u8>, head: &str, content: &[u8]) {
    body.extend_from_slice(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n");
}

//! Where what a document names lies: in the document, on a disk of the machine it is opened on, or
//! on another machine.

/// True for what is no part of the document: any address with a scheme, and any path that leads out.
pub(super) fn is_outside(address: &str) -> bool {
    let address = plain(address);
    let path = address.split('#').next().unwrap_or_default();
    path.contains(':') || path.starts_with('/') || path.split('/').any(|step| step == "..")
}

/// True for what lies on another machine, or may.
pub(super) fn is_elsewhere(address: &str) -> bool {
    let address = plain(address);
    let path = match address.strip_prefix("file:") {
        Some(rest) => match rest.strip_prefix("///") {
            Some(path) if !path.starts_with('/') => path,
            _ => return true,
        },
        None => &address,
    };
    let drive = path.chars().next().is_some_and(|first| first.is_ascii_lowercase());
    let path =
        path.get(1..).filter(|_| drive).and_then(|rest| rest.strip_prefix(":/")).unwrap_or(path);
    path.starts_with("//") || path.contains(':')
}

/// An address with slashes of one kind, whichever way they were written.
fn plain(address: &str) -> String {
    let lower = address.trim().to_ascii_lowercase();
    lower.replace("%5c", "/").replace("%2f", "/").replace("%3a", ":").replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_of_its_own_is_not_another_machine() {
        for (address, outside, elsewhere) in [
            ("", false, false),
            ("#heading", false, false),
            ("Pictures/1.png", false, false),
            ("./Object 1", false, false),
            ("Normal.dotm", false, false),
            ("../../templates/a.ott", true, false),
            ("/home/jane/a.ott", true, false),
            ("file:///home/jane/a.ott", true, false),
            ("file:///D:\\Program%20Files\\a.dotm", true, false),
            ("C:\\a.dotm", true, false),
            ("https://evil.example/a.dotm", true, true),
            ("file://evil.example/a.dotm", true, true),
            ("file:////evil.example/a.dotm", true, true),
            ("file:///\\\\evil.example\\a.dotm", true, true),
            ("file:///%5C%5Cevil.example/a.dotm", true, true),
            ("file:\\\\evil.example\\a.dotm", true, true),
            ("file:a.dotm", true, true),
            ("\\\\evil.example\\a.dotm", true, true),
            ("//evil.example/a.dotm", true, true),
            ("C://evil.example/a.dotm", true, false),
            ("smb:evil", true, true),
            ("d:smb:evil", true, true),
        ] {
            let found = (is_outside(address), is_elsewhere(address));
            assert_eq!(found, (outside, elsewhere), "{address}");
        }
    }
}

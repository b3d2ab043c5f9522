//! Which database a URL means.

use std::path::PathBuf;

/// Which database, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    Sqlite(PathBuf),
    /// A full `postgres://` URL; may hold a password, so it is never printed.
    Postgres(String),
}

impl Location {
    /// True if other machines may be using the same database.
    pub fn is_shared(&self) -> bool {
        matches!(self, Location::Postgres(_))
    }

    /// Reads a database URL. The error says what is wrong without repeating a password.
    pub fn parse(url: &str) -> Result<Location, String> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err("names no file after sqlite:".into());
            }
            return Ok(Location::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres(url);
        }
        Err("must start with sqlite: or postgres://".into())
    }
}

fn postgres(url: &str) -> Result<Location, String> {
    let parsed = url::Url::parse(url).map_err(|error| error.to_string())?;
    let spelled_out =
        parsed.query_pairs().any(|(key, value)| key == "sslmode" && value == "disable");
    if !is_local(&parsed) && !spelled_out && !cfg!(feature = "postgres-tls") {
        return Err("names another machine, and this build of CareerCenter has no TLS for \
                    PostgreSQL: build with --features postgres-tls, or write sslmode=disable \
                    if the network itself is private"
            .into());
    }
    Ok(Location::Postgres(url.to_owned()))
}

/// Every host it may connect to, in front or as a parameter, is a socket or this machine.
fn is_local(url: &url::Url) -> bool {
    let parameters = url.query_pairs().filter(|(key, _)| key == "host" || key == "hostaddr");
    let named: Vec<String> = parameters.map(|(_, hosts)| hosts.into_owned()).collect();
    let front = percent_encoding::percent_decode_str(url.host_str().unwrap_or_default());
    let front = front.decode_utf8_lossy().into_owned();
    named.iter().chain([&front]).flat_map(|hosts| hosts.split(',')).all(|host| {
        host.starts_with('/') || matches!(host, "" | "localhost" | "127.0.0.1" | "::1" | "[::1]")
    })
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn other_machines_are_refused_however_they_are_named() {
        for url in [
            "postgres://db.example.com/cc",
            "postgres:///cc?host=db.example.com",
            "postgres://localhost/cc?hostaddr=10.0.0.1",
            "postgres:///cc?host=/run/postgresql,db.example.com",
            "postgres://localhost,db.example.com/cc",
        ] {
            assert!(Location::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn this_machine_is_taken() {
        for url in [
            "postgres://localhost/cc",
            "postgres://me@127.0.0.1:5433/cc",
            "postgres:///cc?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/cc",
            "postgres://db.example.com/cc?sslmode=disable",
        ] {
            assert!(Location::parse(url).is_ok(), "{url}");
        }
    }
}

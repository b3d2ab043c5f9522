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
    let host_parameter = parsed.query_pairs().find(|(key, _)| key == "host");
    let socket = host_parameter.is_some_and(|(_, value)| value.starts_with('/'));
    let host = parsed.host_str().unwrap_or_default();
    let local = socket || matches!(host, "" | "localhost" | "127.0.0.1" | "[::1]");
    let spelled_out =
        parsed.query_pairs().any(|(key, value)| key == "sslmode" && value == "disable");
    if !local && !spelled_out && !cfg!(feature = "postgres-tls") {
        return Err("names another machine, and this build of CareerCenter has no TLS for \
                    PostgreSQL: build with --features postgres-tls, or write sslmode=disable \
                    if the network itself is private"
            .into());
    }
    Ok(Location::Postgres(url.to_owned()))
}

//! The key that signs tokens, and secrets in general: readable where needed, never printed.

use std::fmt;
use std::path::Path;

/// A value that must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The value itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(secret)")
    }
}

/// The secret of a machine that was given none: made once, readable by its owner alone.
pub(super) fn kept_secret(data: &Path) -> Result<Secret, String> {
    let path = data.join("secret");
    let failed =
        |error: std::io::Error| format!("could not be kept in {}: {error}", path.display());
    match std::fs::read_to_string(&path) {
        Ok(kept) if kept.trim().len() >= 32 => return Ok(Secret::new(kept.trim())),
        Ok(_) => {
            return Err(format!(
                "in {} is damaged: delete the file to make a new one",
                path.display()
            ));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    private_folder(data).map_err(failed)?;
    let key = crate::token::fresh();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(failed)?;
    std::io::Write::write_all(&mut file, key.as_bytes()).map_err(failed)?;
    Ok(Secret::new(key))
}

/// The secrets of former days, separated by commas.
pub(super) fn former_secrets(text: &str) -> Result<Vec<Secret>, String> {
    let keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
    let long = |key: &str| (key.len() >= 32).then(|| Secret::new(key));
    keys.map(|key| long(key).ok_or("must have at least 32 characters each".into())).collect()
}

/// Makes a folder only its owner may look into: databases and letters are nobody else's.
pub fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

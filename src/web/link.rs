//! What the links of letters carry.

use serde::Deserialize;

/// The token of a link; empty where there is none.
#[derive(Deserialize, Default)]
pub struct TokenQuery {
    #[serde(default)]
    pub token: String,
}

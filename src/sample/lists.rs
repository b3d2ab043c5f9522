//! The short ways the phrase files write lists, and what they are read into.

use super::dice::Weighted;
use super::phrase::Phrase;
use serde::Deserialize;
use std::collections::BTreeMap;

/// "a; b; c".
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct Items(pub Vec<String>);

impl From<String> for Items {
    fn from(text: String) -> Items {
        Items(text.split(';').map(|item| item.trim().to_owned()).collect())
    }
}

/// "a b c".
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct Spaced(pub Vec<String>);

impl From<String> for Spaced {
    fn from(text: String) -> Spaced {
        Spaced(text.split_whitespace().map(str::to_owned).collect())
    }
}

/// Phrases in one line: "a {slot}; b".
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Phrases(pub Vec<Phrase>);

impl TryFrom<String> for Phrases {
    type Error = String;

    fn try_from(text: String) -> Result<Phrases, String> {
        text.split(';').map(|one| Phrase::parse(one.trim())).collect::<Result<_, _>>().map(Phrases)
    }
}

/// "slug weight; slug weight".
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Shares(pub Weighted<String>);

impl TryFrom<String> for Shares {
    type Error = String;

    fn try_from(text: String) -> Result<Shares, String> {
        let mut shares = Weighted::default();
        for share in text.split(';') {
            let (slug, weight) =
                share.trim().split_once(' ').ok_or_else(|| format!("no weight: {share}"))?;
            let weight = weight.parse().map_err(|_| format!("not a weight: {share}"))?;
            shares.push(weight, slug.to_owned());
        }
        Ok(Shares(shares))
    }
}

/// "slug Name_people_say weight; ...".
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Products(pub Weighted<(String, String)>);

impl TryFrom<String> for Products {
    type Error = String;

    fn try_from(text: String) -> Result<Products, String> {
        let mut products = Weighted::default();
        for product in text.split(';') {
            let parts: Vec<&str> = product.split_whitespace().collect();
            let [slug, name, weight] = parts[..] else {
                return Err(format!("not a product: {product}"));
            };
            let weight = weight.parse().map_err(|_| format!("not a weight: {product}"))?;
            products.push(weight, (slug.to_owned(), name.replace('_', " ")));
        }
        Ok(Products(products))
    }
}

/// Each kind of employer with the voices it speaks in, by how often it occurs.
#[derive(Debug, Deserialize)]
#[serde(try_from = "BTreeMap<String, Spaced>")]
pub(super) struct Kinds(pub Weighted<(String, Vec<String>)>);

impl TryFrom<BTreeMap<String, Spaced>> for Kinds {
    type Error = String;

    fn try_from(lines: BTreeMap<String, Spaced>) -> Result<Kinds, String> {
        let mut kinds = Weighted::default();
        for (kind, Spaced(mut line)) in lines {
            let weight = line
                .first()
                .and_then(|word| word.parse().ok())
                .ok_or_else(|| format!("no weight: {kind}"))?;
            kinds.push(weight, (kind, line.split_off(1)));
        }
        Ok(Kinds(kinds))
    }
}

//! An ordered list of entries with look-up by slug and, where entries have parents, by kinship.

use super::entry::Entry;
use rustc_hash::FxHashMap;

/// The entries of one group, in the order of their file.
#[derive(Debug)]
pub struct Table<E> {
    entries: Vec<E>,
    by_slug: FxHashMap<String, u16>,
    parents: Vec<Option<u16>>,
}

impl<E: Entry> Table<E> {
    /// Builds the table. The error names a slug used twice or a parent that does not exist.
    pub(super) fn new(entries: Vec<E>) -> Result<Table<E>, String> {
        let mut by_slug = FxHashMap::default();
        for (index, entry) in (0u16..).zip(&entries) {
            if by_slug.insert(entry.slug().to_owned(), index).is_some() {
                return Err(format!("the slug {} is used twice", entry.slug()));
            }
        }
        let mut parents = Vec::with_capacity(entries.len());
        for entry in &entries {
            let parent =
                match entry.parent() {
                    None => None,
                    Some(slug) => Some(*by_slug.get(slug).ok_or_else(|| {
                        format!("{} names the unknown parent {slug}", entry.slug())
                    })?),
                };
            parents.push(parent);
        }
        let table = Table { entries, by_slug, parents };
        table.refuse_circles()?;
        Ok(table)
    }

    fn refuse_circles(&self) -> Result<(), String> {
        for start in 0..self.entries.len() as u16 {
            let mut at = Some(start);
            for _ in 0..=self.entries.len() {
                at = at.and_then(|index| self.parents[usize::from(index)]);
            }
            if at.is_some() {
                return Err(format!("{} is its own ancestor", self.at(start).slug()));
            }
        }
        Ok(())
    }

    /// The entry with this slug.
    pub fn get(&self, slug: &str) -> Option<&E> {
        self.index_of(slug).map(|index| self.at(index))
    }

    /// The index of the entry with this slug.
    pub fn index_of(&self, slug: &str) -> Option<u16> {
        self.by_slug.get(slug).copied()
    }

    /// The entry at an index that came from this table.
    ///
    /// # Panics
    /// When the index is not of this table.
    pub fn at(&self, index: u16) -> &E {
        &self.entries[usize::from(index)]
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &E> {
        self.entries.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the table holds nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The index, its parent, the parent's parent and so on: itself first.
    pub fn with_parents(&self, index: u16) -> Vec<u16> {
        let mut chain = vec![index];
        let mut at = index;
        while let Some(parent) = self.parents[usize::from(at)] {
            chain.push(parent);
            at = parent;
        }
        chain
    }
}

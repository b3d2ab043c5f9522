//! The order of a result.

/// How the postings of a result are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    #[default]
    Newest,
    /// The words in the title first; never kept without words.
    Match,
    /// Highest comparable hourly pay first, postings without it last.
    Pay,
    /// Nearest first, what has no distance last; never kept without a place.
    Closest,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Match, Sort::Pay, Sort::Closest];

    /// The parameter's value in a URL.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Match => "match",
            Sort::Pay => "pay",
            Sort::Closest => "closest",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Sort::Newest => "Newest",
            Sort::Match => "Best match",
            Sort::Pay => "Highest pay",
            Sort::Closest => "Closest",
        }
    }
}

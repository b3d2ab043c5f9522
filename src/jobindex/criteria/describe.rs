//! A search in words people read: the heading of a result, the name of an alert.

use super::super::groups::Group;
use super::Criteria;
use super::canonical::dollars;

impl Criteria {
    /// "“outpatient surgery”, for holders of CPC, hiring in Texas, from $26 an hour"; "All jobs" for everything.
    /// The words in it are untrusted text; order and page are not told.
    pub fn describe(&self) -> String {
        let mut parts = Vec::new();
        if !self.q.is_empty() {
            parts.push(format!("“{}”", self.q));
        }
        for group in Group::ALL.into_iter().filter(|&group| group != Group::Posted) {
            parts.extend(self.described(group));
        }
        if let Some(floor) = self.pay_floor {
            parts.push(format!("from ${} an hour", dollars(floor)));
        }
        parts.extend(self.described(Group::Posted));
        if parts.is_empty() {
            return "All jobs".to_owned();
        }
        parts.join(", ")
    }

    fn described(&self, group: Group) -> Option<String> {
        let labels: Vec<&str> = self.slugs(group).filter_map(|slug| group.label_of(slug)).collect();
        if labels.is_empty() {
            return None;
        }
        let values = labels.join(" or ");
        Some(match group {
            Group::Credential => format!("for holders of {values}"),
            Group::HiresIn => format!("hiring in {values}"),
            Group::Agency => format!("posted by: {}", values.to_lowercase()),
            Group::Meets => "only what I meet".to_owned(),
            Group::MyState => "hiring in my state".to_owned(),
            Group::Apprentice | Group::Posted => values.to_lowercase(),
            _ => values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_reads_like_a_sentence() {
        let pairs = [
            ("q", "outpatient surgery"),
            ("credential", "cpc,ccs"),
            ("hires_in", "TX"),
            ("pay_floor", "26.5"),
            ("posted", "7"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let criteria = Criteria::parse(pairs.into_iter()).criteria;
        assert_eq!(
            criteria.describe(),
            "“outpatient surgery”, for holders of CCS or CPC, hiring in Texas, from $26.50 an hour, last 7 days"
        );
        assert_eq!(Criteria::default().describe(), "All jobs");
        let personal = Criteria::default().with(Group::MyState, "yes").with(Group::Meets, "yes");
        assert_eq!(personal.describe(), "only what I meet, hiring in my state");
        assert_eq!(personal.query_string(), "meets=yes&my_state=yes");
    }
}

//! The rows of questions to those who apply.

use serde::Serialize;

use crate::postings::questions::{MOST_QUESTIONS, Question, QuestionKind, problem};
use crate::web::{FormErrors, Input};

/// One row as it was typed.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Asked {
    pub text: String,
    pub kind: String,
    pub required: String,
}

impl Asked {
    pub fn empty() -> Asked {
        Asked { text: String::new(), kind: "yes_no".into(), required: "yes".into() }
    }

    fn of(question: &Question) -> Asked {
        Asked {
            text: question.text.clone(),
            kind: question.kind.to_string(),
            required: if question.required { "yes" } else { "no" }.into(),
        }
    }

    fn question(&self) -> Result<Question, &'static str> {
        let kind = match self.kind.as_str() {
            "" => QuestionKind::YesNo,
            text => QuestionKind::parse(text).ok_or("Choose how the question is answered.")?,
        };
        let required = match self.required.as_str() {
            "" | "yes" => true,
            "no" => false,
            _ => return Err("Choose whether the answer is required."),
        };
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Question { text, kind, required })
    }
}

/// The rows that were sent.
pub fn asked(input: &Input) -> Vec<Asked> {
    let at = |name: &str, index: usize| input.all(name).get(index).cloned().unwrap_or_default();
    let row = |index| Asked {
        text: at("question", index),
        kind: at("question_kind", index),
        required: at("question_required", index),
    };
    (0..input.all("question").len().min(MOST_QUESTIONS)).map(row).collect()
}

/// Puts questions into the boxes.
pub fn set(input: &mut Input, questions: &[Question]) {
    let rows: Vec<Asked> = questions.iter().map(Asked::of).collect();
    let column = |cell: fn(&Asked) -> &String| rows.iter().map(|row| cell(row).clone()).collect();
    input.set_all("question", column(|row| &row.text));
    input.set_all("question_kind", column(|row| &row.kind));
    input.set_all("question_required", column(|row| &row.required));
}

/// The questions the rows stand for; empty rows are none.
pub fn parse(input: &Input, errors: &mut FormErrors) -> Vec<Question> {
    let mut questions = Vec::new();
    for row in asked(input).iter().filter(|row| !row.text.is_empty()) {
        match row.question() {
            Ok(question) => questions.push(question),
            Err(said) => errors.add("questions", said),
        }
    }
    if input.all("question").iter().skip(MOST_QUESTIONS).any(|text| !text.is_empty()) {
        errors.add("questions", format!("At most {MOST_QUESTIONS} questions."));
    }
    if let Some(said) = problem(&questions) {
        errors.add("questions", said);
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(rows: &[(&str, &str, &str)]) -> Input {
        let pairs = rows.iter().flat_map(|(text, kind, required)| {
            [("question", *text), ("question_kind", *kind), ("question_required", *required)]
        });
        Input::from_pairs(pairs.map(|(name, value)| (name.into(), value.into())))
    }

    fn read(rows: &[(&str, &str, &str)]) -> (Vec<Question>, Option<String>) {
        let mut errors = FormErrors::default();
        let questions = parse(&input(rows), &mut errors);
        (questions, errors.get("questions").map(str::to_owned))
    }

    #[test]
    fn rows_become_questions_and_back() {
        let rows = [
            ("Do you have a quiet\nplace to work?", "yes_no", "yes"),
            ("", "text", "no"),
            ("Which encoders have you used?", "text", "no"),
        ];
        let (questions, problem) = read(&rows);
        assert_eq!((questions.len(), problem), (2, None));
        assert_eq!(
            questions[0].described(),
            "Do you have a quiet place to work? (yes or no, required)"
        );
        assert_eq!(questions[1].described(), "Which encoders have you used? (short answer)");
        let mut boxes = Input::default();
        set(&mut boxes, &questions);
        assert_eq!(parse(&boxes, &mut FormErrors::default()), questions);
    }

    #[test]
    fn odd_questions_are_named() {
        for (rows, said) in [
            (vec![("Q?", "essay", "yes")], "Choose how"),
            (vec![("Q?", "text", "maybe")], "Choose whether"),
            (vec![("???", "text", "yes")], "letters or digits"),
            (vec![("Q?", "text", "yes"); 6], "At most 5"),
        ] {
            let problem = read(&rows).1.expect("a problem");
            assert!(problem.contains(said), "{problem}");
        }
        let long = "q".repeat(201);
        assert!(read(&[(&long, "text", "no")]).1.expect("a problem").contains("200 characters"));
    }
}

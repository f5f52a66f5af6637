//! What the dialogs need against what the platform has. Reckons only.

use serde::Serialize;

use crate::channel::whatsapp::manage::Template;
use crate::dialog::templates::{CATEGORY, Needed};
use crate::trade::template::{self, State};

/// One thing that is not as the dialogs need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The template's name.
    pub name: String,
    /// Meta's language code.
    pub language: String,
    /// What sort of difference.
    pub what: Kind,
    /// In words, with how to mend it.
    pub detail: String,
}

/// Sorts of difference, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The platform does not have it: `push` makes it.
    Missing,
    /// Another number of variables: every send would be refused.
    Parameters,
    /// Other buttons: taps would mean something else.
    Buttons,
    /// Other words.
    Text,
    /// Meta counts it as something dearer, or will.
    Category,
    /// It may not be sent now.
    State,
    /// No dialog names it; harmless.
    Extra,
}

impl Kind {
    /// Does it keep messages from arriving as they should?
    pub fn is_wrong(self) -> bool {
        self != Self::Extra
    }
}

/// Every difference, by name and language.
pub fn compare(needed: &[Needed], have: &[Template]) -> Vec<Difference> {
    let mut all = Vec::new();
    for need in needed {
        let found = have.iter().find(|t| t.name == need.name && t.language == need.code);
        let found = found.filter(|t| t.state != State::Deleted.as_str());
        let mut tell = |what, detail: String| {
            let (name, language) = (need.name.clone(), need.code.to_owned());
            all.push(Difference { name, language, what, detail });
        };
        let Some(found) = found else {
            tell(Kind::Missing, "is not there: `wegwijzer templates push` makes it".to_owned());
            continue;
        };
        let (ours, theirs) = (need.variables.len(), template::variables(&found.body));
        if ours != theirs {
            tell(
                Kind::Parameters,
                format!("has {theirs} variables there and {ours} here: {ANOTHER_NAME}"),
            );
        } else if template::plain(&need.body) != template::plain(&found.body) {
            tell(Kind::Text, format!("has other words there: {ANOTHER_NAME}"));
        }
        if need.buttons != found.buttons {
            let there = found.buttons.join(" / ");
            tell(
                Kind::Buttons,
                format!(
                    "has the buttons {there:?} there and {:?} here: {ANOTHER_NAME}",
                    need.buttons.join(" / ")
                ),
            );
        }
        match (&found.category, &found.correct_category) {
            (_, Some(announced)) if announced != CATEGORY => tell(
                Kind::Category,
                format!("will be {announced}: ask Meta for a review, or write it more soberly"),
            ),
            (Some(category), _) if category != CATEGORY => tell(
                Kind::Category,
                format!("is {category} there, not {CATEGORY}: it costs more and can be blocked"),
            ),
            _ => {}
        }
        if let Some(state) = State::parse(&found.state).filter(|s| s.may() != template::May::Send) {
            let why = found.reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            tell(Kind::State, format!("is {state}{why}"));
        }
    }
    let extra = |have: &&Template| {
        needed.iter().all(|need| (&need.name, need.code) != (&have.name, have.language.as_str()))
    };
    for have in have.iter().filter(extra) {
        all.push(Difference {
            name: have.name.clone(),
            language: have.language.clone(),
            what: Kind::Extra,
            detail: "no dialog names it".to_owned(),
        });
    }
    all.sort_by(|a, b| (&a.name, &a.language, a.what).cmp(&(&b.name, &b.language, b.what)));
    all
}

const ANOTHER_NAME: &str = "change it in WhatsApp Manager, or give it another name and push";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;
    use crate::dialog::templates::needed;

    fn there(need: &Needed) -> Template {
        Template {
            id: Some("1".to_owned()),
            name: need.name.clone(),
            language: need.code.to_owned(),
            state: "APPROVED".to_owned(),
            reason: None,
            category: Some(CATEGORY.to_owned()),
            previous_category: None,
            correct_category: None,
            quality: None,
            body: need.body.replace('\n', " \r\n"),
            buttons: need.buttons.clone(),
        }
    }

    #[test]
    fn every_sort_of_difference_is_told_and_agreement_is_not() {
        let content = Content::load(&shipped::files()).unwrap();
        let needed: Vec<Needed> = needed(&content).into_iter().take(1).collect();
        let same = there(&needed[0]);
        assert_eq!(compare(&needed, std::slice::from_ref(&same)), []);
        let some = |word: &str| Some(word.to_owned());
        let rows = [
            (Template { language: "tr".into(), ..same.clone() }, vec![Kind::Missing, Kind::Extra]),
            (Template { state: "DELETED".into(), ..same.clone() }, vec![Kind::Missing]),
            (Template { body: "Dag!".into(), ..same.clone() }, vec![Kind::Parameters]),
            (
                Template { body: format!("{} Tot dan!", same.body), ..same.clone() },
                vec![Kind::Text],
            ),
            (Template { buttons: vec!["Ja".into()], ..same.clone() }, vec![Kind::Buttons]),
            (Template { category: some("MARKETING"), ..same.clone() }, vec![Kind::Category]),
            (
                Template { correct_category: some("MARKETING"), ..same.clone() },
                vec![Kind::Category],
            ),
            (Template { state: "PAUSED".into(), ..same.clone() }, vec![Kind::State]),
            (Template { state: "SHINY".into(), ..same.clone() }, vec![]),
        ];
        for (have, expected) in rows {
            let found: Vec<Kind> = compare(&needed, &[have]).iter().map(|d| d.what).collect();
            assert_eq!(found, expected);
        }
    }
}

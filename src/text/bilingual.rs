//! A message in two languages: the reader's own first, then plain Dutch.
//!
//! Promises: the Dutch half is what a colleague, a neighbour or a teacher can read along; its
//! answers are numbered in the order of the buttons, so that a number can be typed or pointed at.
//! Who reads Dutch gets the Dutch once, without numbers.

use super::direction::{lead_lines, without_marks};
use super::{Direction, Words, by_hand, facts, shared_phone};
use crate::message::{Choice, Outgoing, Saying, TemplateUse, TextId};
use crate::trade::person::Language;
use crate::trade::template::languages;

/// The opening button of a list.
const LIST_BUTTON: &str = "lijst-knop";

/// WhatsApp refuses an empty template variable.
const NOTHING: &str = "-";

impl Words {
    /// A saying in words, for a person who reads this language.
    pub fn outgoing(&self, own: Language, saying: &Saying) -> Outgoing {
        Outgoing {
            body: self.body_for(own, saying),
            choices: self.buttons(own, saying),
            list_button: self.list_button(own),
            template: saying.template.as_ref().map(|name| self.template_use(own, name, saying)),
        }
    }

    /// What colleagues read on the dashboard: the Dutch, without invisible marks.
    pub fn staff_text(&self, saying: &Saying) -> String {
        without_marks(&self.say(Language::Nl, &saying.text, &saying.facts))
    }

    fn body_for(&self, own: Language, saying: &Saying) -> String {
        let dutch = self.say_to(Language::Nl, saying);
        let others: String =
            self.said_also(own, saying).into_iter().map(|said| format!("{said}\n\n")).collect();
        let spoken = self.spoken_in(own, &saying.text).map(|(language, _)| language);
        if by_hand::is_by_hand(saying) {
            return others + &self.say_to(own, saying);
        }
        if own == Language::Nl || spoken == Some(Language::Nl) {
            return others + &dutch; // a text that exists only in Dutch is not said twice
        }
        let mut body = self.say_to(own, saying);
        body.push_str("\n\n");
        body.push_str(&others);
        body.push_str(&dutch);
        for (index, button) in self.buttons(Language::Nl, saying).iter().enumerate() {
            let line = format!("{}. {}", index + 1, button.label);
            body.push('\n');
            body.push_str(&lead_lines(&line, Direction::Ltr));
        }
        body
    }

    fn buttons(&self, language: Language, saying: &Saying) -> Vec<Choice> {
        let button = |choice: &crate::message::SayChoice| {
            let text = choice.label_text.as_ref().unwrap_or(&saying.text);
            let name = shared_phone::name_on(&saying.facts, choice).map(str::to_owned);
            Choice {
                label: name.unwrap_or_else(|| self.label(language, text, &choice.key)),
                payload: choice.payload.clone(),
            }
        };
        saying.choices.iter().map(button).collect()
    }

    fn list_button(&self, own: Language) -> String {
        let text = TextId::from(LIST_BUTTON);
        if self.spoken_in(own, &text).is_some() {
            return self.say(own, &text, &crate::message::Facts::new());
        }
        // the kind sentence for a missing text does not fit on a button
        match own {
            Language::Nl => "Kies een antwoord",
            Language::Ar => "اختاروا جواباً",
            _ => "Choose an answer",
        }
        .to_owned()
    }

    /// The wording under which a text is registered as a template: `<text>-sjabloon` where there
    /// is one (a template knows no plurals), else the text itself.
    pub fn template_text(&self, language: Language, text: &TextId) -> TextId {
        let own = TextId(format!("{text}-sjabloon"));
        if self.has(language, &own) { own } else { text.clone() }
    }

    /// The languages in which a saying's template may exist, the reader's own first: those of its
    /// text that Meta has a code for. Which of them to use, the registry of templates says.
    pub fn template_languages(&self, own: Language, saying: &Saying) -> Vec<Language> {
        let fit = |language: &&Language| {
            self.has(**language, &saying.text) && languages::code(language.as_str()).is_some()
        };
        super::chain(own).iter().filter(fit).copied().collect()
    }

    /// The template of a saying, filled in for one language; none when the saying names none.
    pub fn template_in(&self, language: Language, saying: &Saying) -> Option<TemplateUse> {
        saying.template.as_ref().map(|name| self.filled_in(language, name, saying))
    }

    fn template_use(&self, own: Language, name: &str, saying: &Saying) -> TemplateUse {
        let first = self.template_languages(own, saying).into_iter().next();
        self.filled_in(first.unwrap_or(own), name, saying)
    }

    fn filled_in(&self, language: Language, name: &str, saying: &Saying) -> TemplateUse {
        let text = self.template_text(language, &saying.text);
        let parameter = |variable: &String| {
            let value = saying.facts.get(variable).map(|fact| facts::in_words(language, fact));
            // Meta refuses line breaks, tabs and runs of spaces in a variable
            let value = value.unwrap_or_default();
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if value.is_empty() { NOTHING.to_owned() } else { value }
        };
        TemplateUse {
            name: name.to_owned(),
            language: languages::code(language.as_str()).unwrap_or(language.as_str()).to_owned(),
            parameters: self.variables(language, &text).iter().map(parameter).collect(),
            payloads: saying.choices.iter().map(|choice| choice.payload.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;
    use crate::message::{Fact, SayChoice};
    use crate::text::Source;

    fn words() -> Words {
        let file = |language: Language, body: &str| Source {
            language,
            file: format!("{language}/t.ftl"),
            body: body.to_owned(),
        };
        Words::load(&[
            file(
                Language::Nl,
                "vraag = Dag { $naam }, komt u op { $dag } om { $tijd } uur?\n    .ja = Ja\n    .taal = العربية\n\
                 alleen-nl = Dag!\n    .ja = Ja\n",
            ),
            file(
                Language::Ar,
                "vraag = هل ستحضرون يوم { $dag } الساعة { $tijd }؟\n    .ja = نعم\n    .taal = العربية\n",
            ),
        ])
        .unwrap()
    }

    fn saying(text: &str) -> Saying {
        let choice = |key: &str| SayChoice {
            key: key.to_owned(),
            label_text: None,
            payload: format!("p-{key}"),
        };
        Saying {
            text: TextId::from(text),
            facts: [
                ("naam", Fact::Person("Amina".into())),
                ("dag", Fact::Date(NaiveDate::from_ymd_opt(2026, 12, 3).unwrap())),
                ("tijd", Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap())),
            ]
            .map(|(name, fact)| (name.to_owned(), fact))
            .into(),
            choices: vec![choice("ja"), choice("taal")],
            question: None,
            template: Some("herinnering".to_owned()),
            aids: Vec::new(),
        }
    }

    #[test]
    fn the_own_language_comes_first_and_the_dutch_answers_are_numbered() {
        let sent = words().outgoing(Language::Ar, &saying("vraag"));
        assert_eq!(
            sent.body,
            "هل ستحضرون يوم \u{2068}الخميس 3 ديسمبر\u{2069} الساعة \u{2068}19:00\u{2069}؟\n\n\
             Dag \u{2068}Amina\u{2069}, komt u op \u{2068}donderdag 3 december\u{2069} om \
             \u{2068}19:00\u{2069} uur?\n1. Ja\n\u{200E}2. العربية"
        );
        assert_eq!(sent.choices[0], Choice { label: "نعم".into(), payload: "p-ja".into() });
        assert_eq!(sent.list_button, "اختاروا جواباً");
    }

    #[test]
    fn dutch_is_said_once_and_without_numbers() {
        let words = words();
        let sent = words.outgoing(Language::Nl, &saying("vraag"));
        assert!(sent.body.ends_with("uur?") && !sent.body.contains('\n'));
        assert_eq!(words.outgoing(Language::Ar, &saying("alleen-nl")).body, "Dag!");
    }

    #[test]
    fn a_template_gets_the_values_of_its_own_language_without_marks() {
        let mut saying = saying("vraag");
        let template = |own, saying: &Saying| words().outgoing(own, saying).template.unwrap();
        let arabic = template(Language::Ar, &saying);
        assert_eq!((arabic.name.as_str(), arabic.language.as_str()), ("herinnering", "ar"));
        assert_eq!(arabic.parameters, ["الخميس 3 ديسمبر", "19:00"]);
        assert_eq!(arabic.payloads, ["p-ja", "p-taal"]);
        saying.facts.insert("naam".into(), Fact::Person("Amina\n  \tAl".into()));
        saying.facts.insert("tijd".into(), Fact::Word(" ".into()));
        let english = template(Language::En, &saying);
        assert_eq!(english.language, "nl", "there is no English text, so no English template");
        assert_eq!(english.parameters, ["Amina Al", "donderdag 3 december", "-"]);
    }

    #[test]
    fn colleagues_read_dutch_without_invisible_marks() {
        let read = words().staff_text(&saying("vraag"));
        assert_eq!(read, "Dag Amina, komt u op donderdag 3 december om 19:00 uur?");
    }
}

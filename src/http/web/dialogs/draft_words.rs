//! Why a change was not made, and what is wrong with a draft, in Dutch words.

use crate::acts::draft;
use crate::acts::edit_content::Refusal;
use crate::dialog::content::{Content, Files};
use crate::dialog::edit::Refused;
use crate::text::edit::Unreadable;

/// So many mistakes are shown; the first ones mostly cause the rest.
const SHOWN: usize = 12;

/// Why nothing was changed.
pub(super) fn in_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unknown => "Dit is er niet.".to_owned(),
        Refusal::Step(refused) => step_in_words(refused),
        Refusal::Words(Unreadable::Empty) => {
            "Schrijf wat er gezegd wordt: een lege tekst kan niet worden verstuurd.".to_owned()
        }
        Refusal::Words(Unreadable::Braces(line)) => format!(
            "Deze regel kan niet worden gelezen: {line}. Schrijf een gegeven als {{ $naam }}, en gebruik verder geen accolades."
        ),
        Refusal::Words(Unreadable::Name(name)) => {
            format!(
                "{name} is geen naam van een tekst: gebruik kleine letters, cijfers en streepjes."
            )
        }
        Refusal::OwnWork => {
            "U schreef deze woorden zelf. Een collega die de taal spreekt, keurt ze goed."
                .to_owned()
        }
        Refusal::Draft(draft::Refusal::Overtaken { now }) => {
            let who = now.as_ref().and_then(|draft| draft.changed_by.clone());
            let who = who.unwrap_or_else(|| "Iemand".to_owned());
            format!(
                "{who} veranderde het concept intussen. Hieronder staat hoe het nu is; doe uw wijziging opnieuw."
            )
        }
        Refusal::Draft(draft::Refusal::TooLarge(_)) => {
            "Dit is te groot om te bewaren: maak er meer dialogen van.".to_owned()
        }
        Refusal::Draft(_) | Refusal::Store(_) => {
            "Het is niet bewaard. Probeer het nog een keer.".to_owned()
        }
    }
}

fn step_in_words(refused: &Refused) -> String {
    match refused {
        Refused::Form(_) => {
            "Dit bestand is zo geschreven dat stappen niet los kunnen worden veranderd. Verander het bestand zelf, onderaan.".to_owned()
        }
        Refused::NoSuchStep(name) => format!("Er is geen stap {name}."),
        Refused::Taken(name) => format!("Er is al een stap {name}. Kies een andere naam."),
        Refused::Name(name) => format!(
            "{name} kan geen naam van een stap zijn: gebruik kleine letters, cijfers en streepjes."
        ),
        Refused::StillNeeded { name, from } => format!(
            "Andere stappen gaan nog naar {name}: {}. Kies waar die dan heen gaan.",
            from.join(", ")
        ),
        Refused::NoWay { from, to } => {
            format!("Van {from} gaat geen weg meer naar {to}. Kijk in de tekening hoe het nu is.")
        }
        Refused::TheOnlyOne(name) => {
            format!("{name} is de enige stap. Een dialoog heeft er minstens een.")
        }
        Refused::NotAStep { line, what } => {
            format!("Regel {line} van deze stap kan niet worden gelezen: {what}")
        }
    }
}

/// What is wrong with these files; of one file first, where one is named.
pub(super) fn problems_of(files: &Files, first: Option<&str>) -> Vec<String> {
    let Err(mut problems) = Content::load(files) else { return Vec::new() };
    problems.sort_by_key(|problem| Some(problem.file.as_str()) != first);
    let more = problems.len().saturating_sub(SHOWN);
    let shown = problems.iter().take(SHOWN).map(ToString::to_string);
    let rest = (more > 0).then(|| format!("en nog {more}"));
    shown.chain(rest).collect()
}

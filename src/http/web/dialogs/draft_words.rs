//! Why a change was not made, and what is wrong with a draft, in words.

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
        Refusal::Unknown => say!("Dit is er niet.").to_owned(),
        Refusal::Step(refused) => step_in_words(refused),
        Refusal::Words(words) => unreadable(words),
        Refusal::OwnWork => {
            say!("U schreef deze woorden zelf. Een collega die de taal spreekt, keurt ze goed.")
                .to_owned()
        }
        Refusal::Draft(draft::Refusal::Overtaken { now }) => {
            let who = now.as_ref().and_then(|draft| draft.changed_by.clone());
            let who = who.unwrap_or_else(|| say!("Iemand").to_owned());
            say!(
                "{who} veranderde het concept intussen. Hieronder staat hoe het nu is; doe uw wijziging opnieuw.",
                who = who
            )
        }
        Refusal::Draft(draft::Refusal::TooLarge(_)) => {
            say!("Dit is te groot om te bewaren: maak er meer dialogen van.").to_owned()
        }
        Refusal::Draft(_) | Refusal::Store(_) => {
            say!("Het is niet bewaard. Probeer het nog een keer.").to_owned()
        }
    }
}

/// Why words cannot be a text.
pub(super) fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => {
            say!("Schrijf wat er gezegd wordt: een lege tekst kan niet worden verstuurd.")
                .to_owned()
        }
        Unreadable::Braces(line) => say!(
            "Deze regel kan niet worden gelezen: {line}. Schrijf een gegeven als {example}, en gebruik verder geen accolades.",
            line = line,
            example = "{ $naam }"
        ),
        Unreadable::Name(name) => say!(
            "{name} is geen naam van een tekst: gebruik kleine letters, cijfers en streepjes.",
            name = name
        ),
    }
}

fn step_in_words(refused: &Refused) -> String {
    match refused {
        Refused::Form(_) => {
            say!("Dit bestand is zo geschreven dat stappen niet los kunnen worden veranderd. Verander het bestand zelf, onderaan.").to_owned()
        }
        Refused::NoSuchStep(name) => say!("Er is geen stap {name}.", name = name),
        Refused::Taken(name) => say!("Er is al een stap {name}. Kies een andere naam.", name = name),
        Refused::Name(name) => say!(
            "{name} kan geen naam van een stap zijn: gebruik kleine letters, cijfers en streepjes.",
            name = name
        ),
        Refused::StillNeeded { name, from } => say!(
            "Andere stappen gaan nog naar {name}: {from}. Kies waar die dan heen gaan.",
            name = name,
            from = from.join(", ")
        ),
        Refused::NoWay { from, to } => {
            say!(
                "Van {from} gaat geen weg meer naar {to}. Kijk in de tekening hoe het nu is.",
                from = from,
                to = to
            )
        }
        Refused::TheOnlyOne(name) => {
            say!("{name} is de enige stap. Een dialoog heeft er minstens een.", name = name)
        }
        Refused::NotAStep { line, what } => {
            say!(
                "Regel {line} van deze stap kan niet worden gelezen: {what}",
                line = line,
                what = what
            )
        }
    }
}

/// What is wrong with these files; of one file first, where one is named.
pub(super) fn problems_of(files: &Files, first: Option<&str>) -> Vec<String> {
    let Err(mut problems) = Content::load(files) else { return Vec::new() };
    problems.sort_by_key(|problem| Some(problem.file.as_str()) != first);
    let more = problems.len().saturating_sub(SHOWN);
    let shown = problems.iter().take(SHOWN).map(ToString::to_string);
    let rest = (more > 0).then(|| say!("en nog {n}", n = more));
    shown.chain(rest).collect()
}

//! Which colleague a cell means: by e-mail address, or by name without case and accents.

use super::cell::Wrong;
use super::nearest::{fold, nearest};
use crate::ids::StaffId;

/// Somebody whom a file may name.
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// As colleagues know them.
    pub name: String,
    /// Lower case.
    pub email: String,
}

/// Finds the one colleague that `text` means.
pub fn find(text: &str, colleagues: &[Colleague]) -> Result<StaffId, Wrong> {
    if let Some(found) = colleagues.iter().find(|c| c.email == text.to_lowercase()) {
        return Ok(found.id);
    }
    let mut named = colleagues.iter().filter(|c| fold(&c.name) == fold(text));
    match (named.next(), named.next()) {
        (Some(found), None) => Ok(found.id),
        (Some(_), Some(_)) => {
            Err(Wrong::new("meer collega's heten zo", "schrijf het e-mailadres van de collega"))
        }
        (None, _) => {
            let names = colleagues.iter().flat_map(|c| [c.name.as_str(), c.email.as_str()]);
            let mend = match nearest(text, names) {
                Some(name) => format!("bedoelt u {name}?"),
                None => "voeg de collega eerst toe (wegwijzer staff add), of laat leeg".to_owned(),
            };
            Err(Wrong::new("deze collega is onbekend", mend))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_is_found_by_address_or_name_and_a_slip_names_the_nearest() {
        let colleague = |name: &str, email: &str| Colleague {
            id: StaffId::fresh(),
            name: name.to_owned(),
            email: email.to_owned(),
        };
        let all = [
            colleague("Anna de Vries", "a.devries@houten.example"),
            colleague("Noor Bakker", "n.bakker@houten.example"),
            colleague("Noor Bakker", "noor@houten.example"),
        ];
        assert_eq!(find("anna de vriés", &all), Ok(all[0].id));
        assert_eq!(find("Noor@Houten.example", &all), Ok(all[2].id));
        assert_eq!(find("Noor Bakker", &all).unwrap_err().what, "meer collega's heten zo");
        assert_eq!(find("Ana de Vries", &all).unwrap_err().mend, "bedoelt u Anna de Vries?");
        assert!(find("Piet", &all).unwrap_err().mend.contains("staff add"));
    }
}

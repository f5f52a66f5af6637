//! What is odd about a session, in the language of the page.

use crate::acts::import::odd_sessions::Odd;
use crate::plan::sensitive_days::What;

/// What a planner is warned of.
pub(super) fn told(odd: Odd) -> String {
    match odd {
        Odd::Holiday => say!("dit is een feestdag: de bot schrijft dan niemand").to_owned(),
        Odd::Sunday => say!("dit is een zondag: de bot schrijft dan niemand").to_owned(),
        Odd::Long => say!("deze bijeenkomst duurt langer dan 10 uur").to_owned(),
        Odd::Sensitive(what) => {
            say!("valt in {days}: vraag de groep of dag en tijd passen", days = days(what))
        }
    }
}

fn days(what: What) -> &'static str {
    match what {
        What::Ramadan => say!("de ramadan"),
        What::SugarFeast => say!("het Suikerfeest"),
        What::Sacrifice => say!("het Offerfeest"),
        What::OrthodoxChristmas => say!("het orthodoxe Kerstfeest"),
        What::OrthodoxEaster => say!("het orthodoxe Pasen"),
        What::Nowruz => say!("Nowruz"),
        What::Diwali => say!("Diwali"),
        What::LunarNewYear => say!("het Chinese Nieuwjaar"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_dutch_page_it_is_told_as_in_an_import() {
        for odd in [Odd::Holiday, Odd::Sunday, Odd::Long, Odd::Sensitive(What::Ramadan)] {
            assert_eq!(told(odd), odd.in_dutch());
        }
    }
}

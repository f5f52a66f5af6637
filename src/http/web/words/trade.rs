//! Words of the trade, which have their Dutch where they are defined, in the language of the page.

use crate::trade::contact::CallResult;
use crate::trade::hardship::{Outcome, Reason};
use crate::trade::person::Language;
use crate::trade::placement::{Place, Stand};
use crate::trade::privacy::EraseWhy;

/// What a language is called.
pub(in crate::http::web) fn language(language: Language) -> &'static str {
    match language {
        Language::Nl => say!("Nederlands"),
        Language::En => say!("Engels"),
        Language::Ar => say!("Arabisch"),
        Language::Tr => say!("Turks"),
        Language::Ti => say!("Tigrinya"),
        Language::Fa => say!("Perzisch en Dari"),
        Language::So => say!("Somalisch"),
        Language::Es => say!("Spaans"),
        Language::Pt => say!("Portugees"),
        Language::Ru => say!("Russisch"),
        Language::Fr => say!("Frans"),
        Language::Zh => say!("Chinees"),
    }
}

/// Why a case is hard.
pub(in crate::http::web) fn hardship(reason: Reason) -> &'static str {
    match reason {
        Reason::Termijn => say!("de termijn loopt af buiten de eigen schuld"),
        Reason::Wachten => say!("wacht op een besluit van een ander"),
        Reason::RegelsBotsen => say!("regels spreken elkaar tegen"),
        Reason::Geld => say!("geen geld voor lessen of examens"),
        Reason::Wonen => say!("geen huis, of bijna niet meer"),
        Reason::Gezin => say!("alleen met kinderen, of gescheiden van het gezin"),
        Reason::Veiligheid => say!("niet veilig"),
        Reason::Anders => say!("anders: vraag het de collega"),
    }
}

/// What a senior decided about it.
pub(in crate::http::web) fn hardship_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Maatwerk => say!("maatwerk door de gemeente"),
        Outcome::Uitzondering => say!("uitzondering aanvragen"),
        Outcome::Overgedragen => say!("overgedragen"),
        Outcome::RegelGeldt => say!("de regel geldt"),
    }
}

/// What somebody waits for.
pub(in crate::http::web) fn place(place: Place) -> &'static str {
    match place {
        Place::Werkplek => say!("werkplek"),
        Place::Stage => say!("stage"),
        Place::Vrijwilligerswerk => say!("vrijwilligerswerk"),
        Place::School => say!("taalschool"),
    }
}

/// How that stands.
pub(in crate::http::web) fn stand(stand: Stand) -> &'static str {
    match stand {
        Stand::Gestopt => say!("gestopt"),
        Stand::Gewenst => say!("gewenst"),
        Stand::Wachtlijst => say!("op de wachtlijst"),
        Stand::Geplaatst => say!("geplaatst"),
    }
}

/// What came of a telephone call.
pub(in crate::http::web) fn call_result(result: CallResult) -> &'static str {
    match result {
        CallResult::Gesproken => say!("gesproken"),
        CallResult::GeenGehoor => say!("geen gehoor"),
        CallResult::Voicemail => say!("voicemail ingesproken"),
        CallResult::VerkeerdNummer => say!("verkeerd nummer"),
    }
}

/// Why somebody is erased.
pub(in crate::http::web) fn erase_why(why: EraseWhy) -> &'static str {
    match why {
        EraseWhy::Verzoek => say!("op verzoek van de persoon zelf"),
        EraseWhy::Termijn => say!("de bewaartermijn is voorbij"),
        EraseWhy::Onterecht => say!("deze persoon had hier niet moeten staan"),
        EraseWhy::Overgedragen => say!("verhuisd, het dossier is overgedragen"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_dutch_page_the_trade_is_called_as_everywhere_else() {
        for one in Language::ALL {
            assert_eq!(language(*one), one.dutch_name());
        }
        for one in CallResult::ALL {
            assert_eq!(call_result(*one), one.in_dutch());
        }
    }
}

//! What stands in the audit trail, in Dutch words. A test holds the list against the acts.

/// Every act that is noted, in the order of the alphabet of its words.
pub const ALL: &[(&str, &str)] = &[
    ("vouch", "bevestigd dat een telefoon van iemand is"),
    ("decide_hardship", "besluit over een schrijnend geval"),
    ("decide_map", "besluit over werk en MAP"),
    ("change_role", "andere rol gegeven"),
    ("catch_up", "inhaalles geregeld"),
    ("post_letters", "brieven gepost"),
    ("letters_returned", "brieven retour"),
    ("drop_letters", "brieven weggehaald"),
    ("make_letters", "brieven gemaakt"),
    ("print_letters", "brieven geprint"),
    ("add_staff", "collega toegevoegd"),
    ("note_absence", "afwezigheid genoteerd"),
    ("take_back_absence", "afwezigheid teruggenomen"),
    ("set_standing_deputy", "vaste vervanger gekozen"),
    ("disable_staff", "account van collega uitgezet"),
    ("enable_staff", "account van collega aangezet"),
    ("end_sessions", "collega overal uitgelogd"),
    ("new_login_link", "link om in te loggen gemaakt"),
    ("reset_second_factor", "tweede stap van collega weggehaald"),
    ("appoint_senior", "collega beslist over schrijnende gevallen, of niet meer"),
    ("give_course", "trainer aan cursus gezet"),
    ("try_import", "inlezen van bestand geprobeerd"),
    ("import_people", "mensen ingelezen"),
    ("import_enrolments", "inschrijvingen ingelezen"),
    ("import_sessions", "bijeenkomsten ingelezen"),
    ("move_session", "bijeenkomst verplaatst"),
    ("cancel_session", "bijeenkomst afgezegd"),
    ("write_draft", "concept van dialogen veranderd"),
    ("discard_draft", "concept van dialogen weggegooid"),
    ("publish", "dialogen gepubliceerd"),
    ("rectify", "gegevens verbeterd"),
    ("note_trajectory", "datums van het traject genoteerd"),
    ("note_phone_call", "telefoongesprek genoteerd"),
    ("note_answer", "antwoord genoteerd"),
    ("note_placement", "werk of stage genoteerd"),
    ("note_presence", "aanwezigheid genoteerd"),
    ("write_plan", "plan opgeschreven"),
    ("choose_plan", "plan gekozen"),
    ("start_dialog", "gesprek laten beginnen"),
    ("take_over", "gesprek overgenomen"),
    ("hand_back", "gesprek teruggegeven aan de bot"),
    ("reply", "bericht geschreven"),
    ("change_reply", "gepland bericht veranderd"),
    ("take_back_reply", "gepland bericht teruggenomen"),
    ("note", "notitie bij een gesprek"),
    ("transfer", "persoon overgedragen"),
    ("ask_translation", "vertaling gevraagd"),
    ("translate", "vertaling gemaakt"),
    ("take_up_stranger", "onbekende afzender opgepakt"),
    ("read_stranger", "berichten van onbekende afzender bekeken"),
    ("let_go_stranger", "onbekende afzender teruggegeven"),
    ("close_stranger", "onbekende afzender hoort niet bij ons"),
    ("link_stranger", "onbekende afzender gekoppeld aan persoon"),
    ("link_household", "huishouden gekoppeld"),
    ("unlink_household", "huishouden losgemaakt"),
    ("enrol", "ingeschreven"),
    ("end_enrolment", "uitgeschreven"),
    ("join_waiting_list", "op de wachtlijst gezet"),
    ("leave_waiting_list", "van de wachtlijst gehaald"),
    ("give_place", "plaats gegeven"),
    ("inzage", "inzage gemaakt"),
    ("erase_person", "persoon gewist"),
    ("raise_hardship", "schrijnend geval gemeld"),
    ("close_task", "taak klaar gemeld"),
    ("put_off", "later laten terugkomen"),
    ("show_again", "weer laten zien"),
    ("try_now", "nu laten proberen"),
    ("say_who_stops", "genoteerd wie geen berichten wil"),
    ("cover_messages", "rustige berichten aan of uit"),
    ("hear_messages", "voorlezen aan of uit"),
    ("read_person", "pagina van persoon bekeken"),
    ("read_messages", "gesprek bekeken"),
    ("refused", "geweigerd: de rol mag dit niet"),
    ("refused_unknown", "geweigerd: niet van deze gemeente, of niet meer"),
    ("export_list", "lijst van de startpagina gedownload"),
    ("export_staff", "lijst van collega’s gedownload"),
    ("export_audit", "logboek gedownload"),
    ("sign_in", "ingelogd"),
    ("sign_in_oidc", "ingelogd met het account van de organisatie"),
    ("link_oidc", "account van de organisatie gekoppeld"),
    ("sign_in_recovery", "ingelogd met een code op papier"),
    ("sign_in_refused", "inloggen geweigerd"),
    ("second_factor_refused", "code geweigerd bij het inloggen"),
    ("sign_out", "uitgelogd"),
    ("set_password", "wachtwoord gekozen met een link"),
    ("change_password", "wachtwoord veranderd"),
    ("end_session", "eigen apparaat uitgelogd"),
    ("second_factor_on", "tweede stap aangezet"),
    ("second_factor_off", "tweede stap uitgezet"),
    ("new_recovery_codes", "nieuwe codes op papier gemaakt"),
];

/// An act in words; what is not known here is told as it was noted.
pub(super) fn in_dutch(act: &str) -> &str {
    ALL.iter().find(|(known, _)| *known == act).map_or(act, |(_, words)| words)
}

/// A kind of thing in words.
pub(super) fn kind(kind: &str) -> &str {
    match kind {
        "person" => "persoon",
        "task" => "taak",
        "question" => "vraag",
        "session" => "bijeenkomst",
        "course" => "cursus",
        "enrolment" => "inschrijving",
        "staff" => "collega",
        "publication" => "publicatie",
        "letter" => "brief",
        "mailbox" => "afzender",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn noted_in(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                noted_in(&entry, found);
                continue;
            }
            let text = fs::read_to_string(&entry).unwrap();
            for call in text.split("audit::note(").skip(1) {
                let args = call.split(".await").next().unwrap_or_default();
                let args = args.split("json!").next().unwrap_or_default();
                found.extend(args.split('"').nth(1).filter(|a| is_act(a)).map(str::to_owned));
            }
            // acts of one file that share their call
            for call in text.split("note(tx, \"").skip(1) {
                found.extend(call.split('"').next().map(str::to_owned));
            }
        }
    }

    // kinds of subjects stand in the same calls
    fn is_act(word: &str) -> bool {
        let kinds = ["staff", "person", "task", "question", "session", "course", "mailbox"];
        !kinds.contains(&word) && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    }

    #[test]
    fn every_act_that_is_noted_has_words_and_each_stands_here_once() {
        let mut found = Vec::new();
        noted_in(Path::new("src/acts"), &mut found);
        assert!(found.len() > 30, "only {} acts found", found.len());
        for act in found {
            assert!(ALL.iter().any(|(known, _)| *known == act), "{act} has no words");
        }
        for (act, _) in ALL {
            assert_eq!(ALL.iter().filter(|(other, _)| other == act).count(), 1, "{act}");
        }
    }
}

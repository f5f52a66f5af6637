//! What stands in the audit trail, in words. A test holds the list against the acts.

use std::collections::HashMap;

/// Every act that is noted, in the order of the alphabet of its words.
pub(super) fn all() -> Vec<(&'static str, &'static str)> {
    vec![
        ("vouch", say!("bevestigd dat een telefoon van iemand is")),
        ("decide_hardship", say!("besluit over een schrijnend geval")),
        ("decide_map", say!("besluit over werk en MAP")),
        ("change_role", say!("andere rol gegeven")),
        ("catch_up", say!("inhaalles geregeld")),
        ("post_letters", say!("brieven gepost")),
        ("letters_returned", say!("brieven retour")),
        ("drop_letters", say!("brieven weggehaald")),
        ("make_letters", say!("brieven gemaakt")),
        ("print_letters", say!("brieven geprint")),
        ("add_staff", say!("collega toegevoegd")),
        ("note_absence", say!("afwezigheid genoteerd")),
        ("take_back_absence", say!("afwezigheid teruggenomen")),
        ("set_standing_deputy", say!("vaste vervanger gekozen")),
        ("found_team", say!("team gemaakt")),
        ("change_team", say!("team veranderd")),
        ("end_team", say!("team opgeheven")),
        ("join_team", say!("collega in team gezet, of eruit")),
        ("disable_staff", say!("account van collega uitgezet")),
        ("enable_staff", say!("account van collega aangezet")),
        ("end_sessions", say!("collega overal uitgelogd")),
        ("new_login_link", say!("link om in te loggen gemaakt")),
        ("reset_second_factor", say!("tweede stap van collega weggehaald")),
        ("appoint_senior", say!("collega beslist over schrijnende gevallen, of niet meer")),
        ("give_course", say!("trainer aan cursus gezet")),
        ("try_import", say!("inlezen van bestand geprobeerd")),
        ("import_people", say!("mensen ingelezen")),
        ("import_enrolments", say!("inschrijvingen ingelezen")),
        ("import_sessions", say!("bijeenkomsten ingelezen")),
        ("move_session", say!("bijeenkomst verplaatst")),
        ("cancel_session", say!("bijeenkomst afgezegd")),
        ("write_draft", say!("concept van dialogen veranderd")),
        ("discard_draft", say!("concept van dialogen weggegooid")),
        ("publish", say!("dialogen gepubliceerd")),
        ("rectify", say!("gegevens verbeterd")),
        ("note_trajectory", say!("datums van het traject genoteerd")),
        ("note_phone_call", say!("telefoongesprek genoteerd")),
        ("note_answer", say!("antwoord genoteerd")),
        ("note_placement", say!("werk of stage genoteerd")),
        ("note_presence", say!("aanwezigheid genoteerd")),
        ("keep_group", say!("slimme groep bewaard")),
        ("change_group", say!("slimme groep veranderd")),
        ("remove_group", say!("slimme groep weggehaald")),
        ("define_field", say!("eigen veld gemaakt")),
        ("remove_field", say!("eigen veld weggehaald")),
        ("note_fields", say!("eigen velden ingevuld")),
        ("write_plan", say!("plan opgeschreven")),
        ("choose_plan", say!("plan gekozen")),
        ("start_dialog", say!("gesprek laten beginnen")),
        ("take_over", say!("gesprek overgenomen")),
        ("hand_back", say!("gesprek teruggegeven aan de bot")),
        ("reply", say!("bericht geschreven")),
        ("change_reply", say!("gepland bericht veranderd")),
        ("take_back_reply", say!("gepland bericht teruggenomen")),
        ("note", say!("notitie bij een gesprek")),
        ("transfer", say!("persoon overgedragen")),
        ("ask_translation", say!("vertaling gevraagd")),
        ("translate", say!("vertaling gemaakt")),
        ("take_up_stranger", say!("onbekende afzender opgepakt")),
        ("read_stranger", say!("berichten van onbekende afzender bekeken")),
        ("let_go_stranger", say!("onbekende afzender teruggegeven")),
        ("close_stranger", say!("onbekende afzender hoort niet bij ons")),
        ("link_stranger", say!("onbekende afzender gekoppeld aan persoon")),
        ("link_household", say!("huishouden gekoppeld")),
        ("unlink_household", say!("huishouden losgemaakt")),
        ("enrol", say!("ingeschreven")),
        ("end_enrolment", say!("uitgeschreven")),
        ("join_waiting_list", say!("op de wachtlijst gezet")),
        ("leave_waiting_list", say!("van de wachtlijst gehaald")),
        ("give_place", say!("plaats gegeven")),
        ("inzage", say!("inzage gemaakt")),
        ("erase_person", say!("persoon gewist")),
        ("merge_people", say!("twee mensen samengevoegd")),
        ("split_people", say!("samenvoeging ongedaan gemaakt")),
        ("put_pair_aside", say!("gezegd dat het twee mensen zijn")),
        ("take_pair_back", say!("toch misschien dubbel")),
        ("raise_hardship", say!("schrijnend geval gemeld")),
        ("close_task", say!("taak klaar gemeld")),
        ("put_off", say!("later laten terugkomen")),
        ("show_again", say!("weer laten zien")),
        ("try_now", say!("nu laten proberen")),
        ("say_who_stops", say!("genoteerd wie geen berichten wil")),
        ("cover_messages", say!("rustige berichten aan of uit")),
        ("hear_messages", say!("voorlezen aan of uit")),
        ("read_person", say!("pagina van persoon bekeken")),
        ("read_messages", say!("gesprek bekeken")),
        ("refused", say!("geweigerd: de rol mag dit niet")),
        ("refused_unknown", say!("geweigerd: niet van deze gemeente, of niet meer")),
        ("export_list", say!("lijst van de startpagina gedownload")),
        ("export_staff", say!("lijst van collega’s gedownload")),
        ("export_audit", say!("logboek gedownload")),
        ("sign_in", say!("ingelogd")),
        ("sign_in_oidc", say!("ingelogd met het account van de organisatie")),
        ("link_oidc", say!("account van de organisatie gekoppeld")),
        ("sign_in_recovery", say!("ingelogd met een code op papier")),
        ("sign_in_refused", say!("inloggen geweigerd")),
        ("second_factor_refused", say!("code geweigerd bij het inloggen")),
        ("sign_out", say!("uitgelogd")),
        ("set_password", say!("wachtwoord gekozen met een link")),
        ("change_password", say!("wachtwoord veranderd")),
        ("end_session", say!("eigen apparaat uitgelogd")),
        ("second_factor_on", say!("tweede stap aangezet")),
        ("second_factor_off", say!("tweede stap uitgezet")),
        ("new_recovery_codes", say!("nieuwe codes op papier gemaakt")),
    ]
}

/// The words of every act, in the language of the page.
pub(super) struct Words(HashMap<&'static str, &'static str>);

impl Words {
    /// For the page that is being made.
    pub(super) fn now() -> Self {
        Self(all().into_iter().collect())
    }

    /// An act in words; what is not known here is told as it was noted.
    pub(super) fn of<'a>(&self, act: &'a str) -> &'a str {
        self.0.get(act).copied().unwrap_or(act)
    }
}

/// A kind of thing in words.
pub(super) fn kind(kind: &str) -> &str {
    match kind {
        "person" => say!("persoon"),
        "task" => say!("taak"),
        "question" => say!("vraag"),
        "session" => say!("bijeenkomst"),
        "course" => say!("cursus"),
        "enrolment" => say!("inschrijving"),
        "staff" => say!("collega"),
        "publication" => say!("publicatie"),
        "letter" => say!("brief"),
        "mailbox" => say!("afzender"),
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
        let all = all();
        for act in found {
            assert!(all.iter().any(|(known, _)| *known == act), "{act} has no words");
        }
        for (act, _) in &all {
            assert_eq!(all.iter().filter(|(other, _)| other == act).count(), 1, "{act}");
        }
    }
}

//! Why somebody may be silent or miss a session, in the language of the page.

use crate::plan::diagnosis::Finding;
use crate::plan::risk::Risk;

/// What is the matter, and what helps.
pub(in crate::http::web) fn finding(finding: &Finding) -> (String, &'static str) {
    (what(finding), next_step(finding))
}

fn what(finding: &Finding) -> String {
    let of = |channel: &str| if channel == "telegram" { "Telegram" } else { "WhatsApp" };
    match finding {
        Finding::NothingAsked => say!("Er staat geen vraag open."),
        Finding::Stopped => say!("Deze persoon wil geen berichten (zei stop)."),
        Finding::NoAddress => say!("Er is geen adres voor berichten."),
        Finding::NoConsent => say!("Er is een nummer, maar geen akkoord voor WhatsApp."),
        Finding::NumberChanged { channel } => {
            return say!(
                "Het nummer op {channel} is waarschijnlijk niet meer van deze persoon.",
                channel = of(channel)
            );
        }
        Finding::Blocked { channel } => {
            return say!(
                "Op {channel} komt niets meer aan: geblokkeerd, of geen account.",
                channel = of(channel)
            );
        }
        Finding::NotDelivered { channel, .. } => {
            return say!(
                "Het laatste bericht is op {channel} niet aangekomen.",
                channel = of(channel)
            );
        }
        Finding::DeliveredUnread => say!("Het laatste bericht is afgeleverd, maar niet gelezen."),
        Finding::ReadUnanswered => say!("Het laatste bericht is gelezen, maar niet beantwoord."),
        Finding::NotOpened => {
            say!("De vraag staat achter een rustig bericht, en dat is niet geopend.")
        }
        Finding::NobodyKnows => {
            say!("Het laatste bericht is aangenomen. Of het is gelezen, vertelt Telegram niet.")
        }
        Finding::NotYetDelivered => say!("WhatsApp meldt nog niet dat het bericht er is."),
        Finding::OtherScript { script: name } => {
            return say!(
                "Deze persoon schrijft in {script} schrift; onze berichten zijn dat niet.",
                script = script(name)
            );
        }
        Finding::Evenings { percent } => {
            return say!(
                "Antwoorden komen meestal na 19:00 uur ({n}% van de laatste keren).",
                n = percent
            );
        }
    }
    .to_owned()
}

fn script(dutch: &'static str) -> &'static str {
    match dutch {
        "arabisch" => say!("arabisch"),
        "ethiopisch" => say!("ethiopisch"),
        "cyrillisch" => say!("cyrillisch"),
        "chinees" => say!("chinees"),
        "latijns" => say!("latijns"),
        other => other,
    }
}

fn next_step(finding: &Finding) -> &'static str {
    match finding {
        Finding::NothingAsked => say!("Niets te doen."),
        Finding::Stopped => {
            say!("Bel of stuur een brief. Alleen deze persoon zelf kan weer beginnen.")
        }
        Finding::NoAddress => say!("Stuur een brief met een uitnodiging, of vraag een nummer."),
        Finding::NoConsent => say!("Vraag akkoord bij het volgende gesprek, of stuur een brief."),
        Finding::NumberChanged { .. } => say!("Vraag het goede nummer, en haal dit weg."),
        Finding::Blocked { .. } => say!("Bel, of stuur een brief. Vraag welk kanaal wel mag."),
        Finding::NotDelivered { .. } => {
            say!("Controleer het nummer, of probeer een ander kanaal.")
        }
        Finding::DeliveredUnread => say!("Bel op een ander uur: het scherm wordt niet bekeken."),
        Finding::ReadUnanswered => say!("Bel, of laat de coach bellen: de vraag is gezien."),
        Finding::NotOpened => {
            say!("Bel, en vraag eerst of het schikt: er leest of luistert misschien iemand mee.")
        }
        Finding::NobodyKnows => say!("Wacht op de volgende stap van de ladder, of bel."),
        Finding::NotYetDelivered => say!("Wacht een dag: de telefoon staat misschien uit."),
        Finding::OtherScript { .. } => say!("Vraag in welke taal de berichten moeten zijn."),
        Finding::Evenings { .. } => say!("Zet de voorkeurstijd op de avond, en bel dan."),
    }
}

/// Why somebody may miss the next session.
pub(in crate::http::web) fn risk(risk: Risk) -> String {
    match risk {
        Risk::Unanswered(count) => {
            say!("De laatste {n} vragen kregen geen antwoord.", n = count)
        }
        Risk::Missed { times, weeks } => say!(
            "Miste {n} bijeenkomsten in {weeks} weken zonder iets te zeggen.",
            n = times,
            weeks = weeks
        ),
        Risk::SameReason { reason, times, weeks } => say!(
            "Gaf in {weeks} weken {n} keer dezelfde reden om niet te komen: {reason}.",
            weeks = weeks,
            n = times,
            reason = super::reason(&reason)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_dutch_page_a_finding_is_told_as_in_the_file() {
        let channel = || "whatsapp".to_owned();
        let all = [
            Finding::NothingAsked,
            Finding::Stopped,
            Finding::NoAddress,
            Finding::NoConsent,
            Finding::NumberChanged { channel: channel() },
            Finding::Blocked { channel: "telegram".to_owned() },
            Finding::NotDelivered { channel: channel(), code: "131026".to_owned() },
            Finding::DeliveredUnread,
            Finding::ReadUnanswered,
            Finding::NotOpened,
            Finding::NobodyKnows,
            Finding::NotYetDelivered,
            Finding::OtherScript { script: "ethiopisch" },
            Finding::Evenings { percent: 80 },
        ];
        for one in all {
            assert_eq!(finding(&one), (one.in_dutch(), one.next_step()));
        }
    }
}

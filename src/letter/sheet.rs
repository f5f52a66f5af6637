//! A letter in words: Dutch, and beside it the person's own language, as far as it has the texts.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Head, Letter, dated, qr};
use crate::message::{Fact, Facts, TextId};
use crate::text::{Words, direction, without_marks};
use crate::trade::letter::LetterKind;
use crate::trade::person::Language;

/// Words with the language that they are in: a text that one language lacks is said in the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// BCP 47, for `lang`.
    pub lang: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// What is said.
    pub words: String,
}

/// One half of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Half {
    /// The language of most of it.
    pub lang: &'static str,
    /// Its direction.
    pub dir: &'static str,
    /// What it is about.
    pub subject: Paragraph,
    /// `Beste Amina,`
    pub greeting: Paragraph,
    /// The letter itself.
    pub body: Vec<Paragraph>,
    /// `Met vriendelijke groet,`
    pub closing: Paragraph,
}

/// One channel by which the codes lead to us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// `WhatsApp`, `Telegram`.
    pub name: &'static str,
    /// Where to send the code by hand: a number, the name of a bot.
    pub at: String,
    /// What the square code holds.
    pub link: String,
    /// The side of the square code's field, in modules.
    pub side: usize,
    /// Its dark modules, as the path of an SVG.
    pub path: String,
}

/// A letter in words. It holds a key and personal data: no `Debug`.
#[derive(Serialize)]
pub struct Sheet {
    /// The name of the municipality.
    pub gemeente: String,
    /// Where it is.
    pub sender: Vec<String>,
    /// Where somebody answers the telephone.
    pub phone: Option<String>,
    /// The lines of the envelope.
    pub to: Vec<String>,
    /// The day on it, in Europe/Amsterdam.
    pub day: NaiveDate,
    /// The same in Dutch words.
    pub date: String,
    /// The municipality's own key of the person.
    pub reference: String,
    /// The Dutch half.
    pub dutch: Half,
    /// The other half; none for who reads Dutch.
    pub own: Option<Half>,
    /// What stands above the code: once per language.
    pub code_words: Vec<Paragraph>,
    /// The code to type, in groups.
    pub code: String,
    /// The channels, each with its square code.
    pub ways: Vec<Way>,
    /// Under the closing.
    pub signed: String,
}

/// Puts a letter into words.
pub fn compose(words: &Words, head: &Head, letter: &Letter<'_>) -> Sheet {
    let facts = facts(head, letter);
    let half = |language| half(words, language, head, letter, &facts);
    let dutch = half(Language::Nl);
    let own = Some(half(letter.language)).filter(|own| own.body != dutch.body);
    let says = |language| paragraph(words, language, "brief-code", &facts);
    let mut code_words = vec![says(Language::Nl)];
    if own.is_some() {
        code_words.insert(0, says(letter.language));
        code_words.dedup();
    }
    let to = std::iter::once(letter.name.to_owned()).chain(letter.address.iter().cloned());
    Sheet {
        gemeente: head.gemeente.clone(),
        sender: head.sender.clone(),
        phone: head.phone.clone(),
        to: to.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect(),
        day: letter.date,
        date: dated(letter.date),
        reference: letter.klantnummer.to_owned(),
        dutch,
        own,
        code_words,
        code: letter.code.to_owned(),
        ways: ways(head, letter),
        signed: letter
            .klantmanager
            .map_or_else(|| format!("Gemeente {}", head.gemeente), ToOwned::to_owned),
    }
}

fn facts(head: &Head, letter: &Letter<'_>) -> Facts {
    let mut facts = Facts::from([
        ("gemeente".to_owned(), Fact::Word(head.gemeente.clone())),
        ("naam".to_owned(), Fact::Person(letter.name.to_owned())),
        ("dag".to_owned(), Fact::Date(letter.valid_until)),
    ]);
    if let Some(phone) = &head.phone {
        facts.insert("nummer".to_owned(), Fact::Word(phone.clone()));
    }
    facts
}

fn half(
    words: &Words,
    language: Language,
    head: &Head,
    letter: &Letter<'_>,
    facts: &Facts,
) -> Half {
    let (subject, about) = match letter.kind {
        LetterKind::Uitnodiging => ("brief-onderwerp-uitnodiging", "brief-uitnodiging"),
        LetterKind::Herinnering => ("brief-onderwerp-herinnering", "brief-herinnering"),
        LetterKind::Stil => ("brief-onderwerp-stil", "brief-stil"),
    };
    let help = if head.phone.is_some() { "brief-hulp-bellen" } else { "brief-hulp-langs" };
    let says = |text| paragraph(words, language, text, facts);
    let spoken = words.spoken(language, &TextId::from(about));
    Half {
        lang: spoken.as_str(),
        dir: direction(spoken).as_str(),
        subject: says(subject),
        greeting: says("brief-aanhef"),
        body: [about, "brief-waarom", "brief-hoe", "brief-typen", "brief-geldig", help]
            .map(says)
            .into(),
        closing: says("brief-groet"),
    }
}

fn paragraph(words: &Words, language: Language, text: &str, facts: &Facts) -> Paragraph {
    let text = TextId::from(text);
    let spoken = words.spoken(language, &text);
    Paragraph {
        lang: spoken.as_str(),
        dir: direction(spoken).as_str(),
        words: words.say(language, &text, facts),
    }
}

/// The links that open a chat with the code in it. Sources: core.telegram.org/bots/features#deep-linking
/// (64 signs of A-Z a-z 0-9 _ -) and faq.whatsapp.com, "click to chat".
fn ways(head: &Head, letter: &Letter<'_>) -> Vec<Way> {
    let whatsapp = head.whatsapp.as_ref().map(|number| {
        let link = format!("https://wa.me/{number}?text={}", letter.token);
        ("WhatsApp", format!("+{number}"), link)
    });
    let telegram = head.telegram.as_ref().map(|bot| {
        let bot = bot.trim_start_matches('@');
        ("Telegram", format!("@{bot}"), format!("https://t.me/{bot}?start={}", letter.token))
    });
    let all = whatsapp.into_iter().chain(telegram);
    all.filter_map(|(name, at, link)| {
        let (side, path) = qr::drawn(&link)?;
        Some(Way { name, at, link, side, path })
    })
    .collect()
}

impl Sheet {
    /// The Dutch half, and the other one if there is one.
    pub fn halves(&self) -> impl Iterator<Item = &Half> {
        std::iter::once(&self.dutch).chain(&self.own)
    }
}

impl Half {
    /// All its words, without the marks that steer direction: what a reader sees.
    pub fn text(&self) -> String {
        let all = [&self.subject, &self.greeting].into_iter().chain(&self.body);
        let all: Vec<&str> = all.chain([&self.closing]).map(|p| p.words.as_str()).collect();
        without_marks(&all.join("\n"))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;

    pub(in crate::letter) fn words() -> std::sync::Arc<Words> {
        Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}")).words
    }

    pub(in crate::letter) fn head() -> Head {
        Head {
            gemeente: "Voorbeeldstad".to_owned(),
            sender: vec!["Raadhuisplein 1".to_owned(), "1234 AB Voorbeeldstad".to_owned()],
            phone: Some("14 0123".to_owned()),
            telegram: Some("voorbeeldstad_bot".to_owned()),
            whatsapp: Some("31850000000".to_owned()),
        }
    }

    pub(in crate::letter) fn letter(kind: LetterKind, language: Language) -> Letter<'static> {
        Letter {
            kind,
            language,
            name: "Amina <Yusuf>",
            address: vec!["Kerkstraat 1a".to_owned(), "1234 AB  Voorbeeldstad".to_owned()],
            klantnummer: "K-1001",
            klantmanager: Some("Karin de Boer"),
            token: "WWabcdefghijklmnopqrstuvwxyz0",
            code: "K7M2P-X9QR4",
            date: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
            valid_until: NaiveDate::from_ymd_opt(2027, 1, 25).unwrap(),
        }
    }

    #[test]
    fn every_letter_has_a_dutch_half_and_the_own_language_beside_it() {
        let words = words();
        for &kind in LetterKind::ALL {
            for &language in Language::ALL {
                let sheet = compose(&words, &head(), &letter(kind, language));
                assert_eq!(sheet.dutch.lang, "nl");
                assert_eq!(sheet.own.is_none(), language == Language::Nl, "{language}");
                let halves = [Some(&sheet.dutch), sheet.own.as_ref()];
                for half in halves.into_iter().flatten() {
                    let text = half.text();
                    assert!(!text.contains('…'), "{language}: an open place: {text}");
                    assert!(text.contains("14 0123"), "{language}: where to call: {text}");
                }
                if let Some(own) = sheet.own {
                    assert_eq!(
                        (own.lang, own.dir),
                        (language.as_str(), direction(language).as_str())
                    );
                    assert!(own.body.iter().all(|paragraph| paragraph.lang == own.lang));
                }
            }
        }
    }

    #[test]
    fn a_letter_never_threatens_and_its_sentences_are_short() {
        let words = words();
        for &kind in LetterKind::ALL {
            let text = compose(&words, &head(), &letter(kind, Language::Nl)).dutch.text();
            let lower = text.to_lowercase();
            for hard in ["boete", "verplicht", "moet", "sanctie", "maatregel", "korting", "dient"] {
                assert!(!lower.contains(hard), "{kind}: {hard}");
            }
            let sentences: Vec<&str> = text.split(['.', '?', '!', '\n']).collect();
            let counts: Vec<usize> =
                sentences.iter().map(|s| s.split_whitespace().count()).filter(|n| *n > 0).collect();
            let mean = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
            assert!(counts.iter().all(|words| *words <= 15), "{kind}: {counts:?}");
            // B1 asks for ten words on average at most. Source: "Taalniveau B1", directduidelijk.nl
            assert!(mean <= 10.0, "{kind}: {mean}");
        }
    }

    #[test]
    fn without_a_telephone_number_the_letter_says_where_to_go() {
        let head = Head { phone: None, telegram: None, ..head() };
        let letter = letter(LetterKind::Uitnodiging, Language::En);
        let sheet = compose(&words(), &head, &letter);
        assert!(sheet.dutch.text().contains("Kom dan langs"), "{}", sheet.dutch.text());
        assert_eq!(sheet.ways.len(), 1);
        assert_eq!(
            sheet.ways[0].link,
            "https://wa.me/31850000000?text=WWabcdefghijklmnopqrstuvwxyz0"
        );
    }
}

//! Every page in English: whoever asks for it reads no Dutch, but for what is Dutch by nature.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::acts::draft::{Written, write_draft};
use crate::acts::publish::By;
use crate::dialog::content::Content;
use crate::dialog::event::Event;
use crate::dialog::shipped;
use crate::http::guard::{Access, ROUTES, Verb};
use crate::ids::{OwnFieldId, PersonId, SessionId, SmartGroupId, StaffMessageId};
use crate::store::draft::Origin;
use crate::store::fixture::{ago, hours, insert};
use crate::store::on;
use crate::trade::own_field::Kind;
use crate::trade::task::TaskKind;

mod shown;

use shown::shown;

/// Routes that are not looked at: what an import found needs a file, and is looked at by its own tests.
const NOT_YET: &[&str] = &["/import/{file}"];

/// What looks Dutch and may stand on an English page.
const ALLOWED: &[(&str, &str)] = &[
    ("Karin de Boer", "a name in a list to choose from, where no element can stand"),
    ("Dialogen schrijven", "the name of a manual"),
    ("Iedereen, ook wie nog weinig Nederlands spreekt", "whom a place of the municipality is for"),
    ("Moeders met jonge kinderen", "the same"),
    ("De gemeente", "who decides, in the knowledge base of the municipality"),
    ("Bericht van DUO van 31 juli 2026", "a source of it"),
    ("Praktijk van gemeenten", "the same"),
    ("samenloop Wi2021 en Participatiewet", "the same"),
    ("Hof van Justitie EU", "the same"),
    ("Raad van State", "the same"),
    ("een zaak onder de Wi2013", "the same"),
];

/// Names of steps and answers in a file, which stand on the pages that change it.
const NAMES: &[&str] = &["ja", "meer", "nee", "niet", "vraag"];

/// Words that a Dutch sentence can hardly do without, and an English one has no use for.
const DUTCH: &[&str] = &[
    "aan", "alle", "als", "antwoord", "bent", "bericht", "bij", "dagen", "dat", "de", "deze",
    "dit", "een", "eerst", "elke", "er", "geen", "geworden", "hebben", "heeft", "het", "hier",
    "hij", "hoe", "iemand", "iets", "ja", "kan", "kunnen", "kunt", "maanden", "maar", "meer",
    "mensen", "met", "moet", "morgen", "mrt", "naar", "nee", "niemand", "niet", "niets", "nieuw",
    "nieuwe", "nog", "nooit", "okt", "onbekend", "ook", "op", "sinds", "staat", "taak", "tot",
    "uit", "uur", "uw", "van", "vandaag", "voor", "vraag", "waar", "waarom", "wat", "weken",
    "werd", "wie", "wij", "worden", "wordt", "zei", "zijn", "zonder",
];

/// Dialogs whose pages are looked at: the first words, a reminder, and the one that the draft changes.
const DIALOGS: &[&str] = &["welkom", "pvt-herinnering", "welkomstpakket"];

/// Pages that the table of routes does not tell apart.
fn more(path: &str) -> &'static [&'static str] {
    match path {
        "/" => &["?van=allen", "?gedaan=klaar"],
        "/inburgeraars" => &["?van=allen"],
        "/dialogen/{dialog}" => &["?taal=ar&beeld=passend"],
        "/dialogen/{dialog}/proberen" => {
            &["?taal=ti&kanaal=telegram&doe=n.~n.~t.aG9p~f.~n.&beide=ja"]
        }
        "/dialogen/{dialog}/teksten" => &["?taal=ar"],
        "/dialogen/{dialog}/bewerken" => &["?naar=vraag"],
        _ => &[],
    }
}

/// What the dialogs are called, the longest first: it is the municipality that names them.
static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}"));
    let mut titles: Vec<String> = content.dialogs.values().map(|d| d.title.clone()).collect();
    titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
    titles
});

/// A house in which something has happened in every room.
struct Lived {
    house: House,
    person: PersonId,
    mailbox: String,
    past: SessionId,
    field: OwnFieldId,
    twin: PersonId,
    merge: String,
}

impl Lived {
    async fn in_(house: House) -> Self {
        let town = &house.town;
        town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &shipped::files()).await;
        super::figures::counted(&house).await;
        let mailbox = super::strangers::stranger(&house, town.gemeente).await.to_string();
        let person = id_of(&house, "K-1001").await;
        let past = Self::sessions(&house).await;
        Self::tasks(&house, person).await;
        Self::draft(&house).await;
        let field = super::fields::field(&house, "Transport", Kind::Keuze, true).await;
        Self::goes_worse(&house, person).await;
        let goes = super::duplicates::twin(&house, "K-2001").await;
        let merge = super::duplicates::join(&house, (person, goes)).await;
        let twin = super::duplicates::twin(&house, "K-2002").await;
        let lived = Self { house, person, mailbox, past, field, twin, merge };
        lived.deeds().await;
        lived
    }

    async fn sessions(house: &House) -> SessionId {
        let town = &house.town;
        let mut tx = house.test.db.begin().await.unwrap();
        let past = SessionId::fresh();
        insert!(tx, "session" (
            id: past, gemeente_id: town.gemeente, course_id: town.course, number: 1_i64,
            kind: "pvt", starts_at: ago(0) - hours(3), ends_at: ago(0) - hours(1),
            place: "Gemeentehuis", street: "Onderdoor 25"));
        tx.commit().await.unwrap();
        past
    }

    /// A task of every kind, with a reason and without.
    async fn tasks(house: &House, person: PersonId) {
        let mailbox = super::talk::mailbox_of(house, person).await;
        let reasons = ["werk", "tolk-ar-3-1-2", "intake-2", "voortgang-3", "wacht-school-8", "vol"];
        let mut tx = house.test.db.begin().await.unwrap();
        // a hard case is said by a colleague, below
        let kinds = TaskKind::ALL.iter().filter(|kind| **kind != TaskKind::Schrijnend);
        for (n, kind) in kinds.enumerate() {
            let reason = (n % 2 == 0).then(|| reasons[n / 2 % reasons.len()]);
            let what = (kind.as_str(), "klantmanager", reason);
            house.town.task(&mut tx, (mailbox, None), what, ago(n as i64 % 20)).await;
        }
        tx.commit().await.unwrap();
    }

    /// Two check-ins: well, and then badly.
    async fn goes_worse(house: &House, person: PersonId) {
        let mailbox = super::talk::mailbox_of(house, person).await;
        let mut tx = house.test.db.begin().await.unwrap();
        for (days, step) in [(30, "goed"), (2, "slecht")] {
            let [id, conversation, question] = [(); 3].map(|()| uuid::Uuid::now_v7());
            insert!(tx, "answer" (
                id: id, mailbox_id: mailbox, conversation_id: conversation, question_id: question,
                key: "hoe-gaat-het", value: step, route: "telegram", correction: false,
                at: ago(days)));
        }
        tx.commit().await.unwrap();
    }

    async fn draft(house: &House) {
        let mut files = shipped::files();
        let step = files.get_mut("dialogs/welkomstpakket.yaml").unwrap();
        *step = step.replace("no_answer: { after: 3d", "no_answer: { after: 5d");
        let words = files.get_mut("locales/ar/pakket.ftl").unwrap();
        *words = words.replacen("pakket-goed = ", "pakket-goed = نعم ", 1);
        let by = By { gemeente: house.town.gemeente, staff: Some(house.town.bea) };
        let mut tx = house.test.db.begin().await.unwrap();
        let written = Written { files: &files, origin: Origin::Page, seen: None };
        write_draft(&mut tx, written, by, house.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What colleagues did: a row of every kind on the pages of a person and in the trail.
    async fn deeds(&self) {
        let (house, person) = (&self.house, self.person);
        let words = Event::Said { words: "مرحبا".to_owned() };
        let event = super::talk::said(house, person, &words).await;
        let (karin, sami) = (house.town.karin, house.town.sami);
        let talk = format!("/inburgeraars/{person}/berichten");
        let of_person = |what: &str| format!("/inburgeraars/{person}/{what}");
        let [note, now, later] = [(); 3].map(|()| StaffMessageId::fresh());
        let group = SmartGroupId::fresh();
        let deeds = [
            (karin, format!("/onbekend/{}/oppakken", self.mailbox), String::new()),
            (sami, of_person("schrijnend"), "waarom=regels-botsen".to_owned()),
            (sami, of_person("plek"), "soort=school&stand=wachtlijst&sinds=2026-09-29".to_owned()),
            (karin, of_person("velden"), format!("veld-{}=bus", self.field)),
            (
                karin,
                "/slimme-groepen".to_owned(),
                format!(
                    "id={group}&naam=West&wie=team&van=allen&veld={}&toets=is&waarde=bus",
                    self.field
                ),
            ),
            (karin, of_person("plan"), "plan=a&woorden=elke+avond".to_owned()),
            (karin, of_person("plan"), "plan=b&woorden=in+de+bus".to_owned()),
            (karin, format!("{talk}/overnemen"), String::new()),
            (karin, format!("{talk}/notitie"), format!("formulier={note}&notitie=@kees+bel+jij")),
            (karin, format!("{talk}/vertaal"), format!("bericht={event}")),
            (karin, talk.clone(), format!("formulier={now}&woorden=Hallo&taal=nl&wanneer=nu")),
            (
                karin,
                talk,
                format!(
                    "formulier={later}&woorden=Tot+dan&taal=nl&wanneer=later&dag=2026-11-25&tijd=14:00"
                ),
            ),
        ];
        for (staff, path, rest) in deeds {
            let cookie = house.cookie(staff).await;
            let form = format!("csrf=csrf-{staff}&{rest}");
            let done = house.post(&path, Some(&cookie), &form).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.body);
        }
    }

    /// The pages behind a route.
    fn paths(&self, route: &str) -> Vec<String> {
        let town = &self.house.town;
        let path = route
            .replace("{staff}", &town.karin.to_string())
            .replace("{person}", &self.person.to_string())
            .replace("{course}", &town.course.to_string())
            .replace("{field}", &self.field.to_string())
            .replace("{other}", &self.twin.to_string())
            .replace("{merge}", &self.merge)
            .replace("{mailbox}", &self.mailbox);
        let paths: Vec<String> = match path.split_once("{session}") {
            Some((before, after)) => {
                [self.past, town.session].map(|session| format!("{before}{session}{after}")).into()
            }
            None => vec![path],
        };
        let dialogs = |path: String| -> Vec<String> {
            if path.contains("{dialog}") {
                DIALOGS.iter().map(|dialog| path.replace("{dialog}", dialog)).collect()
            } else {
                vec![path]
            }
        };
        let with_queries = |path: String| -> Vec<String> {
            let queries = std::iter::once("").chain(more(route).iter().copied());
            queries.map(|query| format!("{path}{query}")).collect()
        };
        paths.into_iter().flat_map(dialogs).flat_map(with_queries).collect()
    }
}

/// What a page says is the same on every database.
async fn one() -> House {
    houses().await.into_iter().next().unwrap()
}

/// The first Dutch word of a line.
fn dutch(line: &str, names: &[&str]) -> Option<&'static str> {
    let line = ALLOWED.iter().fold(line.to_owned(), |line, (allowed, _)| line.replace(allowed, ""));
    let line = TITLES.iter().fold(line, |line, title| line.replace(title, ""));
    let line = line.to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'));
    words.find_map(|word| {
        DUTCH.iter().find(|dutch| **dutch == word && !names.contains(dutch)).copied()
    })
}

fn is_page(route: &str) -> bool {
    let no_page =
        ["/assets/", "/live", ".csv", "/bestand/", "/inloggen/terug", "/inloggen/organisatie"];
    !no_page.iter().any(|part| route.contains(part))
}

#[tokio::test]
async fn whoever_asks_for_english_reads_no_dutch_on_any_page() {
    let lived = Lived::in_(one().await).await;
    // what comes of a draft is told where no conversation is half a fixture's
    let drafted = one().await;
    super::dialogs::publish(&drafted, &shipped::files()).await;
    Lived::draft(&drafted).await;
    // the first look at the draft sets the trial going, and the rest tells what came of it
    drafted.get("/publiceren", Some(&drafted.cookie(drafted.town.bea).await)).await;
    drafted.trials.rest().await;

    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let pages = ROUTES.iter().filter(|rule| rule.verb == Verb::Read && is_page(rule.path));
    for rule in pages.filter(|rule| rule.access != Access::Machine) {
        let mut is_seen = false;
        let house = if rule.path.starts_with("/publiceren") { &drafted } else { &lived.house };
        for (staff, role) in house.town.everybody() {
            if !rule.access.allows(role) {
                continue;
            }
            let session = match rule.access {
                Access::Anyone => "nobody".to_owned(),
                _ => house.cookie(staff).await,
            };
            for path in lived.paths(rule.path) {
                let page = house.get(&path, Some(&format!("{session}; wegwijzer-taal=en"))).await;
                is_seen |= page.status.is_success() || page.status.is_redirection();
                if page.status.is_server_error() {
                    let broken = format!("{role} at {path}: {}", page.status);
                    found.entry(rule.path).or_default().insert(broken);
                }
                if page.body.starts_with("<!doctype") {
                    assert!(page.body.contains("<html lang=\"en\">"), "{path}");
                }
                let lines = shown(&page.body, "en");
                let names = if rule.path.starts_with("/dialogen/{dialog}/") { NAMES } else { &[] };
                let left = lines
                    .iter()
                    .filter_map(|line| Some(format!("{}: {line}", dutch(line, names)?)));
                found.entry(rule.path).or_default().extend(left);
            }
        }
        if !is_seen && rule.access != Access::Anyone {
            found.entry(rule.path).or_default().insert("nobody was let in".to_owned());
        }
    }
    found.retain(|route, left| !left.is_empty() && !NOT_YET.contains(route));
    assert!(found.is_empty(), "Dutch on English pages: {found:#?}");
}

#[test]
fn dutch_is_known_by_its_small_words_and_a_name_of_the_list_is_none() {
    assert_eq!(dutch("Nog geen bericht", &[]), Some("nog"));
    assert_eq!(dutch("No message yet; see niet-begrepen", &[]), None);
    assert_eq!(dutch("Karin de Boer", &[]), None);
}

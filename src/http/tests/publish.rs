//! The publish page: what it tells, who may press, and what a stale press does.

use axum::http::StatusCode;

use super::*;
use crate::acts::draft::{Written, write_draft};
use crate::acts::publish::{By, Checked, How, publish};
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::shipped;
use crate::store::content;
use crate::store::draft::{self, Origin};
use crate::store::templates;

const PVT: &str = "dialogs/pvt-herinnering.yaml";
/// Has few paths: it is walked in no time.
const SMALL: &str = "dialogs/welkomstpakket.yaml";

fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = shipped::files();
    let body = files.get_mut(path).unwrap();
    assert!(body.contains(from), "{path} has no {from:?}");
    *body = body.replace(from, to);
    files
}

/// The shipped dialogs are in force, and this is the draft.
async fn with_draft(house: &House, files: &Files) -> i64 {
    with_draft_on(house, shipped::files(), files).await
}

async fn with_draft_on(house: &House, in_force: Files, files: &Files) -> i64 {
    let by = By { gemeente: house.town.gemeente, staff: Some(house.town.bea) };
    let now = house.clock.civil();
    let mut tx = house.test.db.begin().await.unwrap();
    let seen = content::published(&mut tx).await.unwrap();
    let how = How { seen: seen.as_ref(), note: Some("eerste keer"), carries: false };
    let in_force = Checked::new(in_force).unwrap_or_else(|p| panic!("{p:?}"));
    publish(&mut tx, &in_force, how, Some(by), now).await.unwrap();
    let written = Written { files, origin: Origin::Page, seen: None };
    let version = write_draft(&mut tx, written, by, now).await.unwrap();
    tx.commit().await.unwrap();
    version
}

/// The page once everything was looked at.
async fn looked_at(house: &House, cookie: &str) -> Answer {
    loop {
        let page = house.get("/publiceren", Some(cookie)).await;
        if !page.body.contains("data-until") {
            return page;
        }
        house.trials.rest().await;
    }
}

async fn in_force(house: &House) -> RevisionId {
    let mut tx = house.test.db.read().await.unwrap();
    content::published(&mut tx).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_page_tells_what_the_draft_changes_and_who_is_in_the_middle_of_it() {
    for house in houses().await {
        let mut files = with(SMALL, "no_answer: { after: 3d", "no_answer: { after: 5d");
        let words = files.get_mut("locales/ar/pakket.ftl").unwrap();
        *words = words.replacen("pakket-goed = ", "pakket-goed = نعم ", 1);
        with_draft(&house, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = looked_at(&house, &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        for told in [
            "Wat er na stilte bij stap “vraag” gebeurt is nu “na 5d, naar stil",
            "Andere woorden",
            r#"<dd lang="ar" dir="rtl">"#,
            "Gecontroleerd: geen fouten",
            "Bewezen: elk pad van 1 dialoog eindigt goed",
            "verhalen gaan zoals ze geschreven zijn",
            "Wie zit in een gesprek?",
            "eerste keer",
            "Draai terug naar r1",
            "Gooi het concept weg",
        ] {
            assert!(page.body.contains(told), "{told} is not in {}", page.body);
        }
        // who works with people may look, and has nothing to press
        let cookie = house.cookie(house.town.karin).await;
        let page = house.get("/publiceren", Some(&cookie)).await;
        assert!(page.body.contains("Een beheerder kan dit publiceren"));
        assert!(!page.body.contains("action=\"/publiceren"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_press_publishes_what_was_seen_and_a_stale_press_changes_nothing() {
    for house in houses().await {
        let files = with(SMALL, "title: Welkomstpakket", "title: Vijf tips");
        let version = with_draft(&house, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let seen = in_force(&house).await.0;
        let form = |seen: &str, version: i64| {
            let csrf = format!("csrf-{}", house.town.bea);
            format!("csrf={csrf}&gezien={seen}&versie={version}&lopend=mee&notitie=Beter")
        };
        for stale in [form(&seen, version - 1), form("r1", version)] {
            let answer = house.post("/publiceren", Some(&cookie), &stale).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{stale}");
            assert_eq!(in_force(&house).await.0, seen);
        }
        looked_at(&house, &cookie).await;
        let answer = house.post("/publiceren", Some(&cookie), &form(&seen, version)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.header(header::LOCATION), "/publiceren?gedaan=gepubliceerd");
        assert_eq!(in_force(&house).await, Content::hash(&files));
        let page = house.get("/publiceren?gedaan=gepubliceerd", Some(&cookie)).await;
        assert!(page.body.contains("Gepubliceerd.") && page.body.contains("Er staat niets klaar"));
        assert!(page.body.contains("Beter") && page.body.contains("Bea Beheer"), "{}", page.body);

        // and back
        let csrf = format!("csrf-{}", house.town.bea);
        let now = in_force(&house).await.0;
        let back = format!("csrf={csrf}&gezien={now}&terug={seen}");
        let answer = house.post("/publiceren/terug", Some(&cookie), &back).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(in_force(&house).await.0, seen);
    }
}

#[tokio::test]
async fn a_draft_with_mistakes_shows_their_places_and_cannot_be_published() {
    for house in houses().await {
        let version = with_draft(&house, &with(PVT, "goto: reden }", "goto: redenn }")).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/publiceren", Some(&cookie)).await;
        assert!(page.body.contains("dialogs/pvt-herinnering.yaml, regel "), "{}", page.body);
        assert!(page.body.contains("did you mean `reden`?"));
        assert!(!page.body.contains(">Publiceren</button>"));
        let seen = in_force(&house).await.0;
        let csrf = format!("csrf-{}", house.town.bea);
        let form = format!("csrf={csrf}&gezien={seen}&versie={version}");
        let answer = house.post("/publiceren", Some(&cookie), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(in_force(&house).await.0, seen);

        // thrown away it is gone, and what it was can still not be put in force
        let answer = house.post("/publiceren/weg", Some(&cookie), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let mut tx = house.test.db.read().await.unwrap();
        assert!(draft::open(&mut tx).await.unwrap().is_none());
        drop(tx);
        let thrown = Content::hash(&with(PVT, "goto: reden }", "goto: redenn }")).0;
        let back = format!("csrf={csrf}&gezien={seen}&terug={thrown}");
        let answer = house.post("/publiceren/terug", Some(&cookie), &back).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn hard_words_are_told_of_what_the_draft_changes_and_keep_nobody_from_publishing() {
    for house in houses().await {
        let mut files = shipped::files();
        files.insert(
            "locales/nl/extra.ftl".to_owned(),
            "extra = Wilt u dit retourneren?\n".to_owned(),
        );
        with_draft(&house, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = looked_at(&house, &cookie).await.body;
        for told in [
            "Kan het eenvoudiger?",
            "<code>extra</code>",
            "\u{201C}terugsturen\u{201D} leest makkelijker",
        ] {
            assert!(page.contains(told), "{told} is not in {page}");
        }
        assert!(page.contains(">Publiceren</button>"), "{page}");
    }
}

#[tokio::test]
async fn the_page_tells_which_templates_meta_did_not_approve_and_which_rules_are_for_nobody() {
    const OWN: &str = "format: 1\ngemeenten: { GM0000: { attention: { waiting_weeks: 4 } } }\n";
    for house in houses().await {
        let before = with("dialogs/policies.yaml", "format: 1\n", OWN);
        let mut files = before.clone();
        let body = files.get_mut(SMALL).unwrap();
        *body = body.replace("title: Welkomstpakket", "title: Vijf tips");
        with_draft_on(&house, before, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/publiceren", Some(&cookie)).await;
        let unknown = "Of Meta de sjablonen van whatsapp goedkeurde, is nog niet bekend";
        assert!(page.body.contains(unknown), "{}", page.body);
        let nobody = "eigen regels van GM0000, maar die gemeente kent Wegwijzer hier niet";
        assert!(page.body.contains(nobody), "{}", page.body);

        let now = house.clock.civil();
        let mut tx = house.test.db.begin().await.unwrap();
        templates::save_listing(&mut tx, "whatsapp", &[], now, now).await.unwrap();
        tx.commit().await.unwrap();
        let page = house.get("/publiceren", Some(&cookie)).await;
        assert!(!page.body.contains(unknown), "{}", page.body);
        for told in [
            "Niet elk sjabloon mag worden verstuurd.",
            "<code>dialogs/welkomstpakket.yaml, regel ",
            "sjabloon pakket_vraag op whatsapp: (",
            "staat niet bij Meta",
            "krijgt dit bericht niet",
        ] {
            assert!(page.body.contains(told), "{told} is not in {}", page.body);
        }
        let steps = house.get("/dialogen/welkomstpakket/bewerken", Some(&cookie)).await;
        assert!(steps.body.contains("sjabloon pakket_vraag op whatsapp: ("), "{}", steps.body);
        let other = house.get("/dialogen/taal/bewerken", Some(&cookie)).await;
        assert!(!other.body.contains("op whatsapp: ("), "of its own steps only");
    }
}

fn press(house: &House, seen: &str, version: i64) -> String {
    format!("csrf=csrf-{}&gezien={seen}&versie={version}", house.town.bea)
}

#[tokio::test]
async fn what_is_still_looked_at_is_said_and_cannot_be_published() {
    for house in houses().await {
        let version =
            with_draft(&house, &with(SMALL, "title: Welkomstpakket", "title: Nieuw")).await;
        let cookie = house.cookie(house.town.bea).await;
        let seen = in_force(&house).await.0;
        // the press itself is what begins the looking
        let form = press(&house, &seen, version);
        let answer = house.post("/publiceren", Some(&cookie), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("wordt nog nagelopen"), "{}", answer.body);
        assert_eq!(in_force(&house).await.0, seen);
        house.trials.rest().await;
        let stand = house.get("/publiceren/stand", Some(&cookie)).await;
        assert_eq!(stand.status, StatusCode::NO_CONTENT);
        let page = house.get("/publiceren", Some(&cookie)).await;
        assert!(page.body.contains(">Publiceren</button>"), "{}", page.body);
        // another draft is not known yet: the page says so, and what is on it cannot be pressed
        let mut tx = house.test.db.begin().await.unwrap();
        let files = with(SMALL, "title: Welkomstpakket", "title: Nieuwer");
        let by = By { gemeente: house.town.gemeente, staff: Some(house.town.bea) };
        let written = Written { files: &files, origin: Origin::Page, seen: Some(version) };
        write_draft(&mut tx, written, by, house.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        let page = house.get("/publiceren", Some(&cookie)).await;
        for told in ["dat loopt nog", "Kijk opnieuw", "Publiceren kan zodra alles is nagelopen"] {
            assert!(page.body.contains(told), "{told} is not in {}", page.body);
        }
        assert!(!page.body.contains(">Publiceren</button>"));
        house.trials.rest().await;
    }
}

#[tokio::test]
async fn what_is_not_proven_is_told_with_its_place_and_cannot_be_published() {
    for house in houses().await {
        // silence ends it as if it were answered
        let files = with(
            "dialogs/check-in.yaml",
            "      hulp:     { goto: mens }",
            "      hulp:     { goto: mens }\n    no_answer: { after: 2d, goto: goed-zo }",
        );
        let version = with_draft(&house, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = looked_at(&house, &cookie).await;
        for told in ["Niet elk pad eindigt goed.", "<code>dialogs/check-in.yaml, regel "] {
            assert!(page.body.contains(told), "{told} is not in {}", page.body);
        }
        assert!(!page.body.contains(">Publiceren</button>"));
        let seen = in_force(&house).await.0;
        let form = format!("{}&verhalen=gezien", press(&house, &seen, version));
        let answer = house.post("/publiceren", Some(&cookie), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Niet elk pad eindigt goed"), "{}", answer.body);
        assert_eq!(in_force(&house).await.0, seen);
    }
}

#[tokio::test]
async fn a_story_that_goes_otherwise_is_published_only_by_who_says_that_they_read_it() {
    for house in houses().await {
        let files = with(
            "dialogs/check-in.yaml",
            "nog-niet: { set: { school: nog-niet }, goto: hoe }",
            "nog-niet: { set: { school: nog-niet }, goto: uren }",
        );
        let version = with_draft(&house, &files).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = looked_at(&house, &cookie).await;
        assert!(page.body.contains("Niet elk verhaal gaat zoals"), "{}", page.body);
        assert!(page.body.contains("Bewezen: elk pad van 1 dialoog"), "{}", page.body);
        let seen = in_force(&house).await.0;
        let form = press(&house, &seen, version);
        let answer = house.post("/publiceren", Some(&cookie), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("zet een vinkje"), "{}", answer.body);
        let read = format!("{form}&verhalen=gezien");
        let answer = house.post("/publiceren", Some(&cookie), &read).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(in_force(&house).await, Content::hash(&files));
    }
}

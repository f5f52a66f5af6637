//! Finding somebody, and whom one may find.

use axum::http::StatusCode;

use super::*;
use crate::ids::{MailboxId, PersonId};
use crate::store::board::Viewer;
use crate::store::hot::people::{PersonWrite, insert, update};
use crate::store::people::ClockFacts;
use crate::trade::staff::Role;

fn numbers(page: &str) -> Vec<&str> {
    page.split("data-testid=\"inburgeraar\" data-klantnummer=\"")
        .skip(1)
        .map(|row| row.split('"').next().unwrap())
        .collect()
}

fn somebody(klantnummer: &str, name: &str, klantmanager: StaffId) -> PersonWrite {
    PersonWrite {
        id: PersonId::fresh(),
        mailbox: MailboxId::fresh(),
        klantnummer: klantnummer.to_owned(),
        name: name.to_owned(),
        language: "tr",
        group_kind: "asiel",
        leerroute: Some("b1"),
        pip_on: None,
        klantmanager: Some(klantmanager),
        coach: None,
        phone: None,
        email: None,
        postal: None,
        consent_on: None,
        birth_year: None,
        household: None,
        clock: ClockFacts::default(),
    }
}

#[tokio::test]
async fn somebody_is_found_however_the_name_is_spelled_and_the_search_stands_in_no_address() {
    for house in houses().await {
        let (kees, karin) = (house.town.kees, house.town.karin);
        let mut people = vec![
            somebody("K-1", "Şükrü Yılmaz", kees),
            somebody("K-2", "Zoë van den Berg", karin),
            somebody("K-3", "فاطمة الزهراء", karin),
        ];
        let mut tx = house.test.db.begin().await.unwrap();
        insert(&mut tx, house.town.gemeente, &people, fixture::now()).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = house.cookie(kees).await;
        let find = async |typed: &str| {
            let form = format!("csrf=csrf-{kees}&zoek={typed}");
            house.post("/inburgeraars/zoeken", Some(&cookie), &form).await
        };
        for (typed, found) in [
            ("yilm", vec!["K-1"]),
            ("SUKRU+Y", vec!["K-1"]),
            ("zoe+berg", vec!["K-2"]),
            ("berg+jan", vec![]),
            ("%D9%81%D8%A7%D8%B7%D9%85%D9%87", vec!["K-3"]),
            ("k-3", vec!["K-3"]),
            ("%25", vec![]),
        ] {
            let page = find(typed).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(numbers(&page.body), found, "{typed}");
        }
        assert!(find("%25").await.body.contains("Typ een letter of een cijfer"));
        let hostile = find("%3Cscript%3Ealert(1)").await.body;
        assert!(hostile.contains("Niemand gevonden") && !hostile.contains("<script>alert"));

        people[0].name = "Sukru Kaya".to_owned();
        let mut tx = house.test.db.begin().await.unwrap();
        update(&mut tx, house.town.gemeente, &people[..1], fixture::now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(numbers(&find("yilm").await.body).is_empty(), "by the old name nobody is found");
        assert_eq!(numbers(&find("kaya").await.body), ["K-1"]);

        let mine = house.get("/inburgeraars?van=mij", Some(&cookie)).await.body;
        assert_eq!(numbers(&mine), ["K-1"]);
        let coach = house.cookie(house.town.sami).await;
        let form = format!("csrf=csrf-{}&zoek=zoe", house.town.sami);
        let none = house.post("/inburgeraars/zoeken", Some(&coach), &form).await;
        assert!(numbers(&none.body).is_empty(), "a coach finds own people only");
        assert!(numbers(&house.get("/inburgeraars?van=allen", Some(&coach)).await.body).is_empty());
    }
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_stopped_and_shows_everybody_once() {
    for house in houses().await {
        let karin = house.town.karin;
        let people: Vec<PersonWrite> = (0..130)
            .map(|n| somebody(&format!("K-{n:03}"), &format!("Ali {n:03} Ali"), karin))
            .collect();
        let mut tx = house.test.db.begin().await.unwrap();
        insert(&mut tx, house.town.gemeente, &people, fixture::now()).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = house.cookie(karin).await;
        for start in ["/inburgeraars?van=allen", "/inburgeraars?van=mij"] {
            let (mut seen, mut next) = (Vec::new(), Some(start.to_owned()));
            while let Some(path) = next {
                let page = house.get(&path, Some(&cookie)).await.body;
                seen.extend(numbers(&page).into_iter().map(str::to_owned));
                let link =
                    page.split(" rel=\"next\"").next().filter(|_| page.contains("rel=\"next\""));
                next = link.map(|before| {
                    let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
                    href.replace("&#38;", "&").replace("&amp;", "&")
                });
            }
            assert_eq!(seen.len(), 130);
            let mut once = seen.clone();
            once.dedup();
            assert_eq!(once.len(), 130);
        }
        let viewer = Viewer {
            gemeente: house.town.gemeente,
            staff: karin,
            role: Role::Klantmanager,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = house.test.db.read().await.unwrap();
        let words = ["ali".to_owned()];
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let found =
                crate::store::find::by_words(&mut tx, viewer, &words, None, after).await.unwrap();
            let last = found.get(crate::store::find::ROWS - 1);
            after = last.map(|one| (one.word.clone().unwrap(), one.id));
            all.extend(found.into_iter().take(crate::store::find::ROWS).map(|one| one.id));
            if after.is_none() {
                break;
            }
        }
        assert_eq!(all.len(), 130);
    }
}

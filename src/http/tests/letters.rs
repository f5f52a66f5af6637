//! `/brieven`, from making to posting.

use super::*;
use crate::store::on;

const WRITE: &str = "UPDATE person SET postal_sealed = $2 WHERE klantnummer = $1";

/// K-1007 has no address for messages; a task asks to write, and the street is known.
async fn with_somebody_to_write_to(house: &House) {
    house.town.settle(&house.test.db).await;
    let mut tx = house.test.db.begin().await.unwrap();
    let postal = crate::trade::person::PostalAddress {
        street: "Kerkstraat".to_owned(),
        house_number: "7".to_owned(),
        postcode: "1234 AB".to_owned(),
        town: "Houten".to_owned(),
    };
    let sealed = tx.vault().seal_json("person.postal_sealed", &postal).unwrap();
    on!(tx, |conn| sqlx::query(WRITE).bind("K-1007").bind(&sealed).execute(conn).await.map(|_| ()))
        .unwrap();
    const WHO: &str = "SELECT mailbox_id FROM person WHERE klantnummer = 'K-1007'";
    let mailbox = on!(tx, |conn| sqlx::query_scalar(WHO).fetch_one(conn).await).unwrap();
    let (task, since) = (("geen-adres", "klantmanager", None), fixture::ago(3));
    house.town.task(&mut tx, (mailbox, None), task, since).await;
    publish(&mut tx).await;
    tx.commit().await.unwrap();
}

/// The words of letters are in the content that is in force.
async fn publish(tx: &mut crate::store::Tx) {
    use crate::dialog::conversation::RevisionId;
    use crate::store::content::{self, Made, NewPublication};
    let content = crate::dialog::content::Content::load(&crate::dialog::shipped::files())
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let files = crate::dialog::shipped::files();
    content::save(tx, &content.revision, &files, &Made::default(), fixture::now()).await.unwrap();
    let before = RevisionId("r1".to_owned());
    let new = NewPublication {
        revision: &content.revision,
        replaces: Some(&before),
        note: None,
        by: None,
        carries: false,
    };
    content::publish(tx, new, fixture::now()).await.unwrap().unwrap();
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_letter_goes_from_to_be_made_to_posted() {
    for house in houses().await {
        with_somebody_to_write_to(&house).await;
        let karin = house.town.karin;
        let (cookie, csrf) = (house.cookie(karin).await, format!("csrf=csrf-{karin}"));
        let page = house.get("/brieven", Some(&cookie)).await.body;
        assert!(page.contains("<strong>1</strong> persoon wacht op een brief."), "{page}");
        let made = house.post("/brieven/maken", Some(&cookie), &csrf).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let page = house.get(made.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("1 brief is gemaakt.") && page.contains("K-1007"), "{page}");
        let letter = between(&page, "name=\"brief\" value=\"", "\"").to_owned();
        let chosen = format!("{csrf}&brief={letter}&staat=gemaakt&van=allen");

        let printed = house.post("/brieven/printen", Some(&cookie), &chosen).await;
        assert_eq!(printed.status, StatusCode::OK);
        assert_eq!(printed.header(header::CACHE_CONTROL), "no-store");
        assert!(
            printed.body.contains("Tesfay Gebremedhin") && printed.body.contains("Kerkstraat 7")
        );
        assert!(!printed.body.contains("<style") && !printed.body.contains("<script"));
        let css = between(&printed.body, "rel=\"stylesheet\" href=\"", "\"");
        assert_eq!(house.get(css, None).await.status, StatusCode::OK);

        let posted = house.post("/brieven/gepost", Some(&cookie), &chosen).await;
        let page = house.get(posted.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("1 brief is gepost."), "{page}");
        let under_way = house.get("/brieven?staat=gepost", Some(&cookie)).await.body;
        assert!(under_way.contains("K-1007") && under_way.contains("Kwam terug"));
        let again = house.post("/brieven/printen", Some(&cookie), &chosen).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let returned = house.post("/brieven/retour", Some(&cookie), &chosen).await;
        assert_eq!(returned.status, StatusCode::SEE_OTHER);
        let home = house.get("/?van=allen", Some(&cookie)).await.body;
        assert!(home.contains("Zoek het goede postadres: de brief kwam terug"), "{home}");
    }
}

#[tokio::test]
async fn a_button_without_a_letter_changes_nothing_and_nonsense_is_not_found() {
    for house in houses().await {
        let karin = house.town.karin;
        let (cookie, csrf) = (house.cookie(karin).await, format!("csrf=csrf-{karin}"));
        for path in ["/brieven/printen", "/brieven/gepost", "/brieven/retour", "/brieven/weg"] {
            let nothing = house.post(path, Some(&cookie), &csrf).await;
            assert!(nothing.header(header::LOCATION).contains("gedaan=niets"), "{path}");
            let odd = house.post(path, Some(&cookie), &format!("{csrf}&brief=x")).await;
            assert_eq!(odd.status, StatusCode::NOT_FOUND, "{path}");
        }
        let odd = house.get("/brieven?staat=%3Cb%3E&van=x&aantal=1", Some(&cookie)).await;
        assert_eq!(odd.status, StatusCode::OK);
        assert!(!odd.body.contains("<b>"));
    }
}

#[tokio::test]
async fn a_colleague_says_that_this_is_the_person_and_nothing_needs_to_be_proven() {
    for house in houses().await {
        let mut tx = house.test.db.begin().await.unwrap();
        let who = ("K-1", "Amina Haddad", "asiel");
        let who = house.town.person(&mut tx, who, Some(house.town.karin), None).await;
        let address = house.town.address(&mut tx, &who, "telegram", None).await;
        crate::store::proofs::must_prove(&mut tx, address, fixture::now()).await.unwrap();
        let task = ("bewijs", "klantmanager", None);
        let task = house.town.task(&mut tx, (who.mailbox, None), task, fixture::ago(1)).await;
        tx.commit().await.unwrap();
        let karin = house.town.karin;
        let (cookie, csrf) = (house.cookie(karin).await, format!("csrf=csrf-{karin}"));
        let home = house.get("/?van=allen", Some(&cookie)).await.body;
        assert!(home.contains("Ja, dit is deze persoon"), "{home}");
        let path = format!("/taken/{task}/bewezen");
        let yes = house.post(&path, Some(&cookie), &csrf).await;
        assert!(yes.header(header::LOCATION).ends_with("gedaan=bewezen"));
        let again = house.post(&path, Some(&cookie), &csrf).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let mut tx = house.test.db.read().await.unwrap();
        const UNPROVEN: &str = "SELECT COUNT(*) FROM address WHERE unproven_since IS NOT NULL";
        let left: i64 = on!(tx, |conn| sqlx::query_scalar(UNPROVEN).fetch_one(conn).await).unwrap();
        assert_eq!(left, 0);
    }
}

#[tokio::test]
async fn letters_as_pdf_are_a_file_and_what_cannot_be_one_is_a_page_that_says_so() {
    use crate::http::typesetter::Typesetter;
    const MADE: &str = "printf '\\000\\005\\000\\000\\000%%PDF-'; exec cat >/dev/null";
    for house in houses().await {
        with_somebody_to_write_to(&house).await;
        let karin = house.town.karin;
        let (cookie, csrf) = (house.cookie(karin).await, format!("csrf=csrf-{karin}"));
        assert!(!house.get("/brieven", Some(&cookie)).await.body.contains("Als PDF"));
        let made = house.post("/brieven/maken", Some(&cookie), &csrf).await;
        let list = made.header(header::LOCATION).to_owned();
        let page = house.get(&list, Some(&cookie)).await.body;
        let letter = between(&page, "name=\"brief\" value=\"", "\"");
        let form = format!("{csrf}&brief={letter}&staat=gemaakt&van=allen&vorm=pdf");
        let ask = async |script: &str, request: axum::http::request::Builder, body: String| {
            let args = vec!["-c".to_owned(), script.to_owned()];
            let typesetter = Some(Typesetter::new("/bin/sh".into(), args));
            let state = WebState { typesetter, ..house.state() };
            let request = with_cookie(request, Some(&cookie))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            read(router(state).oneshot(request.body(Body::from(body)).unwrap()).await.unwrap())
                .await
        };
        let page = ask(MADE, Request::get(&list), String::new()).await;
        assert!(page.body.contains("Als PDF"));
        let file = ask(MADE, Request::post("/brieven/printen"), form.clone()).await;
        assert_eq!(file.header(header::CONTENT_TYPE), "application/pdf");
        assert!(file.header(header::CONTENT_DISPOSITION).ends_with(".pdf\""));
        assert_eq!((file.header(header::CACHE_CONTROL), file.body.as_str()), ("no-store", "%PDF-"));
        // printed again, and the child dies: the same letters, with new codes, as a page
        let page = ask("exit 1", Request::post("/brieven/printen"), form.clone()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Er kon geen PDF gemaakt worden"), "{}", page.body);
        assert!(page.body.contains("Tesfay Gebremedhin"));
    }
}

#[tokio::test]
async fn who_stands_in_has_the_letters_of_who_is_away_among_the_own() {
    for house in houses().await {
        with_somebody_to_write_to(&house).await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let csrf = format!("csrf=csrf-{karin}");
        let cookie = house.cookie(karin).await;
        house.post("/brieven/maken", Some(&cookie), &csrf).await;
        let sees = async |staff: StaffId| {
            let cookie = house.cookie(staff).await;
            let page = house.get("/brieven?van=mij", Some(&cookie)).await.body;
            page.contains("data-klantnummer=\"K-1007\"")
        };
        let (guides, other) = if sees(karin).await { (karin, kees) } else { (kees, karin) };
        assert!(sees(guides).await && !sees(other).await, "one of the two guides them");
        let cookie = house.cookie(guides).await;
        let form = format!(
            "csrf=csrf-{guides}&formulier={}&van=2026-11-24&tot=2026-11-25&wie={other}&wat=bewaar",
            crate::ids::AbsenceId::fresh()
        );
        let away = house.post("/account/afwezig", Some(&cookie), &form).await;
        assert_eq!(away.status, StatusCode::SEE_OTHER, "{}", away.body);
        assert!(sees(other).await && sees(guides).await);
    }
}

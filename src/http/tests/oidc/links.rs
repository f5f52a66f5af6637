//! Whose account it is: linking with a log-in link or at the own account, and roles that change.

use super::*;
use crate::acts::add_staff::{self, add_staff, new_link};
use crate::acts::second_factor::codes::shown;
use crate::store::second_factor;
use crate::trade::staff::Role;

const EMAIL: &str = "n.bakker@houten.nl";
const PASSWORD: &str = "fiets-boom-lamp-zee";

/// Noor, with a log-in link that was not used yet.
async fn noor(house: &House) -> (StaffId, String) {
    let mut tx = house.test.db.begin().await.unwrap();
    let input = add_staff::Input {
        gemeente: house.town.gemeente,
        name: "Noor Bakker".to_owned(),
        email: EMAIL.to_owned(),
        role: Role::Consulent,
    };
    let done = add_staff(&mut tx, input, None, house.clock.machine()).await.unwrap();
    tx.commit().await.unwrap();
    (done.staff, done.token)
}

async fn link_again(house: &House, staff: StaffId) -> String {
    let mut tx = house.test.db.begin().await.unwrap();
    let done = new_link(&mut tx, staff, None, house.clock.machine()).await.unwrap();
    tx.commit().await.unwrap();
    done.token
}

/// To the provider from a page with a link, and back as `subject`.
async fn over_page(
    house: &House,
    provider: &Provider,
    (page, subject): (Answer, &str),
    session: Option<&str>,
) -> Answer {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (_, rest) = page.body.split_once(&format!("href=\"{}", provider.url)).unwrap();
    let query = rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let visit = visit(provider, &format!("{}{query}", provider.url), page.cookie());
    let mut claims = provider.claims(&visit.nonce, house.clock.machine().timestamp());
    claims["sub"] = json!(subject);
    provider.gives(&claims);
    come_back(house, &visit, session).await
}

async fn with_link(house: &House, provider: &Provider, token: &str, subject: &str) -> Answer {
    let form = format!("code={token}");
    let page = house.post("/inloggen/eerste-keer/organisatie", None, &form).await;
    over_page(house, provider, (page, subject), None).await
}

#[tokio::test]
async fn a_log_in_link_links_the_account_once_and_another_link_another_account() {
    for (mut house, provider) in houses_with_provider().await {
        house.sign_in.local_accounts = LocalAccounts::Beheerders;
        let (staff, token) = noor(&house).await;
        let page = house.get(&format!("/inloggen/eerste-keer?code={token}"), None).await;
        assert!(page.body.contains("uw account van Houten") && !page.body.contains("nogmaals"));
        let into = with_link(&house, &provider, &token, "a1b2").await;
        assert_eq!((into.status, into.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
        let own = house.get("/account", Some(&into.cookie())).await;
        assert!(own.body.contains(EMAIL) && own.body.contains("klantmanager"));
        // used up
        let form = format!("code={token}");
        let again = house.post("/inloggen/eerste-keer/organisatie", None, &form).await;
        assert_eq!(again.status, StatusCode::GONE);
        // and the account works without it
        assert_eq!(with(&house, &provider, |_| {}).await.status, StatusCode::SEE_OTHER);
        // the organisation made her a new account: a new link of the beheerder, and the old one opens nothing
        let other = with(&house, &provider, |claims| claims["sub"] = json!("c3d4")).await;
        assert!(other.body.contains("Er is al een account met uw e-mailadres"));
        let token = link_again(&house, staff).await;
        let into = with_link(&house, &provider, &token, "c3d4").await;
        assert_eq!(into.status, StatusCode::SEE_OTHER);
        let old = with(&house, &provider, |_| {}).await;
        assert!(old.body.contains("Er is al een account met uw e-mailadres"));
    }
}

#[tokio::test]
async fn a_log_in_link_takes_no_account_of_somebody_else_and_is_no_way_around_the_second_factor() {
    for (house, provider) in houses_with_provider().await {
        let taken = with(&house, &provider, |claims| claims["email"] = json!("p@houten.nl")).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        let (staff, token) = noor(&house).await;
        let refused = with_link(&house, &provider, &token, "a1b2").await;
        assert!(refused.body.contains("Koppelen is niet gelukt"));
        let mut tx = house.test.db.begin().await.unwrap();
        second_factor::begin(&mut tx, staff, b"twintig bytes geheim", house.clock.machine())
            .await
            .unwrap();
        second_factor::turn_on(&mut tx, staff, house.clock.machine()).await.unwrap();
        tx.commit().await.unwrap();
        let refused = with_link(&house, &provider, &token, "c3d4").await;
        assert!(refused.body.contains("Uw account heeft een tweede stap"), "{}", refused.body);
    }
}

#[tokio::test]
async fn linking_at_the_own_account_asks_the_password_and_the_code() {
    for (house, provider) in houses_with_provider().await {
        let (staff, token) = noor(&house).await;
        let form = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}");
        let session = house.post("/inloggen/eerste-keer", None, &form).await.cookie();
        let own = house.get("/account", Some(&session)).await;
        assert!(own.body.contains("Ook inloggen met uw account van Houten"));
        let (_, rest) = own.body.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap().to_owned();
        let link = async |typed: String| {
            let form = format!("csrf={csrf}&{typed}");
            house.post("/account/organisatie", Some(&session), &form).await
        };
        let wrong = link("koppel-nu=iets-heel-anders".to_owned()).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("id=\"koppel-nu-fout\""));
        let now = house.clock.machine();
        let mut tx = house.test.db.begin().await.unwrap();
        let secret = b"twintig bytes geheim";
        second_factor::begin(&mut tx, staff, secret, now).await.unwrap();
        second_factor::turn_on(&mut tx, staff, now).await.unwrap();
        tx.commit().await.unwrap();
        let bare = link(format!("koppel-nu={PASSWORD}")).await;
        assert!(bare.body.contains("id=\"koppel-code-fout\""), "{}", bare.body);
        let code = shown(secret, now.timestamp());
        let page = link(format!("koppel-nu={PASSWORD}&koppel-code={code}")).await;
        let back = over_page(&house, &provider, (page, "a1b2"), Some(&session)).await;
        assert_eq!(back.header(header::LOCATION), "/account?gedaan=gekoppeld");
        assert_eq!(with(&house, &provider, |_| {}).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn linking_belongs_to_the_session_that_asked_for_it() {
    for (house, provider) in houses_with_provider().await {
        let (_, token) = noor(&house).await;
        let form = format!("code={token}&password={PASSWORD}&nogmaals={PASSWORD}");
        let session = house.post("/inloggen/eerste-keer", None, &form).await.cookie();
        let own = house.get("/account", Some(&session)).await;
        let (_, rest) = own.body.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap().to_owned();
        let form = format!("csrf={csrf}&koppel-nu={PASSWORD}");
        let karin = house.cookie(house.town.karin).await;
        for session_then in [None, Some(karin.as_str())] {
            let page = house.post("/account/organisatie", Some(&session), &form).await;
            let back = over_page(&house, &provider, (page, "a1b2"), session_then).await;
            assert_eq!(back.status, StatusCode::FORBIDDEN);
        }
        let taken = with(&house, &provider, |_| {}).await;
        assert!(taken.body.contains("Er is al een account met uw e-mailadres"));
    }
}

#[tokio::test]
async fn whoever_loses_the_role_is_out_and_the_last_beheerder_keeps_it() {
    for (house, provider) in houses_with_provider().await {
        let into = with(&house, &provider, |_| {}).await;
        let none =
            with(&house, &provider, |claims| claims["realm_access"]["roles"] = json!([])).await;
        assert!(none.body.contains("U hebt hier geen rol"));
        let out = house.get("/", Some(&into.cookie())).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "sessions end with the role");

        let as_beheerder = |claims: &mut Value| {
            claims["realm_access"]["roles"] = json!(["ww-beheer"]);
        };
        assert_eq!(with(&house, &provider, as_beheerder).await.status, StatusCode::SEE_OTHER);
        const OTHERS: &str = "UPDATE staff SET disabled_at = created_at
            WHERE role = 'beheerder' AND email <> 'n.bakker@houten.nl'";
        let mut tx = house.test.db.begin().await.unwrap();
        crate::store::on!(tx, |conn| sqlx::query(OTHERS).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let last = with(&house, &provider, |_| {}).await;
        assert!(last.body.contains("U bent hier de laatste beheerder"));
        assert!(acts(&house).await.contains(&"sign_in_refused".to_owned()));
        assert_eq!(with(&house, &provider, as_beheerder).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_name_that_plays_tricks_becomes_a_name() {
    for (house, provider) in houses_with_provider().await {
        let name = format!(" Noor\u{202e}\n{} ", "x".repeat(500));
        let into = with(&house, &provider, |claims| claims["name"] = json!(name)).await;
        let page = house.get("/account", Some(&into.cookie())).await;
        assert!(page.body.contains("Noorxxx") && !page.body.contains('\u{202e}'));
        assert!(!page.body.contains(&"x".repeat(101)));
    }
}

//! `/cursussen/nieuw`: a course is looked at, day by day, and planned once.

use super::dialogs::publish;
use super::*;
use crate::dialog::shipped;
use crate::store::on;

const PLANNED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM session s JOIN course c ON c.id = s.course_id
    WHERE c.name = 'PVT lente'";
const COURSES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM course WHERE name = 'PVT lente'";
const SIGNINGS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM session
    WHERE kind = 'pvt-ondertekening' AND number = 5 AND place = 'Gemeentehuis'";

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

const FORM: &str = "naam=PVT+lente&groep=Groep+B&soort=pvt&ondertekening=ja&taal=ar&plaatsen=12&dag=2027-04-13&\
    ritme=1&aantal=5&begin=19:00&einde=21:00&plaats=Gemeentehuis&adres=Onderdoor+25";

/// The days that a page was drawn with.
fn seen(page: &str) -> String {
    let (_, after) = page.split_once("name=\"gezien\" value=\"").unwrap();
    after.split('"').next().unwrap().replace(' ', "+")
}

#[tokio::test]
async fn a_course_is_looked_at_day_by_day_and_planned_once() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let token = format!("csrf=csrf-{karin}");
        let look = async |form: &str| {
            house.post("/cursussen/nieuw/kijken", Some(&cookie), &format!("{token}&{form}")).await
        };
        let save = async |form: &str| {
            house.post("/cursussen/nieuw", Some(&cookie), &format!("{token}&{form}")).await
        };
        let shown = look(FORM).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        assert_eq!(shown.body.matches("data-testid=\"bijeenkomst\"").count(), 5);
        // King's Day 2027 is a Tuesday
        assert!(
            shown.body.contains("dit is een feestdag")
                && shown.body.contains("avond, 19:00 - 21:00")
        );
        assert_eq!(count(&house, PLANNED).await, 0, "a look plans nothing");

        let skips = format!("{FORM}&overslaan=2027-04-27");
        let unseen = save(&format!("{skips}&gezien={}", seen(&shown.body))).await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unseen.body.contains("De dagen zijn nu anders dan u zag."));
        assert!(!unseen.body.contains("dit is een feestdag") || unseen.body.contains("2027-05-18"));
        let form = format!("{skips}&gezien={}", seen(&unseen.body));
        let (first, second) = tokio::join!(save(&form), save(&form));
        for answer in [&first, &second] {
            let to = answer.header(header::LOCATION);
            assert!(to.ends_with("?gedaan=gepland"), "{} {}", answer.status, answer.body);
        }
        assert_eq!(first.header(header::LOCATION), second.header(header::LOCATION));
        assert_eq!((count(&house, COURSES).await, count(&house, PLANNED).await), (1, 5));
        assert_eq!(count(&house, SIGNINGS).await, 1);
        let page = house.get(first.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("0 van 12") && page.contains("De cursus staat in de planning."));

        // another course at the same place and time, of the same name and group
        let other = FORM.replace("aantal=5", "aantal=2");
        let shown = look(&other).await.body;
        assert!(shown.contains("Op deze plaats is dan ook PVT lente Groep B."), "{shown}");
        let taken = save(&format!("{other}&gezien={}", seen(&shown))).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.body.contains("Er is al een cursus met deze naam en groep."));
        assert_eq!(count(&house, PLANNED).await, 5);
    }
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        assert!(house.get("/cursussen/nieuw", Some(&cookie)).await.body.contains("Nieuwe cursus"));
        for (was, is, field, words) in [
            ("naam=PVT+lente", "naam=", "naam", "Vul de naam van de cursus in."),
            ("soort=pvt", "soort=dansles", "soort", "Kies wat voor cursus het is."),
            ("taal=ar", "taal=xx", "taal", "Kies een taal uit de lijst."),
            ("plaatsen=12", "plaatsen=0", "plaatsen", "Vul een getal in, of laat dit leeg."),
            ("dag=2027-04-13", "dag=", "dag", "Vul de eerste dag in"),
            ("dag=2027-04-13", "dag=2020-04-13", "dag", "De eerste dag is al voorbij."),
            ("aantal=5", "aantal=61", "aantal", "Vul een getal van 1 tot en met 60 in."),
            ("ritme=1", "ritme=0", "ritme", "Kies om de hoeveel weken het is."),
            ("einde=21:00", "einde=18:00", "einde", "later is dan het begin"),
            ("adres=Onderdoor+25", "adres=", "adres", "Vul het adres in"),
            ("adres=Onderdoor+25", "adres=x&dagen=morgen", "dagen", "Schrijf elke dag als"),
            ("adres=Onderdoor+25", "adres=x&online=zoom", "online", "Dit is geen link."),
        ] {
            let form = format!("csrf=csrf-{karin}&{}", FORM.replace(was, is));
            let answer = house.post("/cursussen/nieuw/kijken", Some(&cookie), &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{is}");
            assert!(answer.body.contains(words), "{is}: {}", answer.body);
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{is}");
            assert!(answer.body.contains("value=\"Groep B\""), "{is}");
        }
        let own = FORM.replace("ritme=1", "ritme=1&dagen=20-04-2027%0D%0A06-04-2027");
        let form = format!("csrf=csrf-{karin}&{own}");
        let answer = house.post("/cursussen/nieuw/kijken", Some(&cookie), &form).await;
        assert!(answer.body.contains("value=\"2027-04-06 2027-04-20\""), "{}", answer.body);
    }
}

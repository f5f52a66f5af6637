//! Fields of a municipality's own: made with a reason, filled in by who works with a person, seen by whom they are for,
//! brought in by a file, and gone with all that stood in them.

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::acts::own_fields::{Wished, define};
use crate::ids::{OwnFieldId, PersonId};
use crate::store::on;
use crate::trade::own_field::Kind;

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

const FIELDS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM own_field";
const VALUES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM own_field_value";
const NOTED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = 'note_fields'";

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

async fn get(house: &House, staff: StaffId, path: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.get(path, Some(&cookie)).await
}

/// A field that is there, by whatever way.
pub(super) async fn field(house: &House, name: &str, kind: Kind, for_coaches: bool) -> OwnFieldId {
    let id = OwnFieldId::fresh();
    let by = crate::acts::colleagues::By {
        staff: Some(house.town.bea),
        gemeente: house.town.gemeente,
        now: fixture::now(),
    };
    let choices = "fiets\nbus";
    let purpose = "AVG register: transport";
    let mut tx = house.test.db.begin().await.unwrap();
    let wished = Wished { id, name, english: "", kind, choices, for_coaches, purpose };
    define(&mut tx, wished, by).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(super) async fn fill(house: &House, person: PersonId, field: OwnFieldId, value: &str) {
    let karin = house.town.karin;
    let path = format!("/inburgeraars/{person}/velden");
    let done = post(house, karin, &path, &format!("veld-{field}={value}")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn a_field_is_made_once_with_a_reason_and_never_for_a_bsn() {
    for house in houses().await {
        let bea = house.town.bea;
        let id = OwnFieldId::fresh();
        let good =
            format!("id={id}&naam=Vervoer&soort=keuze&keuzes=fiets%0Abus&waarom=voor+de+les");
        for _ in 0..2 {
            let made = post(&house, bea, "/velden", &good).await;
            assert_eq!(made.header(header::LOCATION), "/velden?gedaan=veld");
        }
        assert_eq!(count(&house, FIELDS).await, 1, "sent twice, made once");
        let other = OwnFieldId::fresh();
        for (rest, fault) in [
            ("naam=+&soort=tekst&waarom=x", "Vul een naam in."),
            ("naam=ver-voer&soort=tekst&waarom=x", "Er is al een veld of een kolom"),
            ("naam=Klantnummer&soort=tekst&waarom=x", "Er is al een veld of een kolom"),
            ("naam=Schoen&soort=tekst&waarom=", "Zeg waarom de gemeente dit bewaart."),
            ("naam=Schoen&soort=keuze&keuzes=een&waarom=x", "minstens twee keuzes"),
            ("naam=BSN+partner&soort=tekst&waarom=x", "bewaart nooit een BSN"),
            ("naam=Schoen&soort=tekst&waarom=zoals+111222333", "bewaart nooit een BSN"),
        ] {
            let no = post(&house, bea, "/velden", &format!("id={other}&{rest}")).await;
            assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(no.body.contains(fault), "{rest}");
        }
        let page = get(&house, bea, "/velden").await.body;
        assert!(
            page.contains("Vervoer") && page.contains("fiets, bus") && page.contains("voor de les")
        );
        for n in 1..20 {
            field(&house, &format!("Veld {n}"), Kind::Getal, false).await;
        }
        let full = format!("id={other}&naam=Een+meer&soort=tekst&waarom=x");
        assert!(post(&house, bea, "/velden", &full).await.body.contains("al twintig velden"));
    }
}

#[tokio::test]
async fn values_are_typed_sealed_noted_and_seen_by_whom_they_are_for() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, sami) = (house.town.karin, house.town.sami);
        let person = id_of(&house, "K-1001").await;
        let path = format!("/inburgeraars/{person}");
        let words = field(&house, "Afspraken", Kind::Tekst, false).await;
        let day = field(&house, "Paspoort tot", Kind::Datum, true).await;
        let form = format!("{path}/velden");
        let rest = format!("veld-{words}=komt+%3Cb%3Elater&was-{words}=&veld-{day}=2027-03-01");
        let done = post(&house, karin, &form, &rest).await;
        assert_eq!(done.header(header::LOCATION), format!("{path}?gedaan=velden#velden"));
        post(&house, karin, &form, &rest).await;
        assert_eq!((count(&house, VALUES).await, count(&house, NOTED).await), (2, 1), "once");
        const PLAIN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM own_field_value
            WHERE value LIKE '%later%'";
        assert_eq!(count(&house, PLAIN).await, 0, "sealed");
        let seen = get(&house, karin, &path).await.body;
        assert!(seen.contains("komt &#60;b&#62;later") && seen.contains("01-03-2027"), "both");
        let coach = get(&house, sami, &path).await.body;
        assert!(coach.contains("Paspoort tot") && !coach.contains("Afspraken"), "for coaches only");
        assert!(!coach.contains("Eigen velden invullen"));
        assert_eq!(post(&house, sami, &form, &rest).await.status, StatusCode::FORBIDDEN);
        // what was left as it was shown is left alone: a colleague changed it meanwhile
        let stale = format!("veld-{day}=&was-{day}=");
        post(&house, karin, &form, &stale).await;
        assert_eq!(count(&house, VALUES).await, 2);
        for (value, fault) in
            [("2027-13-01", "Paspoort tot: dit is geen datum."), ("111222333", "lijkt op een BSN")]
        {
            let no = post(&house, karin, &form, &format!("veld-{day}={value}")).await;
            assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(no.body.contains(fault), "{value}");
        }
        post(&house, karin, &form, &format!("veld-{day}=&was-{day}=2027-03-01")).await;
        assert_eq!(count(&house, VALUES).await, 1, "emptied");
        let list = get(&house, karin, "/lijst.csv?van=allen").await.body;
        let head = list.lines().next().unwrap();
        assert!(head.ends_with("Afspraken;Paspoort tot"), "{head}");
        assert!(list.contains("komt <b>later"), "{list}");
        let coaches = get(&house, sami, "/lijst.csv").await.body;
        assert!(!coaches.contains("Afspraken") && !coaches.contains("later"));
    }
}

#[tokio::test]
async fn a_field_goes_with_all_that_stands_in_it_and_says_so_first() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let bea = house.town.bea;
        let field = field(&house, "Vervoer", Kind::Keuze, false).await;
        for klantnummer in ["K-1001", "K-1002"] {
            fill(&house, id_of(&house, klantnummer).await, field, "bus").await;
        }
        let path = format!("/velden/{field}/weg");
        let told = get(&house, bea, &path).await.body;
        assert!(told.contains("Bij 2 mensen staat er iets in dit veld. Dat gaat mee weg."));
        for _ in 0..2 {
            let done = post(&house, bea, &path, "").await;
            assert_eq!(done.header(header::LOCATION), "/velden?gedaan=weg");
        }
        assert_eq!((count(&house, FIELDS).await, count(&house, VALUES).await), (0, 0));
        assert_eq!(get(&house, bea, &path).await.status, StatusCode::NOT_FOUND);
    }
}

//! `/import`: tried first, then carried out, once, by who tried it.

use super::dialogs::publish;
use super::*;
use crate::dialog::shipped;
use crate::store::on;

const PEOPLE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM person WHERE klantnummer LIKE 'N-%'";
const NOTED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry
    WHERE act IN ('try_import', 'import_people') AND staff_id IS NOT NULL";
const BYTES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM import_file WHERE sealed IS NOT NULL";

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

/// Sends a file as a browser does.
async fn upload(house: &House, staff: StaffId, (kind, csrf): (&str, &str), file: &[u8]) -> Answer {
    let cookie = house.cookie(staff).await;
    let mut body = Vec::new();
    for (name, value) in [("csrf", csrf), ("soort", kind)] {
        let part =
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--B\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"<b>mensen.csv\"\r\n\
                Content-Type: text/csv\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--B--\r\n");
    let request = with_cookie(Request::post("/import"), Some(&cookie))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B");
    house.ask(request.body(Body::from(body)).unwrap()).await
}

async fn tried(house: &House, staff: StaffId, kind: &str, file: &[u8]) -> String {
    let answer = upload(house, staff, (kind, &format!("csrf-{staff}")), file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION).to_owned()
}

#[tokio::test]
async fn a_file_is_tried_first_and_then_carried_out_once_by_who_tried_it() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let cookie = house.cookie(karin).await;
        let form = format!("csrf=csrf-{karin}");
        // Windows-1252, as older systems write
        let file = b"klantnummer;naam;taal;groep\nN-1;Zo\xEB;nl;asiel\nN-2;Ali;ar;gezin\n";
        let page = tried(&house, karin, "people", file).await;
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("2 rijen: 2 nieuw, 0 gewijzigd, 0 ongewijzigd."), "{shown}");
        assert!(shown.contains("N-1") && shown.contains("er is nog niets bewaard"));
        assert!(shown.contains("&#60;b&#62;mensen.csv") && !shown.contains("<b>mensen"));
        assert_eq!((count(&house, PEOPLE).await, count(&house, BYTES).await), (0, 1));
        assert!(house.get("/import", Some(&cookie)).await.body.contains("wacht op uw bevestiging"));

        let other = house.cookie(kees).await;
        assert_eq!(house.get(&page, Some(&other)).await.status, StatusCode::NOT_FOUND);
        let theirs = format!("csrf=csrf-{kees}");
        let refused = house.post(&format!("{page}/doen"), Some(&other), &theirs).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);

        let path = format!("{page}/doen");
        let (first, second) = tokio::join!(
            house.post(&path, Some(&cookie), &form),
            house.post(&path, Some(&cookie), &form)
        );
        for answer in [first, second] {
            assert_eq!(answer.header(header::LOCATION), page, "{}", answer.body);
        }
        assert_eq!((count(&house, PEOPLE).await, count(&house, BYTES).await), (2, 0));
        assert_eq!(count(&house, NOTED).await, 2, "tried once and written once");
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(
            shown.contains("Dit bestand is ingelezen.") && !shown.contains("Lees dit bestand in")
        );

        let again = "klantnummer;naam;taal;groep\nN-1;Zoë;en;asiel\nN-2;Ali;ar;gezin\n";
        let page = tried(&house, karin, "people", again.as_bytes()).await;
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("0 nieuw, 1 gewijzigd, 1 ongewijzigd."), "{shown}");
        assert!(shown.contains("gewijzigd: <span lang=\"nl\">taal</span>"), "{shown}");
        let gone = house.post(&format!("{page}/weg"), Some(&cookie), &form).await;
        assert_eq!(gone.header(header::LOCATION), "/import?gedaan=weg");
        assert_eq!(house.get(&page, Some(&cookie)).await.status, StatusCode::NOT_FOUND);

        let page = tried(&house, karin, "people", again.as_bytes()).await;
        house.clock.advance(Duration::from_secs(7200));
        let cookie = house.cookie(karin).await;
        assert_eq!(house.get(&page, Some(&cookie)).await.status, StatusCode::NOT_FOUND, "expired");
    }
}

#[tokio::test]
async fn ten_thousand_rows_with_mistakes_are_counted_and_all_stand_in_a_table() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let rows: String = (0..10_000).map(|n| format!("N-{n};Naam;nl;azc\n")).collect();
        let file = format!("klantnummer;naam;taal;groep\n{rows}");
        let page = tried(&house, karin, "people", file.as_bytes()).await;
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("Er staan 10000 fouten in dit bestand"), "{}", &shown[..3000]);
        assert!(shown.contains("En nog 9800.") && shown.len() < 200_000);
        assert!(!shown.contains("Lees dit bestand in"));
        assert_eq!(count(&house, BYTES).await, 0, "what cannot be carried out is not kept");
        let table = house.get(&format!("{page}/opmerkingen.csv"), Some(&cookie)).await;
        assert_eq!(table.body.lines().count(), 10_001);
        assert!(table.body.contains("fout;10001;groep;N-9999;dit woord is onbekend"));
        let form = format!("csrf=csrf-{karin}");
        let done = house.post(&format!("{page}/doen"), Some(&cookie), &form).await;
        assert_eq!(done.header(header::LOCATION), page);
        assert_eq!(count(&house, PEOPLE).await, 0);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words_beside_the_file() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let karin = house.town.karin;
        let token = format!("csrf-{karin}");
        let large = vec![b'x'; 9 * 1024 * 1024];
        for (kind, file, status, words) in [
            ("people", &b"PK\x03\x04.."[..], 422, "werkmap van Excel"),
            ("people", b"", 422, "Het bestand is leeg"),
            ("people", b"\0\0\0\0", 422, "Unicode-tekst"),
            ("sessions", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 422, "Dit is een agenda"),
            ("iets", b"a;b\n", 422, "Kies wat er in het bestand staat."),
            ("people", &large, 413, "Dit bestand is groter dan 8 MB."),
        ] {
            let answer = upload(&house, karin, (kind, &token), file).await;
            assert_eq!(answer.status.as_u16(), status, "{words}: {}", answer.body);
            assert!(answer.body.contains(words) && answer.body.contains("aria-invalid"), "{words}");
        }
        // wrong columns are remarks, as with the command
        let page = tried(&house, karin, "people", b"a;b\n1;2\n").await;
        let cookie = house.cookie(karin).await;
        assert!(house.get(&page, Some(&cookie)).await.body.contains("klantnummer"));
        let forged = upload(&house, karin, ("people", "csrf-anders"), b"a;b\n1;2\n").await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(count(&house, PEOPLE).await, 0);
    }
}

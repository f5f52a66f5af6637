//! `wegwijzer texts`: a table goes to a translator and comes back as the draft.

use super::support::rows::number;
use super::support::town::{Kind, Town};

const DRAFTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM content_draft WHERE files IS NOT NULL";

#[tokio::test(flavor = "multi_thread")]
async fn a_table_goes_to_a_translator_and_comes_back_as_the_draft() {
    let town = Town::new(Kind::Sqlite).await;
    assert_eq!(town.run(&["publish"]).await.code, 0);
    let file = town.folder().join("arabisch.csv");
    let path = file.display().to_string();
    let said = town.run(&["texts", "export", &path, "--lang", "ar"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    let table = std::fs::read_to_string(&file).unwrap();
    assert!(
        table.starts_with("\u{feff}tekst;waar;hooguit;nederlands;vertaling;stand\n"),
        "{table}"
    );
    let said = town.run(&["texts", "import", &path, "--lang", "ar"]).await;
    assert_eq!((said.code, said.out.trim()), (0, "nothing is different from what is there"));

    // the translator changes one text, and makes a mistake in another
    let row = |key: &str| {
        let start = table.find(&format!("\n{key};")).unwrap() + 1;
        let end = table[start..].find('\n').unwrap();
        table[start..start + end].to_owned()
    };
    let (good, label) = (row("check-in-goed-zo"), row("check-in-school.ja"));
    let changed = |row: &str, words: &str| {
        let mut cells: Vec<&str> = row.split(';').collect();
        cells[4] = words;
        cells.join(";")
    };
    let better = table.replace(&good, &changed(&good, "جيد!"));
    let wrong = better.replace(&label, &changed(&label, &"x".repeat(30)));
    std::fs::write(&file, wrong).unwrap();
    let said = town.run(&["texts", "import", &path, "--lang", "ar"]).await;
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("(check-in-school.ja): has 30 characters; at most 20 fit"),
        "{}",
        said.out
    );
    assert!(said.out.contains("1 mistakes; nothing was changed"));
    assert_eq!(number(&town.database, DRAFTS).await, 0);

    std::fs::write(&file, better).unwrap();
    let import = ["texts", "import", &path, "--lang", "ar", "--machine"];
    let said = town.run(&[&import[..], &["--dry-run"]].concat()).await;
    assert_eq!((said.code, said.out.trim()), (0, "1 texts would change: check-in-goed-zo"));
    assert_eq!(number(&town.database, DRAFTS).await, 0);
    let said = town.run(&import).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(number(&town.database, DRAFTS).await, 1);
    let compared = town.run(&["texts", "compare"]).await;
    assert!(compared.out.contains("nothing was asked in two wordings yet"));
    let said = town.run(&["texts", "status"]).await;
    assert!(said.out.contains("made by a machine") && said.out.contains("ar: "), "{}", said.out);
    let said = town.run(&["texts", "export", &path, "--lang", "xx"]).await;
    assert!(said.code == 2 && said.err.contains("--lang xx: use nl, en"), "{}", said.err);
}

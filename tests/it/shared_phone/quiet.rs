//! Quiet messages of one of those who share a telephone.

use super::*;

const COVER: &str = "UPDATE mailbox SET covered_since = created_at
    WHERE id IN (SELECT mailbox_id FROM person WHERE klantnummer = 'K1')";

#[tokio::test]
async fn the_neutral_message_says_for_whom_it_is_and_its_tap_opens_only_theirs() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        change(&home.url, COVER).await;
        home.app.passes(TimeDelta::minutes(10)).await;
        let neutral = home.question(1);
        assert_eq!(neutral.choices.len(), 1);
        assert!(neutral.body.contains("there is a message for you."), "{}", neutral.body);
        assert!(!neutral.body.contains("PVT"), "{}", neutral.body);
        assert!(home.question(0).body.contains("PVT"), "the other wants no quiet messages");
        home.taps(&neutral, 0).await;
        let asked = home.newest();
        assert!(asked.body.contains("PVT") && asked.body.contains("Persoon"), "{}", asked.body);
        home.taps(&asked, 0).await;
        assert_eq!(home.known().await, [0, 1, 0, 0]);
    }
}

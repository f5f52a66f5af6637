//! Platforms repeat, reorder and delay. Nobody may notice.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::Value;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::count::count;

/// What somebody does, so many minutes after the reminder.
#[derive(Clone, Copy, Debug)]
enum Does {
    Taps(usize),
    Types(&'static str),
}

use Does::{Taps, Types};

/// How people behave, over and over through the list.
const SCRIPTS: &[&[(i64, Does)]] = &[
    &[(10, Taps(0))],
    &[(15, Taps(1)), (40, Taps(3))],
    &[(20, Types("1"))],
    &[],
    &[(10, Taps(2)), (30, Types("Ik wil graag iets vragen"))],
    &[(5, Types("taal")), (12, Taps(2)), (60, Types("٢")), (90, Types("3"))],
    &[(30, Types("STOP")), (300, Types("start"))],
    &[(10, Types("hmm")), (25, Types("hmm hmm")), (45, Taps(0))],
    &[(1500, Taps(0))],
    &[(10, Taps(0)), (20, Taps(1)), (50, Taps(0))],
];

const PEOPLE: usize = 20;

type Seen = BTreeMap<usize, Vec<(String, Vec<String>)>>;

/// A plain source of disorder, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Lives two days of reminders and answers. Disturbed: every body comes twice, the second up to a
/// day late, and people are shuffled among each other.
async fn live(app: &App, disturbed: bool) -> Seen {
    let mut dice = Dice(42);
    app.passes(TimeDelta::minutes(6)).await;
    let mut moments: Vec<(i64, usize, Does)> = (0..PEOPLE)
        .flat_map(|n| SCRIPTS[n % SCRIPTS.len()].iter().map(move |(at, does)| (*at, n, *does)))
        .collect();
    moments.sort_by_key(|(at, n, _)| (*at, *n));
    let mut late: Vec<(i64, Value)> = Vec::new();
    let mut now = 0;
    while let Some(at) = moments.iter().map(|m| m.0).chain(late.iter().map(|l| l.0)).min() {
        app.passes(TimeDelta::minutes(at - now)).await;
        now = at;
        let mut bodies: Vec<Value> = Vec::new();
        for (_, n, does) in moments.iter().filter(|m| m.0 == at) {
            bodies.push(match does {
                Types(words) => app.typed(*n, words),
                Taps(index) => {
                    let payload = app.payload(*n, *index).expect("something to tap");
                    app.tapped(*n, &payload)
                }
            });
        }
        moments.retain(|m| m.0 != at);
        if disturbed {
            for body in &bodies {
                late.push((at + 1 + dice.below(24 * 60) as i64, body.clone()));
            }
            bodies.extend(late.iter().filter(|l| l.0 == at).map(|l| l.1.clone()));
            late.retain(|l| l.0 != at);
            for i in (1..bodies.len()).rev() {
                bodies.swap(i, dice.below(i as u64 + 1) as usize);
            }
        }
        let posts = bodies.iter().map(|body| app.post(body));
        let answers = futures_util::future::join_all(posts).await;
        assert!(answers.iter().all(|status| status.is_success()), "{answers:?}");
        app.settle().await;
    }
    app.passes(TimeDelta::minutes(72 * 60 - now)).await;
    (0..PEOPLE).map(|n| (n, app.phone(n).iter().map(|s| s.seen()).collect())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_webhook_twice_up_to_a_day_late_gives_exactly_the_undisturbed_messages() {
    let (plain, rough) = (each_database().await, each_database().await);
    for (plain, rough) in plain.iter().zip(&rough) {
        let undisturbed = live(&App::on(plain).await.with_people(PEOPLE).await, false).await;
        let disturbed = live(&App::on(rough).await.with_people(PEOPLE).await, true).await;
        for (n, messages) in &undisturbed {
            assert!(!messages.is_empty(), "person {n} was reminded");
            assert_eq!(messages, &disturbed[n], "person {n}");
        }
    }
}

const RECORDED_TWICE: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM (SELECT question_id, key, value
          FROM answer
          GROUP BY question_id, key, value
          HAVING COUNT(*) > 1) AS twice";

const FROM_PEOPLE: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind IN ('said', 'chose')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_persons_own_messages_in_any_order_are_each_answered_and_recorded_once() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(24).await;
        app.passes(TimeDelta::minutes(6)).await;
        for (n, order) in orders().into_iter().enumerate() {
            let tap = |i| app.tapped(n, &app.payload(n, i).expect("a question"));
            let bodies = [tap(0), tap(1), app.typed(n, "wat is dit"), app.typed(n, "mens")];
            for i in order {
                let before = app.phone(n).len();
                assert!(app.post(&bodies[i]).await.is_success());
                assert!(app.post(&bodies[i]).await.is_success());
                app.settle().await;
                assert!(app.phone(n).len() > before, "person {n}: message {i} got no answer");
            }
        }
        assert_eq!(count(&test.url, RECORDED_TWICE).await, 0, "nothing is recorded twice");
        assert_eq!(count(&test.url, FROM_PEOPLE).await, 24 * 4, "nothing is lost");
    }
}

/// All orders of four things.
fn orders() -> Vec<[usize; 4]> {
    let all = (0..256).map(|n: usize| [n / 64, n / 16 % 4, n / 4 % 4, n % 4]);
    all.filter(|order| (0..4).all(|i| order.contains(&i))).collect()
}

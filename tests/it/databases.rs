//! Which databases the tests saw. Both, where `WEGWIJZER_TEST_POSTGRES` names a server, as
//! `scripts/test` does; SQLite only, and said aloud, on a machine without one.

use std::io::Write;

use wegwijzer::store::testing::each_database;

#[tokio::test]
async fn the_tests_ran_on_postgresql_too_or_say_that_they_did_not() {
    let seen = each_database().await.len();
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        assert_eq!(seen, 2, "a server was named, and yet only SQLite was tested");
        return;
    }
    // straight to the terminal: what a passing test prints is not shown
    let _ = writeln!(
        std::io::stderr(),
        "\nnote: tested on SQLite only; scripts/test starts a PostgreSQL to test on both\n"
    );
}

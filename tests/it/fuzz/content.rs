//! Dialogs and policies as authors write them, starting from the shipped ones.

use proptest::collection::vec;
use proptest::prelude::*;
use wegwijzer::dialog::check::check;
use wegwijzer::dialog::content::{Content, Files};
use wegwijzer::dialog::shipped;

use super::{cases, spoiled};

/// A load takes milliseconds, where a webhook takes microseconds.
fn fewer() -> proptest::test_runner::Config {
    let all = cases();
    proptest::test_runner::Config { cases: (all.cases / 10).max(1), ..all }
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn every_problem_has_its_place_and_what_loads_can_be_checked(
        at: prop::sample::Index, wrongs in vec(any::<(u16, u8)>(), 1..3),
    ) {
        let mut files: Files = shipped::files();
        let yaml: Vec<String> = files.keys().filter(|p| p.ends_with(".yaml")).cloned().collect();
        let path = yaml[at.index(yaml.len())].clone();
        let body = spoiled(&files[&path], &wrongs);
        let lines = body.lines().count() + 1;
        files.insert(path.clone(), body);
        match Content::load(&files) {
            Ok(content) => drop(check(&content)),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    let place = (problem.line, problem.column);
                    let known = problem.line >= 1 && problem.column >= 1;
                    // what is missing altogether (no dialog for this) has no place
                    prop_assert!(known || place == (0, 0), "{problem}");
                    prop_assert!(problem.file != path || known, "{problem}");
                    prop_assert!(problem.file != path || problem.line <= lines, "{problem}");
                }
            }
        }
    }
}

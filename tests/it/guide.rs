//! The klantmanager's guide: every example in it is content that passes `check`, is proven, and whose
//! stories go as they are written.

use std::sync::Arc;

use wegwijzer::dialog::content::{Content, Files};
use wegwijzer::dialog::prove::prove_these;
use wegwijzer::dialog::{shipped, story};

const GUIDE: &str = include_str!("../../docs/dialogen-schrijven.md");

/// The blocks of the guide that are a file: path and body, in their order.
fn examples() -> Vec<(String, String)> {
    let blocks = GUIDE.split("\n```").skip(1).step_by(2);
    blocks
        .filter_map(|block| {
            let (_, body) = block.split_once('\n')?;
            let path = body.lines().next()?.strip_prefix("# ")?;
            Some((path.to_owned(), format!("{body}\n")))
        })
        .collect()
}

#[test]
fn every_example_of_the_guide_is_checked_proven_and_lived() {
    let mut files: Files = shipped::files();
    let (mut told, mut seen) = (0, 0);
    for (path, body) in examples() {
        let is_story = path.starts_with("dialogs/stories/");
        files.insert(path.clone(), body);
        seen += 1;
        // the parts of an example stand together, and its story comes last
        if !is_story {
            continue;
        }
        let content = Content::load(&files).unwrap_or_else(|problems| {
            panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
        });
        let content = Arc::new(content);
        for story in story::load(&files).unwrap().iter().filter(|story| story.file == path) {
            for outcome in story::run(&content, story) {
                assert!(outcome.failure.is_none(), "{path}: {:?}", outcome.failure);
                told += 1;
            }
        }
        // the shipped ones are proven elsewhere
        let known = shipped::files();
        for dialog in content.dialogs.values() {
            let own = format!("dialogs/{}.yaml", dialog.dialog.value);
            if files.get(&own) != known.get(&own) {
                let proof = prove_these(&content, |name| name == dialog.dialog.value);
                assert!(proof.holds(), "{own}");
            }
        }
    }
    assert_eq!(seen, 11, "examples");
    assert_eq!(told, 60, "five stories in twelve languages");
}

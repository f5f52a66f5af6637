//! The dialogs, policies and texts that are built into the program, for a start without files.

use include_dir::{Dir, include_dir};

use super::content::Files;

static DIALOGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/dialogs");
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// Every shipped file by its path.
pub fn files() -> Files {
    let mut files = Files::new();
    collect(&DIALOGS, "dialogs", &mut files);
    collect(&LOCALES, "locales", &mut files);
    files
}

fn collect(dir: &Dir<'_>, root: &str, files: &mut Files) {
    for file in dir.files() {
        if let Some(body) = file.contents_utf8() {
            files.insert(format!("{root}/{}", file.path().display()), body.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, root, files);
    }
}

//! The English sentences, by the Dutch ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

/// One file for each part of the house: `"Dutch" = "English"`.
static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/http/locale/english");

static SENTENCES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    files()
        .flat_map(|(_, words)| toml::from_str::<HashMap<String, String>>(words).ok())
        .flatten()
        .collect()
});

/// Name and words of every file.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

/// `dutch` in English.
pub(super) fn of(dutch: &str) -> Option<&'static str> {
    SENTENCES.get(dutch).map(String::as_str)
}

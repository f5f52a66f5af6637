//! Files cut into the parts that an author sees: comments and layout stay with what they belong to.

/// A message of a Fluent file with the comment above it, or what stands between messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    /// The id of the message or term.
    pub(super) id: Option<&'a str>,
    /// Its lines. All blocks together are the file.
    pub(super) text: &'a str,
}

impl<'a> Block<'a> {
    /// The texts that this one mentions, and whatever else stands first in braces.
    pub(super) fn mentions(&self) -> impl Iterator<Item = &'a str> {
        self.text.split('{').skip(1).map(|inside| {
            let inside = inside.trim_start().trim_start_matches('-');
            let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
            &inside[..end.unwrap_or(inside.len())]
        })
    }
}

/// The id that a line begins a message with.
fn id_of(line: &str) -> Option<&str> {
    let (name, _) = line.split_once('=')?;
    let name = name.trim_end();
    let bare = name.strip_prefix('-').unwrap_or(name);
    let fits = bare.starts_with(|c: char| c.is_ascii_alphabetic())
        && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then_some(bare)
}

/// Cuts a Fluent file.
pub(super) fn ftl_blocks(body: &str) -> impl Iterator<Item = Block<'_>> {
    let mut starts: Vec<(usize, Option<&str>)> = vec![(0, None)];
    let mut at = 0;
    // where the comment right above the next message begins
    let mut comment: Option<usize> = None;
    for line in body.split_inclusive('\n') {
        if let Some(id) = id_of(line) {
            starts.push((comment.unwrap_or(at), Some(id)));
            comment = None;
        } else if line.starts_with("# ") {
            comment = comment.or(Some(at));
        } else if line.starts_with('#') {
            // a heading of the file belongs to no message
            starts.push((at, None));
            comment = None;
        } else {
            comment = None;
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).chain([body.len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |((from, id), to)| {
        let text = body.get(from..to)?;
        (!text.is_empty()).then_some(Block { id, text })
    })
}

/// The lines of `name` under `section`, as they stand in the file.
pub(super) fn yaml_block(body: &str, section: &str, name: &str) -> Option<String> {
    let mut inside = false;
    let mut taken: Option<String> = None;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_end();
        let is_top = !bare.is_empty() && !bare.starts_with([' ', '#']);
        if is_top {
            if taken.is_some() {
                break;
            }
            inside = bare == format!("{section}:");
        } else if inside {
            let is_name = line.starts_with("  ")
                && !line.starts_with("   ")
                && !bare.trim_start().starts_with('#');
            let is_ours = is_name && bare.trim_start().split(':').next() == Some(name);
            match &mut taken {
                Some(_) if is_name => break,
                Some(lines) if !bare.is_empty() && line.starts_with("   ") => lines.push_str(line),
                Some(_) => {}
                None if is_ours => taken = Some(line.to_owned()),
                None => {}
            }
        }
    }
    taken.map(|lines| format!("{}\n", lines.trim_end()))
}

/// The file with `part` under `section`, which is made where there is none.
pub(super) fn insert_yaml(body: &str, section: &str, part: &str) -> String {
    let head = format!("{section}:");
    let mut out = String::new();
    let mut done = false;
    for line in body.split_inclusive('\n') {
        out.push_str(line);
        if !done && line.trim_end() == head {
            if !line.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(part);
            done = true;
        }
    }
    if !done {
        out = format!("{}\n\n{head}\n{part}", out.trim_end());
    }
    out
}

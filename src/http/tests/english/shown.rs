//! What a page says in the language of the page: its words, without what is marked as something else.

/// Elements whose words are nobody's translation: names and data, code, and what somebody types.
const NOT_WORDS: &[&str] = &["bdi", "script", "style", "textarea", "code", "q"];
/// Elements without an end.
const EMPTY: &[&str] = &["br", "hr", "img", "input", "link", "meta", "source", "wbr"];
/// Attributes that are read to somebody or shown.
const TOLD: &[&str] = &["aria-label", "alt", "placeholder", "title"];

struct Element<'a> {
    name: &'a str,
    is_hidden: bool,
}

/// Everything that `page` says in the language `lang`, as lines of words; what stands in an element with
/// another `lang`, or is no text of the page, is left out.
pub(super) fn shown(page: &str, lang: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Vec<Element<'_>> = Vec::new();
    let mut rest = page;
    while let Some((words, tagged)) = rest.split_once('<') {
        let is_hidden = open.last().is_some_and(|element| element.is_hidden);
        note(&mut lines, words, is_hidden);
        let (tag, after) = tag(tagged);
        rest = after;
        let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').filter(|at| *at > 0);
        let name = &tag[..name_end.unwrap_or(tag.len())];
        if let Some(closed) = tag.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|element| element.name == closed.trim()) {
                open.truncate(at);
            }
            continue;
        }
        if name.starts_with('!') {
            continue;
        }
        let is_hidden = match attribute(tag, "lang") {
            // the page's own language may come back inside another
            Some(own) => own != lang,
            None => is_hidden,
        } || NOT_WORDS.contains(&name);
        for told in TOLD {
            note(&mut lines, attribute(tag, told).unwrap_or_default(), is_hidden);
        }
        if !EMPTY.contains(&name) && !tag.ends_with('/') {
            open.push(Element { name, is_hidden });
        }
        if matches!(name, "script" | "style" | "textarea") {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[end..];
        }
    }
    lines
}

fn note(lines: &mut Vec<String>, words: &str, is_hidden: bool) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_hidden && !words.is_empty() {
        lines.push(words.replace("&#39;", "'").replace("&#34;", "\"").replace("&amp;", "&"));
    }
}

/// What stands between `<` and its `>`, and what comes after it. A `>` in an attribute ends nothing.
fn tag(text: &str) -> (&str, &str) {
    let mut is_quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

#[test]
fn only_what_the_page_says_itself_is_seen() {
    let page = "<!doctype html><html lang=\"en\"><title>Figures</title><script>van()</script>
        <p title=\"five > four\">Written by <bdi>Karin van Dam</bdi><br>today</p>
        <div lang=\"nl\"><p>Wij zien u morgen</p><span lang=\"en\">gone:</span></div>
        <input placeholder=\"Name\" value=\"van\"><textarea>say: de <b></textarea> end";
    let said = ["Figures", "five > four", "Written by", "today", "gone:", "Name"];
    assert_eq!(shown(page, "en"), said, "what comes behind the last tag is no element's");
}

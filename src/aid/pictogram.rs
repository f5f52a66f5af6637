//! Pictograms: plain drawings, and how they become pixels. PURE.
//!
//! A drawing may hold shapes and nothing else: no words (nobody needs to read them), no picture from
//! elsewhere, no script, nothing that grows when it is drawn. What is drawn stands on white, because
//! Telegram makes JPEG of it and a dark screen would swallow dark lines.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::LARGEST_PICTOGRAM;

/// Pixels. Wide and low, so that a chat shows it without pushing the words away.
pub const WIDTH: u32 = 640;
/// Pixels.
pub const HEIGHT: u32 = 320;
/// White around the drawing, in pixels.
const MARGIN: f32 = 28.0;

/// What a drawing may be made of.
const SHAPES: [&str; 11] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc",
];
/// Parts of attributes that lead out of the drawing, or back into it.
const REFERENCES: [&str; 4] = ["href", "url(", "style", "@import"];

/// Is this a drawing that can be shown?
///
/// # Errors
/// What is wrong with it and how to mend it.
pub fn check(svg: &str) -> Result<(), String> {
    if svg.len() > LARGEST_PICTOGRAM {
        let most = LARGEST_PICTOGRAM / 1024;
        return Err(format!("has {} KiB; at most {most} are kept", svg.len().div_ceil(1024)));
    }
    shapes_only(svg)?;
    tree(svg).map(drop)
}

/// The drawing as PNG, in the middle of a white card.
///
/// # Errors
/// When it cannot be drawn.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    shapes_only(svg)?;
    let tree = tree(svg)?;
    let mut card = Pixmap::new(WIDTH, HEIGHT).ok_or("there is no room to draw")?;
    card.fill(Color::WHITE);
    let (wide, high) = (WIDTH as f32, HEIGHT as f32);
    let size = tree.size();
    let scale = ((wide - 2.0 * MARGIN) / size.width()).min((high - 2.0 * MARGIN) / size.height());
    let (left, top) = ((wide - size.width() * scale) / 2.0, (high - size.height() * scale) / 2.0);
    resvg::render(
        &tree,
        Transform::from_row(scale, 0.0, 0.0, scale, left, top),
        &mut card.as_mut(),
    );
    card.encode_png().map_err(|_| "it cannot be written as PNG".to_owned())
}

fn tree(svg: &str) -> Result<Tree, String> {
    Tree::from_str(svg, &Options::default())
        .map_err(|_| "is no SVG drawing that can be read: save it as plain SVG".to_owned())
}

fn shapes_only(svg: &str) -> Result<(), String> {
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").ok_or("has a comment that does not end")?;
            rest = &comment[end + 3..];
            continue;
        }
        if rest.starts_with("?xml") || rest.starts_with('/') {
            continue;
        }
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if !SHAPES.contains(&name.as_str()) {
            let name = if name.is_empty() { "<!" } else { &name };
            return Err(format!(
                "holds `{name}`: a pictogram is made of {}",
                SHAPES[1..9].join(", ")
            ));
        }
        let tag = rest.split('>').next().unwrap_or_default();
        if let Some(word) = REFERENCES.iter().find(|word| tag.contains(**word)) {
            return Err(format!("holds `{word}`: give every shape its own `fill` and `stroke`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aid::card;

    const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
        <!-- <text> in a comment is no text --><title>klok</title>
        <circle cx="32" cy="32" r="24" fill="#154273"/></svg>"##;

    #[test]
    fn a_drawing_becomes_a_picture_on_white() {
        for svg in [DRAWING.to_owned(), card::svg(3, 8)] {
            check(&svg).unwrap();
            let png = png(&svg).unwrap();
            let drawn = Pixmap::decode_png(&png).unwrap();
            assert_eq!((drawn.width(), drawn.height()), (WIDTH, HEIGHT));
            let white = |x, y| drawn.pixel(x, y).unwrap().demultiply().blue() == 255;
            assert!(white(1, 1), "the margin is white");
            let drawn = (0..WIDTH).any(|x| (0..HEIGHT).any(|y| !white(x, y)));
            assert!(drawn, "something is drawn");
            assert!(png.len() < 40_000, "{} bytes", png.len());
        }
    }

    #[test]
    fn what_is_more_than_shapes_is_refused_with_a_reason() {
        let with = |inside: &str| {
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
        };
        let rows = [
            (with("<text>klok</text>"), "`text`"),
            (with("<image href=\"file:///etc/passwd\"/>"), "`image`"),
            (with("<script>1</script>"), "`script`"),
            (with("<g><use/></g>"), "`use`"),
            (with("<path d=\"M0 0\" fill=\"url(#a)\"/>"), "`url(`"),
            (format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", with("")), "`<!`"),
            ("geen tekening".to_owned(), "is no SVG"),
            (" ".repeat(LARGEST_PICTOGRAM + 1), "at most 32"),
        ];
        for (svg, words) in rows {
            let why = check(&svg).unwrap_err();
            assert!(why.contains(words), "{why}");
        }
    }
}

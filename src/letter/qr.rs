//! A link as a square code.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};

/// Light modules around a code. Source: ISO/IEC 18004, "quiet zone".
const QUIET: usize = 4;

/// A square code as a drawing: the side of its field, and the dark modules as the path of an SVG. None
/// when the link is too long for any code.
pub fn drawn(link: &str) -> Option<(usize, String)> {
    // M: a fold or a stain of a seventh of the code does no harm
    let code: QRCode = QRBuilder::new(link).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let dark = (column..code.size).take_while(|at| code[row][*at].value()).count();
            if dark > 0 {
                let (x, y) = (column + QUIET, row + QUIET);
                path.push_str(&format!("M{x} {y}h{dark}v1h-{dark}z"));
            }
            column += dark.max(1);
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_light_border() {
        let (side, path) = drawn("https://t.me/bot?start=WWabcdefghijklmnopqrstuvwxyz0").unwrap();
        assert!(side > 29 && side < 60, "{side}");
        // the upper edge of the upper left corner: seven dark modules behind the border
        assert!(path.starts_with("M4 4h7v1h-7z"), "{}", &path[..20]);
        let upper_right = format!("M{} 4h7v1h-7z", side - QUIET - 7);
        assert!(path.contains(&upper_right));
        assert!(path.contains(&format!("M4 {}h7v1h-7z", side - QUIET - 1)));
        assert_eq!(drawn(&"x".repeat(5000)), None);
    }
}

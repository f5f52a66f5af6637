//! Where somebody is logged in, in two words: enough to know the own device, and nothing to follow
//! anybody with. Versions and models are never kept.

// Others name these too, so the first that is found counts: Edge says Chrome and Safari, Chrome says Safari.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// Browser and system of a `User-Agent`.
///
/// ```
/// use wegwijzer::trade::device::device;
/// let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
///             Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0";
/// assert_eq!(device(edge), "Edge, Windows");
/// assert_eq!(device("curl/8.5"), "onbekend");
/// ```
pub fn device(user_agent: &str) -> String {
    let find = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, word)| *word)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "onbekend".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_two_words_whatever_it_says_about_itself() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
        let android = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0";
        for (said, told) in [
            (iphone, "Safari, iPhone"),
            (android, "Firefox, Android"),
            ("Firefox/132.0", "Firefox"),
            ("<script>alert(1)</script>", "onbekend"),
            ("", "onbekend"),
        ] {
            assert_eq!(device(said), told);
        }
    }
}

//! Meta's language codes for templates. They are not BCP 47: some languages exist only with a
//! region, some of our people's languages not at all.
//!
//! Source: Cloud API, "Supported languages" of templates, list of May 2026. Exact case, underscore.

/// Codes under which a template can be registered, as far as our people speak them.
const CODES: &[&str] = &[
    "nl", "nl_BE", "en", "en_GB", "en_US", "ar", "ar_EG", "ar_AE", "ar_LB", "ar_MA", "ar_QA", "fa",
    "ps_AF", "prs_AF", "tr", "es", "fr", "ru", "uk", "pl", "bg", "ro", "de", "ur", "th", "sw",
    "ha", "rw_RW", "hi", "pt_BR", "pt_PT", "zh_CN", "zh_HK", "zh_TW",
];

/// Languages that Meta knows only with a region. Where there are several, one had to be chosen:
/// a text has one wording here.
const WITH_REGION: &[(&str, &str)] =
    &[("ps", "ps_AF"), ("prs", "prs_AF"), ("rw", "rw_RW"), ("pt", "pt_BR"), ("zh", "zh_CN")];

/// Meta's code for one of our languages; none for Tigrinya, Somali, Amharic and Kurdish, whose
/// readers get a template in another language, and everything within the window in their own.
///
/// ```
/// use wegwijzer::trade::template::languages::code;
/// assert_eq!(code("nl"), Some("nl"));
/// assert_eq!(code("prs"), Some("prs_AF"));
/// assert_eq!(code("ti"), None);
/// ```
pub fn code(language: &str) -> Option<&'static str> {
    let region = WITH_REGION.iter().find(|(ours, _)| *ours == language).map(|(_, code)| *code);
    region.or_else(|| CODES.iter().copied().find(|code| *code == language))
}

/// A code as the API writes it: webhooks say `en-US` where the API says `en_US`.
///
/// ```
/// use wegwijzer::trade::template::languages::normalised;
/// assert_eq!(normalised("en-US"), "en_US");
/// assert_eq!(normalised("NL"), "nl");
/// ```
pub fn normalised(code: &str) -> String {
    let code = code.trim().replace('-', "_");
    match code.split_once('_') {
        Some((language, region)) if region.len() == 2 => {
            format!("{}_{}", language.to_lowercase(), region.to_uppercase())
        }
        Some(_) => code,
        None => code.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::person::Language;

    #[test]
    fn languages_without_a_code_of_metas_have_none_and_regions_are_explicit() {
        for absent in ["ti", "so", "am", "ku", "", "nl-BE", "EN"] {
            assert_eq!(code(absent), None, "{absent}");
        }
        for (ours, metas) in [
            ("ps", "ps_AF"),
            ("prs", "prs_AF"),
            ("rw", "rw_RW"),
            ("pt", "pt_BR"),
            ("zh", "zh_CN"),
            ("uk", "uk"),
            ("fa", "fa"),
        ] {
            assert_eq!(code(ours), Some(metas), "{ours}");
        }
    }

    #[test]
    fn every_region_is_a_code_that_exists_and_bare_pt_and_zh_are_not() {
        for (ours, metas) in WITH_REGION {
            assert!(CODES.contains(metas), "{metas}");
            assert!(!CODES.contains(ours), "{ours}");
        }
        for code in CODES {
            assert_eq!(normalised(&code.replace('_', "-")), *code);
        }
    }

    #[test]
    fn all_languages_of_our_texts_but_tigrinya_and_somali_have_codes() {
        let without = Language::ALL.iter().filter(|language| code(language.as_str()).is_none());
        assert_eq!(without.collect::<Vec<_>>(), [&Language::Ti, &Language::So]);
    }
}

//! What goes into a package, what comes out, and what is refused.

use chrono::DateTime;
use proptest::prelude::*;
use ring::signature::Ed25519KeyPair;
use serde_json::Value;

use super::*;
use crate::dialog::content::Content;
use crate::dialog::shipped;

fn key(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn manifest(dialogs: &[&str]) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        gemeente: "Voorbeeldstad".to_owned(),
        code: "GM9999".to_owned(),
        made_at: DateTime::from_timestamp(1_795_600_800, 0).unwrap(),
        revision: "r1".to_owned(),
        dialogs: dialogs.iter().map(|name| (*name).to_owned()).collect(),
        files: [].into(),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn packed(dialogs: &[&str]) -> String {
    let files = pick(&shipped::files(), &names(dialogs)).unwrap();
    seal(manifest(dialogs), files, &key(7))
}

#[test]
fn everything_goes_in_and_comes_out_as_it_was() {
    let package = open(packed(&[]).as_bytes(), None).unwrap();
    assert_eq!(package.files, shipped::files());
    assert_eq!(package.key, public_key(&key(7)));
    assert_eq!(bring(&Files::new(), &package), shipped::files());
}

#[test]
fn one_dialog_brings_its_texts_in_every_language_and_its_ladder_and_nothing_else() {
    let files = pick(&shipped::files(), &names(&["pvt-herinnering"])).unwrap();
    let dialogs: Vec<&String> =
        files.keys().filter(|p| p.starts_with("dialogs/") && !p.contains("stories")).collect();
    assert_eq!(
        dialogs,
        [
            "dialogs/pictograms/bus.svg",
            "dialogs/pictograms/hulp.svg",
            "dialogs/pictograms/klok.svg",
            "dialogs/pictograms/les.svg",
            "dialogs/pictograms/plaats.svg",
            "dialogs/pictograms/tekenen.svg",
            "dialogs/policies.yaml",
            "dialogs/pvt-herinnering.yaml",
            "dialogs/wat-helpt.yaml"
        ]
    );
    for language in ["nl", "en", "ar"] {
        let own = &files[&format!("locales/{language}/pvt.ftl")];
        assert!(own.contains("pvt-vraag ="), "{own}");
        let all: String = files
            .iter()
            .filter(|(p, _)| p.contains(&format!("/{language}/")))
            .map(|(_, b)| b.as_str())
            .collect();
        assert!(!all.contains("check-in"), "{all}");
    }
    let policies = &files["dialogs/policies.yaml"];
    assert!(policies.contains("bijeenkomst:") && !policies.contains("kennismaking:"), "{policies}");
    assert_eq!(pick(&shipped::files(), &names(&["bestaat-niet"])), Err("bestaat-niet".to_owned()));
    assert_eq!(pick(&shipped::files(), &names(&["policies"])), Err("policies".to_owned()));
}

#[test]
fn what_is_brought_in_replaces_what_it_names_and_leaves_the_rest() {
    let package = open(packed(&["check-in"]).as_bytes(), None).unwrap();
    // a town that never had it, has words of its own, and changed one of the texts
    let mut own = shipped::files();
    own.remove("dialogs/check-in.yaml");
    let policies = own.get_mut("dialogs/policies.yaml").unwrap();
    let ladder = yaml_block(policies, "ladders", "check-in").unwrap();
    *policies = policies.replace(&ladder, "").replace("after: 48h", "after: 50h");
    let words = own.get_mut("locales/nl/check-in.ftl").unwrap();
    words.push_str("\neigen-tekst = Alleen van ons.\n");
    *words = words.replacen("    Dag { $naam }", "    Anders. Dag { $naam }", 1);
    assert!(words.contains("Anders. "));
    let brought = bring(&own, &package);
    let content = Content::load(&brought).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(content.dialogs.contains_key("check-in"));
    assert!(content.policies.ladder("check-in").is_some());
    let words = &brought["locales/nl/check-in.ftl"];
    assert!(words.contains("eigen-tekst = Alleen van ons."), "own words stay");
    assert!(!words.contains("Anders. "), "the text of the package counts: {words}");
    assert!(brought["dialogs/policies.yaml"].contains("after: 50h"), "own rules stay");
    assert_eq!(bring(&brought, &package), brought, "a second time changes nothing");
}

#[test]
fn whatever_was_changed_after_signing_is_refused() {
    let good = packed(&["check-in"]);
    let change = |how: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&good).unwrap();
        how(&mut value);
        open(value.to_string().as_bytes(), None).unwrap_err()
    };
    let text =
        |value: &mut Value, path: &str, to: &str| *value.pointer_mut(path).unwrap() = to.into();
    let yaml = "/files/dialogs~1check-in.yaml";
    let file = Refused::File("dialogs/check-in.yaml".to_owned());
    assert_eq!(change(&|v| text(v, yaml, "format: 1")), file);
    let gone =
        change(&|v| drop(v["files"].as_object_mut().unwrap().remove("dialogs/check-in.yaml")));
    assert_eq!(gone, file);
    assert_eq!(change(&|v| text(v, "/manifest", "{}")), Refused::Signature);
    assert_eq!(change(&|v| text(v, "/signature", "AAAA")), Refused::Signature);
    assert_eq!(change(&|v| text(v, "/key", &public_key(&key(8)))), Refused::Signature);
    assert_eq!(change(&|v| text(v, "/key", "geen sleutel")), Refused::Signature);
    let newer = change(&|v| text(v, "/format", "wegwijzer-dialogen/2"));
    assert_eq!(newer, Refused::Format("wegwijzer-dialogen/2".to_owned()));
    let more = change(&|v| v["files"]["dialogs/erbij.yaml"] = "x: 1".into());
    assert_eq!(more, Refused::File("dialogs/erbij.yaml".to_owned()));
    assert!(matches!(change(&|v| v["extra"] = 1.into()), Refused::NoPackage(_)));
}

#[test]
fn a_path_that_leads_elsewhere_is_refused_also_when_it_is_signed() {
    let tricks = [
        "../../etc/passwd",
        "/etc/passwd",
        "dialogs/../x.yaml",
        "dialogs//x.yaml",
        "dialogs/.x.yaml",
        "dialogs/x.sh",
        "locales/x.ftl",
        "dialogs/a/b/x.yaml",
        "dialogs\\x.yaml",
        "dialogs/x\u{0}.yaml",
        "wegwijzer.toml",
        "locales/nl/../../x.ftl",
        "dialogs/stories/../x.yaml",
        "",
    ];
    for path in tricks {
        let files = Files::from([(path.to_owned(), "x: 1".to_owned())]);
        let sealed = seal(manifest(&[]), files, &key(7));
        let refused = open(sealed.as_bytes(), None).unwrap_err();
        assert_eq!(refused, Refused::Path(path.to_owned()), "{path:?}");
    }
}

#[test]
fn too_much_and_a_key_that_is_not_trusted_are_refused() {
    let large = Files::from([("dialogs/x.yaml".to_owned(), "x".repeat(1024 * 1024 + 1))]);
    let sealed = seal(manifest(&[]), large, &key(7));
    assert!(matches!(open(sealed.as_bytes(), None), Err(Refused::Files(_))));
    assert_eq!(open(&vec![b' '; LARGEST + 1], None), Err(Refused::TooLarge));
    let good = packed(&["check-in"]);
    let (ours, theirs) = (public_key(&key(7)), public_key(&key(9)));
    assert!(open(good.as_bytes(), Some(&ours)).is_ok());
    let refused = open(good.as_bytes(), Some(&theirs)).unwrap_err();
    assert_eq!(refused, Refused::Key { found: ours, wanted: theirs });
}

#[test]
fn a_recording_travels_with_its_sound_and_nobodys_word_is_taken_for_it() {
    let sound = recording::made::silence(2);
    let lines = recording::describe(&sound);
    let hash = recording::read(&lines).unwrap().sha256;
    let path = "dialogs/voice/ti/mens.ogg";
    let mut own = shipped::files();
    own.insert(path.to_owned(), lines.clone());
    own.entry("dialogs/mens.yaml".to_owned()).and_modify(|body| {
        *body = body
            .replace("say: mens-komt\n", "say: mens-komt\n    voice: mens\n    picture: hulp\n");
    });
    let picked = pick(&own, &["mens".to_owned()]).unwrap();
    assert!(picked.contains_key("dialogs/pictograms/hulp.svg"), "its pictogram too");
    assert!(!picked.contains_key("dialogs/pictograms/bus.svg"), "and no other");
    let nothing = with_sounds(picked.clone(), |_| None);
    assert_eq!(nothing, Err(path.to_owned()));
    let full = with_sounds(picked, |asked| (asked == hash).then(|| sound.clone())).unwrap();
    let sealed = seal(manifest(&["mens"]), full.clone(), &key(7));
    let mut brought = open(sealed.as_bytes(), None).unwrap().files;
    assert_eq!(take_sounds(&mut brought), Ok(vec![sound.clone()]));
    assert_eq!(brought[path], lines);
    assert!(brought.keys().all(|path| !path.starts_with(SOUNDS)));

    let other = STANDARD.encode(recording::made::silence(3));
    for wrong in [Some(other), Some("geen base64!".to_owned()), None] {
        let mut files = full.clone();
        match wrong {
            Some(body) => drop(files.insert(format!("{SOUNDS}{hash}"), body)),
            None => drop(files.remove(&format!("{SOUNDS}{hash}"))),
        }
        assert_eq!(take_sounds(&mut files), Err(path.to_owned()));
    }
}

proptest! {
    #[test]
    fn blocks_are_the_file_whatever_stands_in_it(body in "[a-z=# \n{}-]{0,120}") {
        let all: String = ftl_blocks(&body).map(|block| block.text).collect();
        prop_assert_eq!(all, body);
    }

    #[test]
    fn whatever_comes_in_is_refused_and_nothing_breaks(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&bytes, None).is_err());
    }
}

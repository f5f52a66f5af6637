//! Packages of dialogs for other municipalities: some dialogs with everything they need, or all of them,
//! in one signed file. Pure: the key and the file are the caller's.
//!
//! Whoever brings one in keeps what is their own: a package replaces the dialogs and texts that it names,
//! adds the rules that are missing, and leaves everything else alone. It becomes a draft, never more.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::aids::{picture_of, voice_of};
use super::changes::tree::Tree;
use super::content::Files;
use crate::aid::recording;

mod blocks;
mod seal;
#[cfg(test)]
mod tests;

use blocks::{ftl_blocks, insert_yaml, yaml_block};
pub use seal::{FORMAT, LARGEST, Manifest, Package, Refused, open, public_key, seal};

const POLICIES: &str = "dialogs/policies.yaml";
/// Sections of the policies of which a dialog may need a part.
const SECTIONS: [&str; 2] = ["ladders", "schedules"];

/// Takes these dialogs out of a revision, with the dialogs they run, their texts in every language, the
/// ladders and schedules they name, and the stories about them. No names: everything.
///
/// # Errors
/// The name of a dialog that is not there.
pub fn pick(files: &Files, names: &[String]) -> Result<Files, String> {
    if names.is_empty() {
        return Ok(files.clone());
    }
    let mut picked = Files::new();
    let mut words = BTreeSet::new();
    let mut wanted: Vec<String> = names.to_vec();
    while let Some(name) = wanted.pop() {
        let path = format!("dialogs/{name}.yaml");
        if picked.contains_key(&path) {
            continue;
        }
        let body = files.get(&path).filter(|_| path != POLICIES).ok_or_else(|| name.clone())?;
        let tree = Tree::read(body).unwrap_or_default();
        for word in tree.leaves() {
            if files.contains_key(&format!("dialogs/{word}.yaml"))
                && (tree.names("run", word) || tree.names("plan", word))
            {
                wanted.push(word.to_owned());
            }
            words.insert(word.to_owned());
        }
        picked.insert(path, body.clone());
    }
    pick_texts(files, &mut words, &mut picked);
    pick_policies(files, &words, &mut picked);
    pick_stories(files, names, &mut picked);
    pick_aids(files, &mut picked);
    Ok(picked)
}

/// The recordings and pictograms that the steps name.
fn pick_aids(files: &Files, picked: &mut Files) {
    let mut words = BTreeSet::new();
    for body in picked.iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, body)| body) {
        let steps = Tree::read(body).and_then(|tree| tree.get("steps").cloned());
        for (_, step) in steps.unwrap_or_default().entries() {
            let named = ["voice", "picture"].map(|key| step.get(key).and_then(Tree::leaf));
            words.extend(named.into_iter().flatten().map(str::to_owned));
        }
    }
    for (path, body) in files {
        let name = voice_of(path).map(|(_, name)| name).or_else(|| picture_of(path));
        if name.is_some_and(|name| words.contains(name)) {
            picked.insert(path.clone(), body.clone());
        }
    }
}

/// Where the sound of a recording lies in a package, as base64: a revision holds only lines about it.
const SOUNDS: &str = "sounds/";

/// Puts the sound of the recordings among files that leave. Asked for by hash; None: it is not there.
///
/// # Errors
/// The path of a recording without sound.
pub fn with_sounds(
    mut files: Files,
    mut sound_of: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Files, String> {
    let mut sounds = Files::new();
    for (path, body) in files.iter().filter(|(path, _)| voice_of(path).is_some()) {
        let Ok(recording) = recording::read(body) else { return Err(path.clone()) };
        let sound = sound_of(&recording.sha256).ok_or_else(|| path.clone())?;
        sounds.insert(format!("{SOUNDS}{}", recording.sha256), STANDARD.encode(sound));
    }
    files.append(&mut sounds);
    Ok(files)
}

/// Takes the sounds out of the files of a package; each is what its recording says.
///
/// # Errors
/// The path of a recording that has no sound there, or another one than it says.
pub fn take_sounds(files: &mut Files) -> Result<Vec<Vec<u8>>, String> {
    let mut sounds = BTreeMap::new();
    while let Some((path, _)) = files.range(SOUNDS.to_owned()..).next() {
        let Some(hash) = path.strip_prefix(SOUNDS).map(str::to_owned) else { break };
        let body = files.remove(&format!("{SOUNDS}{hash}")).unwrap_or_default();
        sounds.insert(hash, STANDARD.decode(body).unwrap_or_default());
    }
    for (path, body) in files.iter().filter(|(path, _)| voice_of(path).is_some()) {
        let sound = recording::read(body).ok().and_then(|recording| sounds.get(&recording.sha256));
        // described anew: nobody's word for it
        if sound.is_none_or(|sound| recording::describe(sound) != *body) {
            return Err(path.clone());
        }
    }
    Ok(sounds.into_values().collect())
}

fn pick_texts(files: &Files, words: &mut BTreeSet<String>, picked: &mut Files) {
    // a text that mentions another text brings it along
    loop {
        let before = words.len();
        for body in of_locales(files).map(|(_, body)| body) {
            for block in ftl_blocks(body) {
                if block.id.is_some_and(|id| words.contains(id)) {
                    words.extend(block.mentions().map(str::to_owned));
                }
            }
        }
        if words.len() == before {
            break;
        }
    }
    for (path, body) in of_locales(files) {
        let chosen: String = ftl_blocks(body)
            .filter(|block| block.id.is_some_and(|id| words.contains(id)))
            .map(|block| block.text)
            .collect();
        if !chosen.is_empty() {
            picked.insert(path.clone(), chosen);
        }
    }
}

fn of_locales(files: &Files) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.starts_with("locales/") && path.ends_with(".ftl"))
}

fn pick_policies(files: &Files, words: &BTreeSet<String>, picked: &mut Files) {
    let Some(body) = files.get(POLICIES) else { return };
    let tree = Tree::read(body).unwrap_or_default();
    let mut chosen = String::new();
    for section in SECTIONS {
        let Some(names) = tree.get(section) else { continue };
        let parts: String = names
            .entries()
            .filter(|(name, _)| words.contains(*name))
            .filter_map(|(name, _)| yaml_block(body, section, name))
            .collect();
        if !parts.is_empty() {
            chosen.push_str(&format!("{section}:\n{parts}"));
        }
    }
    if !chosen.is_empty() {
        picked.insert(POLICIES.to_owned(), format!("format: 1\n{chosen}"));
    }
}

fn pick_stories(files: &Files, names: &[String], picked: &mut Files) {
    for (path, body) in files.iter().filter(|(path, _)| path.starts_with("dialogs/stories/")) {
        let tree = Tree::read(body).unwrap_or_default();
        if tree.leaves().any(|word| names.iter().any(|name| name == word)) {
            picked.insert(path.clone(), body.clone());
        }
    }
}

/// What a municipality's own files become when a package is brought in.
pub fn bring(own: &Files, package: &Package) -> Files {
    if package.manifest.dialogs.is_empty() {
        return package.files.clone();
    }
    let mut files = own.clone();
    for (path, body) in &package.files {
        if path == POLICIES {
            let policies = files.entry(path.clone()).or_insert_with(|| "format: 1\n".to_owned());
            *policies = with_missing_rules(policies, body);
        } else if path.starts_with("locales/") {
            bring_texts(&mut files, path, body);
        } else {
            files.insert(path.clone(), body.clone());
        }
    }
    files
}

/// Own rules stay; what the package names and is not there is added.
fn with_missing_rules(own: &str, theirs: &str) -> String {
    let (mine, brought) =
        (Tree::read(own).unwrap_or_default(), Tree::read(theirs).unwrap_or_default());
    let mut body = own.to_owned();
    for section in SECTIONS {
        let Some(names) = brought.get(section) else { continue };
        for (name, _) in names.entries() {
            let is_there = mine.get(section).is_some_and(|section| section.get(name).is_some());
            if let Some(part) = yaml_block(theirs, section, name).filter(|_| !is_there) {
                body = insert_yaml(&body, section, &part);
            }
        }
    }
    body
}

/// A text that is there already is replaced where it stands; another one comes at the end of the file of
/// the same name.
fn bring_texts(files: &mut Files, path: &str, body: &str) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned() + "/";
    let mut rest = String::new();
    for block in ftl_blocks(body) {
        let Some(id) = block.id else { continue };
        let place = files.iter().find(|(path, own)| {
            path.starts_with(&folder) && ftl_blocks(own).any(|block| block.id == Some(id))
        });
        match place.map(|(path, own)| (path.clone(), own.clone())) {
            Some((path, own)) => {
                let replaced: String =
                    ftl_blocks(&own)
                        .map(|own| {
                            if own.id == Some(id) { ended(block.text) } else { own.text.to_owned() }
                        })
                        .collect();
                files.insert(path, replaced);
            }
            None => rest.push_str(&ended(block.text)),
        }
    }
    if !rest.is_empty() {
        let own = files.entry(path.to_owned()).or_default();
        *own = format!("{}{rest}", ended(own));
    }
}

/// With an empty line behind it, so that what follows is a text of its own.
fn ended(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{}\n\n", text.trim_end()) }
}

//! `wegwijzer export dialogs FILE`: dialogs with everything they need in one signed file, for another
//! municipality; `wegwijzer import dialogs FILE` (`import_dialogs`) brings it in there.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::Ed25519KeyPair;

use super::service::{DEFAULT_GEMEENTE, open_database};
use crate::aid::recording;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::dialog::content::too_large;
use crate::dialog::package::{FORMAT, Manifest, pick, public_key, seal, with_sounds};
use crate::store::content;
use crate::store::content_files::{self, Kind};

/// Take something out, for others.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// The published dialogs with their texts in all languages, rules and stories, signed.
    Dialogs(Dialogs),
}

#[derive(Debug, clap::Args)]
struct Dialogs {
    /// The file to make; one that is there is not written over.
    file: PathBuf,
    /// Only these dialogs, with what they need. Default: everything.
    #[arg(long = "dialog", value_name = "NAME")]
    dialogs: Vec<String>,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    config: PathBuf,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let What::Dialogs(args) = &args.what;
    let config = config::read(&args.config)?;
    let db = open_database(&config).await?;
    let mut tx = db.read().await?;
    let revision = content::published(&mut tx).await?.context("nothing is published yet")?;
    let files = content::files(&mut tx, &revision).await?.context("it has no files")?;
    let picked = match pick(&files, &args.dialogs) {
        Ok(picked) => picked,
        Err(name) => bail!("--dialog {name}: there is no such dialog in what is published"),
    };
    let mut sounds = HashMap::new();
    for lines in picked.values() {
        let Ok(recording) = recording::read(lines) else { continue };
        let sound = content_files::content(&mut tx, &recording.sha256, Kind::Ogg, true).await?;
        sounds.extend(sound.map(|sound| (recording.sha256, sound)));
    }
    drop(tx);
    db.close().await;
    let picked = match with_sounds(picked, |hash| sounds.remove(hash)) {
        Ok(picked) => picked,
        Err(path) => bail!("the sound of {path} is not in the database; publish it anew"),
    };
    if let Some(what) = too_large(&picked) {
        bail!("this is more than a package may hold: {what}; use --dialog and make several");
    }
    let key = signing_key(&config)?;
    let (code, gemeente) =
        config.gemeenten.first().map_or(DEFAULT_GEMEENTE, |g| (&g.code, &g.name));
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        gemeente: gemeente.to_owned(),
        code: code.to_owned(),
        made_at: Clock::system().civil(),
        revision: revision.0,
        dialogs: args.dialogs.clone(),
        files: [].into(),
    };
    let count = picked.len();
    write_new(&args.file, &seal(manifest, picked, &key))?;
    let public = public_key(&key);
    if args.json {
        let told = serde_json::json!({ "file": args.file, "files": count, "key": public });
        println!("{told}");
    } else {
        println!("{}: {count} files", args.file.display());
        println!("signed with the key {public}");
        println!("tell the other municipality this key by another way than the file itself");
    }
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, body: &str) -> anyhow::Result<()> {
    let mut file = std::fs::File::create_new(path).with_context(|| {
        format!("{} cannot be made (one that is there is not written over)", path.display())
    })?;
    file.write_all(body.as_bytes()).with_context(|| format!("{}", path.display()))?;
    file.sync_all().with_context(|| format!("{}", path.display()))
}

/// The file of the signing key in `data_dir`.
const KEY_FILE: &str = "dialogs-signing.key";
const SEED: usize = 32;

/// The key that signs packages; made at the first export, for the owner's eyes only.
fn signing_key(config: &Config) -> anyhow::Result<Ed25519KeyPair> {
    let path = config.data_dir.join(KEY_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => make_key(&path)?,
        Err(e) => return Err(e).with_context(|| format!("{}", path.display())),
    };
    let seed = from_hex(text.trim()).with_context(|| {
        format!(
            "{} does not hold 64 hexadecimal digits; restore it from your backup",
            path.display()
        )
    })?;
    // the library's errors are empty: no byte of the key can be in them
    Ed25519KeyPair::from_seed_unchecked(&seed).ok().context("the signing key cannot be used")
}

fn make_key(path: &Path) -> anyhow::Result<String> {
    let mut seed = [0_u8; SEED];
    SystemRandom::new().fill(&mut seed).ok().context("this machine gives no random bytes")?;
    let hex: String = seed.iter().map(|b| format!("{b:02x}")).collect();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(path).and_then(|mut file| {
        file.write_all(hex.as_bytes())?;
        file.sync_all()
    });
    match made {
        Ok(()) => Ok(hex),
        // another command was first: its key is the key
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))
        }
        Err(e) => Err(e).with_context(|| format!("{} cannot be made", path.display())),
    }
}

fn from_hex(text: &str) -> Option<[u8; SEED]> {
    if text.len() != 2 * SEED || !text.is_ascii() {
        return None;
    }
    let mut seed = [0_u8; SEED];
    for (byte, pair) in seed.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(seed)
}

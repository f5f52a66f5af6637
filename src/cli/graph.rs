//! `wegwijzer graph`: a dialog as a drawing.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::check::content_folders;
use crate::dialog::content::Content;
use crate::dialog::graph::svg::Place;
use crate::dialog::graph::{Graph, mermaid, svg};
use crate::trade::person::Language;
use crate::work::content::read_files;

/// Draw a dialog: what is said, what can be answered, what follows.
#[derive(Debug, clap::Args)]
pub struct GraphArgs {
    /// Which dialog; without it the dialogs are listed.
    #[arg(value_name = "DIALOG")]
    pub dialog: Option<String>,
    /// The language of what is said: nl, en or ar.
    #[arg(long, value_name = "LANG", default_value = "nl")]
    pub lang: String,
    /// The form of the drawing.
    #[arg(long, value_enum, default_value = "svg")]
    pub format: Format,
    /// Write it here instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The settings; they say where dialogs and texts are.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Folder of the dialogs. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub dialogs: Option<PathBuf>,
    /// Folder of the texts. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub locales: Option<PathBuf>,
}

/// The forms of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A picture for browsers and printers.
    Svg,
    /// Text that wikis and code hosts draw.
    Mermaid,
}

/// Runs the command. Exit code 1: the files cannot be read as dialogs.
///
/// # Errors
/// When there is no such dialog or language, or the file cannot be written.
pub fn run(args: &GraphArgs) -> anyhow::Result<ExitCode> {
    let language = Language::parse(&args.lang).with_context(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|l| l.as_str()).collect();
        format!(
            "--lang {}: there are no texts in this language; use {}",
            args.lang,
            known.join(", ")
        )
    })?;
    let (dialogs, locales) =
        content_folders(&args.config, args.dialogs.as_deref(), args.locales.as_deref())?;
    let files = read_files(&dialogs, &locales)?;
    // a dialog with mistakes is drawn with its mistakes: that is how one finds them
    let content = match Content::load_published(&files) {
        Ok(content) => content,
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let Some(name) = &args.dialog else {
        list(&content);
        return Ok(ExitCode::SUCCESS);
    };
    let Some(graph) = Graph::of(&content, name, language) else {
        let names: Vec<&str> = content.dialogs.keys().map(String::as_str).collect();
        let near = names
            .iter()
            .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let near = near.filter(|near| strsim::jaro_winkler(near, name) > 0.7);
        let meant = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
        bail!("there is no dialog `{name}`.{meant} There are: {}", names.join(", "));
    };
    if let Err(problems) = Content::load(&files) {
        let count = problems.len();
        eprintln!("the files have mistakes ({count}); `wegwijzer check` tells where");
    }
    let drawn = match args.format {
        Format::Svg => svg::write(&graph, Place::File),
        Format::Mermaid => mermaid::write(&graph),
    };
    match &args.out {
        Some(path) => std::fs::write(path, drawn)
            .with_context(|| format!("{}: it cannot be written", path.display()))?,
        None => print!("{drawn}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn list(content: &Content) {
    let widest = content.dialogs.keys().map(String::len).max().unwrap_or_default();
    for (name, dialog) in content.dialogs.iter() {
        println!("{name:widest$}  {}", dialog.title);
    }
}

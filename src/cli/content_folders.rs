//! Where a command finds dialogs and texts: folders, settings, or what is built in.

use std::path::PathBuf;

use crate::config;
use crate::dialog::content::{Content, Files};
use crate::dialog::load::Problem;
use crate::work::content::read_files;

/// Where the dialogs and texts are.
#[derive(Debug, clap::Args)]
pub struct ContentFolders {
    /// The settings; without this file the usual folders are used, or what is built in.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Folder of the dialogs. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub dialogs: Option<PathBuf>,
    /// Folder of the texts. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub locales: Option<PathBuf>,
}

impl ContentFolders {
    /// Every file.
    ///
    /// # Errors
    /// When a folder that was named is not there, or a file cannot be read.
    pub fn files(&self) -> anyhow::Result<Files> {
        let content = if self.config.exists() {
            config::read(&self.config)?.content
        } else {
            config::Content::default()
        };
        for wanted in [&self.dialogs, &self.locales].into_iter().flatten() {
            anyhow::ensure!(wanted.is_dir(), "{}: there is no such folder", wanted.display());
        }
        let dialogs = self.dialogs.as_ref().unwrap_or(&content.dialogs);
        let locales = self.locales.as_ref().unwrap_or(&content.locales);
        Ok(read_files(dialogs, locales)?)
    }

    /// The content, checked; or its mistakes.
    ///
    /// # Errors
    /// When the files cannot be read at all.
    pub fn load(&self) -> anyhow::Result<(Files, Result<Content, Vec<Problem>>)> {
        let files = self.files()?;
        let content = Content::load(&files);
        Ok((files, content))
    }
}

/// Tells the mistakes that `check` found, and what to do.
pub fn tell_mistakes(problems: &[Problem]) {
    for problem in problems {
        println!("{problem}");
    }
    let mistakes =
        if problems.len() == 1 { "1 mistake" } else { &format!("{} mistakes", problems.len()) };
    println!("{mistakes}; mend what `wegwijzer check` says first");
}

//! Changes to the file of a dialog, made from a page: steps are added, moved, removed and written
//! anew, and whatever else stands in the file stays as it was, comments among it.
//!
//! Works on lines, not on what they mean: only so nothing of an author's is lost. What comes out is
//! read again, and refused when it is no dialog any more.

use super::definition::Dialog;

mod sheet;
#[cfg(test)]
mod tests;

use sheet::Sheet;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A new step, behind another one or, without it, as the first.
    Add {
        /// What it is called.
        name: String,
        /// Behind which.
        after: Option<String>,
        /// What it does: lines of YAML, as they stand under its name.
        body: String,
    },
    /// A new step on the way from one step to another: that way leads to it now, and it stands behind
    /// the first. That it leads on is for what it does to say.
    Between {
        /// What it is called.
        name: String,
        /// Where the way begins.
        from: String,
        /// Where it led.
        to: String,
        /// What it does.
        body: String,
    },
    /// The step stands elsewhere in the file; only the first place means something.
    Move {
        /// Which.
        name: String,
        /// Behind which; none: it becomes the first.
        after: Option<String>,
    },
    /// The step is gone, and so is every way to it.
    Remove {
        /// Which.
        name: String,
        /// Where those ways lead now; needed when there are any.
        instead: Option<String>,
    },
    /// The step is called otherwise, everywhere.
    Rename {
        /// Which.
        name: String,
        /// Its new name.
        to: String,
    },
    /// What the step does is written anew; comments above it stay.
    Write {
        /// Which.
        name: String,
        /// Lines of YAML, as they stand under its name.
        body: String,
    },
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The file is written in a way that cannot be changed line by line.
    #[error("{0}")]
    Form(String),
    /// A step that is not there.
    #[error("there is no step `{0}`")]
    NoSuchStep(String),
    /// A step that is there already.
    #[error("there is a step `{0}` already")]
    Taken(String),
    /// A name that cannot be one.
    #[error("`{0}` is no name of a step: use small letters, digits and `-`")]
    Name(String),
    /// Other steps lead there.
    #[error("{} lead to `{name}`: say where they go instead", .from.join(", "))]
    StillNeeded {
        /// The step.
        name: String,
        /// The steps that lead to it.
        from: Vec<String>,
    },
    /// No way leads from the one step to the other.
    #[error("`{from}` does not lead to `{to}`")]
    NoWay {
        /// The one step.
        from: String,
        /// The other.
        to: String,
    },
    /// A dialog needs a step.
    #[error("`{0}` is the only step: a dialog needs one")]
    TheOnlyOne(String),
    /// What was written is not YAML, or no step.
    #[error("line {line}: {what}")]
    NotAStep {
        /// From 1, in what was written.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// Changes the file of a dialog.
///
/// # Errors
/// [`Refused`]; then nothing was changed.
pub fn edit(file: &str, edit: &Edit) -> Result<String, Refused> {
    let mut sheet = Sheet::read(file)?;
    match edit {
        Edit::Add { name, after, body } => sheet.add(name, after.as_deref(), body)?,
        Edit::Between { name, from, to, body } => sheet.put_between(name, (from, to), body)?,
        Edit::Move { name, after } => sheet.put(name, after.as_deref())?,
        Edit::Remove { name, instead } => sheet.remove(name, instead.as_deref())?,
        Edit::Rename { name, to } => sheet.rename(name, to)?,
        Edit::Write { name, body } => sheet.rewrite(name, body)?,
    }
    let changed = sheet.written();
    match serde_saphyr::from_str::<Dialog>(&changed) {
        Ok(_) => Ok(changed),
        Err(error) => Err(sheet.not_a_step(edit.name(), &error)),
    }
}

/// What a step does: the lines under its name, as [`Edit::Write`] takes them.
///
/// # Errors
/// When the file cannot be read line by line, or has no such step.
pub fn body_of(file: &str, step: &str) -> Result<String, Refused> {
    Sheet::read(file)?.body_of(step)
}

impl Edit {
    fn name(&self) -> &str {
        match self {
            Self::Rename { to, .. } => to,
            Self::Add { name, .. }
            | Self::Between { name, .. }
            | Self::Move { name, .. }
            | Self::Remove { name, .. }
            | Self::Write { name, .. } => name,
        }
    }
}

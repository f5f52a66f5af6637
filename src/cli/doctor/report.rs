//! What `doctor` found: one line per thing, with how to mend it.

use std::process::ExitCode;

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// It works, but look at it.
    Warning,
    /// It does not work.
    Wrong,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad.
    pub verdict: Verdict,
    /// About what: `database`, `[[channel]] telegram`.
    pub about: String,
    /// What was found.
    pub what: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
}

/// Everything found, in the order of looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The lines.
    pub findings: Vec<Finding>,
}

impl Report {
    /// All is well with this.
    pub fn ok(&mut self, about: &str, what: impl Into<String>) {
        self.add(Verdict::Ok, about, what, None);
    }

    /// Somebody should look at this.
    pub fn warn(&mut self, about: &str, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Verdict::Warning, about, what, Some(mend.into()));
    }

    /// This does not work.
    pub fn wrong(&mut self, about: &str, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Verdict::Wrong, about, what, Some(mend.into()));
    }

    fn add(
        &mut self,
        verdict: Verdict,
        about: &str,
        what: impl Into<String>,
        mend: Option<String>,
    ) {
        let (about, what) = (about.to_owned(), what.into());
        self.findings.push(Finding { verdict, about, what, mend });
    }

    /// 0: all is well; 1: there are warnings; 2: something is wrong.
    pub fn code(&self) -> ExitCode {
        match self.findings.iter().map(|finding| finding.verdict).max() {
            None | Some(Verdict::Ok) => ExitCode::SUCCESS,
            Some(Verdict::Warning) => ExitCode::from(1),
            Some(Verdict::Wrong) => ExitCode::from(2),
        }
    }

    /// For people.
    pub fn print(&self) {
        for Finding { verdict, about, what, mend } in &self.findings {
            let word = match verdict {
                Verdict::Ok => "ok     ",
                Verdict::Warning => "warning",
                Verdict::Wrong => "WRONG  ",
            };
            println!("{word} {about}: {what}");
            if let Some(mend) = mend {
                println!("        -> {mend}");
            }
        }
        let count = |verdict| self.findings.iter().filter(|f| f.verdict == verdict).count();
        println!("{} wrong, {} warnings", count(Verdict::Wrong), count(Verdict::Warning));
    }
}

//! Gathers what the page tells: rows, and what follows from comparing two revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::trials::{Trials, Tried};
use super::{Along, DraftPart, Problem, SHOWN, StandingRow, Templates, Text, Trial, from, pieces};
use crate::acts::preview_carry::{AtStep, Preview, followed, preview_carry};
use crate::dialog::approval::{Approval, approval};
use crate::dialog::carry::Why;
use crate::dialog::changes::{Changes, changes, sayers};
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::load;
use crate::http::error::HttpError;
use crate::http::web::dialogs::said;
use crate::http::web::{WebState, when};
use crate::store::content::{self, Publication, Standing};
use crate::store::draft::{self, Draft, Folder};
use crate::store::{gemeenten, templates};
use crate::text::{Direction, direction};
use crate::trade::person::Language;

/// Mistakes and texts on the page, at most; the rest is counted.
const MOST: usize = 60;

/// Everything the page tells.
pub(super) struct Look {
    pub(super) published: Option<RevisionId>,
    pub(super) book: Vec<Publication>,
    pub(super) folder: Folder,
    standing: Vec<Standing>,
    pub(super) draft: Option<DraftLook>,
}

/// The draft beside what is in force.
pub(super) struct DraftLook {
    draft: Draft,
    is_old: bool,
    compared: Compared,
    preview: Option<Preview>,
    approval: Approval,
    /// Codes with rules of their own that no municipality of this database has, and those that there are.
    of_nobody: Vec<String>,
    codes: Vec<String>,
}

/// What comparing takes; some tens of milliseconds, so not in a transaction and not on an async thread.
#[derive(Default)]
struct Compared {
    problems: Vec<load::Problem>,
    changes: Changes,
    sayers: BTreeMap<String, BTreeSet<String>>,
    new: Option<Arc<Content>>,
    tried: Option<Arc<Tried>>,
}

impl Look {
    pub(super) async fn read(state: &WebState) -> Result<Self, HttpError> {
        let mut tx = state.db.read().await?;
        let published = content::published(&mut tx).await?;
        let book = content::publications(&mut tx, SHOWN).await?;
        let folder = draft::folder(&mut tx).await?;
        let standing = content::standing(&mut tx).await?;
        let open = draft::open(&mut tx).await?;
        let codes = gemeenten::codes(&mut tx).await?;
        let codes: Vec<String> = codes.into_iter().map(|(_, code)| code).collect();
        let Some(open) = open else {
            return Ok(Self { published, book, folder, standing, draft: None });
        };
        let before = match &published {
            Some(revision) => content::files(&mut tx, revision).await?.unwrap_or_default(),
            None => Files::new(),
        };
        drop(tx);
        let (files, trials) = (open.files.clone(), state.trials.clone());
        let compared = tokio::task::spawn_blocking(move || compare(&before, &files, &trials));
        let compared = compared.await.map_err(|_| HttpError::Broken)?;
        let mut approval = Approval::default();
        let preview = match &compared.new {
            None => None,
            Some(new) => {
                approval = templates_of(state, new).await?;
                let mut tx = state.db.read().await?;
                let mut loaded = BTreeMap::new();
                for revision in followed(&mut tx).await? {
                    // of one that this program cannot read nobody could come along
                    if let Ok(content) = state.contents.get(&mut tx, &revision).await {
                        loaded.insert(revision, content);
                    }
                }
                Some(preview_carry(&mut tx, &loaded, new).await?)
            }
        };
        let is_old = open.base != published;
        let of_nobody = compared.new.as_ref().map_or_else(Vec::new, |new| {
            new.policies.of_nobody(&codes).into_iter().map(str::to_owned).collect()
        });
        let draft =
            Some(DraftLook { draft: open, is_old, compared, preview, approval, of_nobody, codes });
        Ok(Self { published, book, folder, standing, draft })
    }

    pub(super) fn standing_rows(&self) -> Vec<StandingRow> {
        let preview = self.draft.as_ref().and_then(|draft| draft.preview.as_ref());
        let mut people: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for at in &self.standing {
            *people.entry((&at.dialog, &at.step)).or_default() += at.people;
        }
        people
            .into_iter()
            .map(|((dialog, step), people)| {
                let key = (dialog.to_owned(), step.to_owned());
                let at = preview.and_then(|preview| preview.steps.get(&key));
                let becomes = at.map_or_else(String::new, in_words);
                StandingRow { dialog: key.0, step: key.1, people, becomes }
            })
            .collect()
    }
}

/// What is known of these files as a draft; none: not yet.
pub(super) async fn tried(state: &WebState, files: Files) -> Result<Option<Arc<Tried>>, HttpError> {
    let mut tx = state.db.read().await?;
    let before = match content::published(&mut tx).await? {
        Some(revision) => content::files(&mut tx, &revision).await?.unwrap_or_default(),
        None => Files::new(),
    };
    drop(tx);
    let trials = state.trials.clone();
    let compared = tokio::task::spawn_blocking(move || compare(&before, &files, &trials));
    Ok(compared.await.map_err(|_| HttpError::Broken)?.tried)
}

/// Which templates of this content may not be sent.
pub async fn templates_of(state: &WebState, content: &Content) -> Result<Approval, HttpError> {
    if state.whatsapp.is_empty() {
        return Ok(Approval::default());
    }
    let mut tx = state.db.read().await?;
    let registered = templates::registered(&mut tx).await?;
    drop(tx);
    Ok(approval(content, &registered, &state.whatsapp))
}

impl Templates {
    fn of(found: Approval) -> Self {
        let more = found.warnings.len().saturating_sub(MOST);
        let warnings = found.warnings.iter().take(MOST).map(|warning| Problem {
            place: say!("{file}, regel {line}", file = warning.file, line = warning.line),
            what: warning.in_dutch(),
        });
        Self {
            warnings: warnings.collect(),
            more,
            unlisted: found.unlisted.join(", "),
            looked_at: found.looked_at,
        }
    }
}

fn compare(before: &Files, files: &Files, trials: &Trials) -> Compared {
    let changes = changes(before, files);
    let sayers = sayers(files);
    match Content::load(files) {
        Ok(new) => {
            let new = Arc::new(new);
            let tried = trials.of(&new, files, &changes);
            Compared { problems: Vec::new(), changes, sayers, new: Some(new), tried }
        }
        Err(problems) => Compared { problems, changes, sayers, new: None, tried: None },
    }
}

/// What would become of those who stand at a step.
fn in_words(at: &AtStep) -> String {
    let mut parts = Vec::new();
    if at.carried > 0 {
        parts.push(say!("{n} mee", n = at.carried));
    }
    for (why, people) in at.stays.iter().filter(|(why, _)| **why != Why::NoNeed) {
        parts.push(say!("{n} blijft: {why}", n = people, why = stays(*why)));
    }
    if at.ended > 0 {
        parts.push(say!("{n} begint niet meer; de klantmanager krijgt een taak", n = at.ended));
    }
    parts.join("; ")
}

/// Why somebody does not come along.
fn stays(why: Why) -> &'static str {
    match why {
        Why::NoNeed => say!("volgt deze versie al"),
        Why::NoDialog => say!("dit dialoog bestaat niet meer in de nieuwe versie"),
        Why::OtherFacts => {
            say!("de nieuwe versie heeft gegevens nodig die dit gesprek niet heeft")
        }
        Why::OtherStep => say!("de stap waar het gesprek staat is weg of doet iets anders"),
        Why::OtherWords => say!("de vraag die openstaat heeft andere woorden"),
        Why::OtherChoices => say!("bij de vraag die openstaat horen andere antwoorden"),
        Why::OtherSilence => say!("zwijgen op deze vraag leidt ergens anders heen"),
        Why::EarlierQuestion => {
            say!("een eerdere vraag, waarop nog een laat antwoord kan komen, is anders")
        }
        Why::OnItsWay => say!("het gesprek wacht op iets anders dan een antwoord"),
    }
}

impl DraftLook {
    pub(super) fn part(self, now: DateTime<Utc>) -> DraftPart {
        let Compared { problems, changes, sayers, tried, new } = self.compared;
        let changes_nothing = changes.is_empty();
        let more_problems = problems.len().saturating_sub(MOST);
        let more_texts = changes.texts.len().saturating_sub(MOST);
        let hard = new.map_or_else(Vec::new, |new| hard_words(&new, &changes));
        let more_hard = hard.len().saturating_sub(MOST);
        let texts = changes.texts.into_iter().take(MOST).map(|text| {
            let id = text.id.split('.').next().unwrap_or_default();
            let sayers =
                sayers.get(id).into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
            let rtl = direction(text.language) == Direction::Rtl;
            Text {
                language: said::language(text.language),
                code: text.language.as_str(),
                direction: if rtl { "rtl" } else { "ltr" },
                pieces: pieces(text.pieces),
                id: text.id,
                sayers,
            }
        });
        DraftPart {
            from: from(self.draft.origin),
            by: self.draft.changed_by,
            at: when::moment(self.draft.changed_at, now),
            version: self.draft.version,
            is_old: self.is_old,
            problems: problems.into_iter().take(MOST).map(Problem::of).collect(),
            more_problems,
            trial: Trial::of(tried),
            templates: Templates::of(self.approval),
            of_nobody: self.of_nobody.join(", "),
            codes: self.codes.join(", "),
            hard: hard.into_iter().take(MOST).collect(),
            more_hard,
            dialogs: changes.dialogs,
            texts: texts.collect(),
            more_texts,
            policies: changes.policies,
            others: changes.others,
            changes_nothing,
            along: self.preview.as_ref().map(Along::of),
        }
    }
}

/// What is harder to read than it needs to be, in what the draft changes.
fn hard_words(new: &Content, changes: &Changes) -> Vec<Problem> {
    let dutch = changes.texts.iter().filter(|text| text.language == Language::Nl);
    let changed: BTreeSet<&str> = dutch.filter_map(|text| text.id.split('.').next()).collect();
    let found = new.hard_words();
    let theirs = found.iter().filter(|hard| changed.contains(hard.text.0.as_str()));
    theirs.map(|hard| Problem { place: hard.text.to_string(), what: hard.in_dutch() }).collect()
}

impl Problem {
    fn of(problem: load::Problem) -> Self {
        let place = match problem.line {
            0 => problem.file,
            line => say!(
                "{file}, regel {line}, kolom {column}",
                file = problem.file,
                line = line,
                column = problem.column
            ),
        };
        Self { place, what: problem.what }
    }
}

impl Along {
    fn of(preview: &Preview) -> Self {
        let all = preview.steps.values();
        let mut along = Self { people: 0, carried: 0, stayed: 0, ended: 0, is_cut: preview.is_cut };
        for at in all {
            along.people += at.people;
            along.carried += at.carried;
            along.ended += at.ended;
            along.stayed += at.stays.values().sum::<usize>();
        }
        along
    }
}

//! Stories: conversations that are lived again and again, and must go as they are written.
//!
//! A file in `dialogs/stories/` scripts what a person does and what must come of it; the real step
//! does the rest, with a virtual clock. What was walked is counted: [`coverage`] tells which
//! branches of which dialogs no story ever took.

mod coverage;
mod definition;
mod load;
mod record;
mod run;
#[cfg(test)]
mod tests;

pub use coverage::{Branch, Coverage, DialogCoverage, Walked, branches, coverage};
pub use definition::{BotDef, PersonDef, StartDef, StepDef, StoryDef, WordsDef};
pub use load::{FOLDER, MOMENT, Story, is_story, load};
pub use record::Recorded;
pub use run::{Ending, Failure, Outcome, run};

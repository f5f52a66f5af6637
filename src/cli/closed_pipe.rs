//! `wegwijzer check | head`: whoever reads has had enough. That is no mistake of the program.

use std::panic::{PanicHookInfo, set_hook, take_hook};

/// What a shell calls a program that ended because nobody reads on: 128, and 13 for SIGPIPE.
const NOBODY_READS: i32 = 141;

/// From now on the program ends without a word when its output is closed. Not for a service, which lives on.
pub fn end_quietly() {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        if is_closed_pipe(panic) {
            std::process::exit(NOBODY_READS);
        }
        usual(panic);
    }));
}

fn is_closed_pipe(panic: &PanicHookInfo<'_>) -> bool {
    let said = panic.payload().downcast_ref::<String>();
    said.is_some_and(|said| {
        said.starts_with("failed printing to stdout") && said.contains("Broken pipe")
    })
}

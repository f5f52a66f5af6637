//! The dead-man switch: says once, aloud, when nobody looks what falls due any more, and once when
//! somebody does again. Runs in every process, so that one that hangs is missed by the others.

use std::time::Duration;

use super::{Stop, Work};
use crate::store::StoreError;
use crate::store::heartbeat::{self, Loop, SILENCE};

const EVERY: Duration = Duration::from_secs(15);

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut silent = false;
    loop {
        if tokio::time::timeout(EVERY, stop.wait_for(|stop| *stop)).await.is_ok() {
            return;
        }
        // a database that does not answer is reported by the loops that need it
        if let Ok(is_silent) = look(&work).await {
            tell(silent, is_silent);
            silent = is_silent;
        }
    }
}

async fn look(work: &Work) -> Result<bool, StoreError> {
    let mut tx = work.db.read().await?;
    let row = heartbeat::last(&mut tx, Loop::Due).await?;
    Ok(work.pulse.silence(row, work.clock.machine()) > SILENCE)
}

fn tell(was: bool, is: bool) {
    match (was, is) {
        (false, true) => tracing::error!(
            "nobody has looked what falls due for {} minutes: no reminder leaves; \
             is a process with --role all or worker running?",
            SILENCE.num_minutes()
        ),
        (true, false) => tracing::info!("reminders are looked after again"),
        _ => {}
    }
}

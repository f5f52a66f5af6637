//! Telegram bots set up at the start: where updates go, and the menu.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::acts::receive::Intake;
use crate::channel::telegram::Telegram;
use crate::config::{self, Updates};
use crate::message::{Facts, TextId};
use crate::store::mailboxes::ChannelRef;
use crate::text::without_marks;
use crate::trade::person::Language;
use crate::work::role::Role;
use crate::work::{Work, poll_telegram};

/// A bot of the settings.
pub(super) struct Bot {
    pub(super) telegram: Arc<Telegram>,
    pub(super) settings: config::Telegram,
    pub(super) channel: ChannelRef,
}

impl Bot {
    /// Is it set up by a process with this role? Who has the doors registers the webhook, who works
    /// asks for updates.
    pub(super) fn belongs_to(&self, role: Role) -> bool {
        match self.settings.updates {
            Updates::Webhook => role.opens_doors(),
            Updates::Polling => role.works(),
        }
    }
}

/// Tells Telegram where updates go, or asks for them.
pub(super) async fn open_bot(
    bot: Bot,
    work: Work,
    public_url: String,
    intake: Intake,
    stop: watch::Receiver<bool>,
) {
    let mut ending = stop.clone();
    tokio::select! {
        () = agree_on_updates(&bot, &public_url) => {}
        _ = ending.wait_for(|stop| *stop) => return,
    }
    if bot.settings.updates == Updates::Polling {
        poll_telegram::run(work, bot.telegram, bot.channel, intake, stop).await;
    }
}

/// Returns once Telegram knows whether it must post updates or will be asked for them: as long as
/// an old webhook stands, it refuses to be asked.
async fn agree_on_updates(bot: &Bot, public_url: &str) {
    let Bot { telegram, settings, channel } = bot;
    let url = format!("{public_url}/webhooks/{}", channel.id);
    let secret = settings.webhook_secret.first().map_or("", |s| s.reveal());
    let mut pauses = [1, 5, 30, 120].into_iter();
    loop {
        let (agreed, advice) = match settings.updates {
            Updates::Webhook => (
                telegram.set_webhook(&url, secret).await,
                "Telegram does not accept the webhook; public_url must be https and reachable",
            ),
            Updates::Polling => (
                telegram.delete_webhook().await,
                "Telegram did not remove an old webhook, so it cannot be asked for updates yet",
            ),
        };
        let Err(error) = agreed else { break };
        let pause = pauses.next().unwrap_or(600);
        tracing::error!(channel = %channel.id, %error, "{advice}; tried again in {pause} s");
        tokio::time::sleep(Duration::from_secs(pause)).await;
    }
    match settings.updates {
        Updates::Webhook => tracing::info!(channel = %channel.id, "Telegram sends updates here"),
        Updates::Polling => tracing::info!(channel = %channel.id, "Telegram is asked for updates"),
    }
}

/// The bot's menu, in every language of the app: the words that always work.
pub(super) async fn write_menu(telegram: Arc<Telegram>, work: Work) {
    let Some(words) = work.published_words().await else { return };
    let menu = |language| -> Vec<(String, String)> {
        let line = |name: &&str| {
            let text = TextId(format!("opdracht-{name}"));
            ((*name).to_owned(), without_marks(&words.say(language, &text, &Facts::new())))
        };
        MENU.iter().map(line).collect()
    };
    let languages = Language::ALL.iter().map(|l| (Some(l.as_str()), *l));
    for (code, language) in languages.chain([(None, Language::En)]) {
        if let Err(error) = telegram.set_my_commands(code, &menu(language)).await {
            tracing::warn!(%error, "the menu of the Telegram bot could not be set");
            return;
        }
    }
}

/// Commands of the Telegram bot; each is a global word of the texts.
const MENU: &[&str] = &["start", "afspraken", "taal", "mens", "stop"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;

    #[test]
    fn every_line_of_the_menu_is_a_command_that_the_bot_hears_and_that_every_language_explains() {
        let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}"));
        for name in MENU {
            // Bot API, BotCommand: 1-32 characters, only a-z, 0-9 and underscores
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!((1..=32).contains(&name.len()) && name.chars().all(fits), "{name}");
            assert!(content.words.global_word(&format!("/{name}")).is_some(), "/{name}");
            let text = TextId(format!("opdracht-{name}"));
            for &language in Language::ALL {
                assert!(content.words.has(language, &text), "{language}: {text}");
            }
        }
    }
}

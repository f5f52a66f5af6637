//! What a sandbox is started with.

use crate::clock::Clock;

/// See the fields; [`Settings::new`] fills in something that works everywhere.
#[derive(Clone)]
pub struct Settings {
    /// Both times. The clock is shared: whoever jumps it, jumps the simulated people too.
    pub clock: Clock,
    /// `<bot id>:<secret>`, as BotFather gives it.
    pub telegram_token: String,
    /// The bot's user name, without `@`.
    pub bot_name: String,
    /// What people see above the chat, on both platforms.
    pub display_name: String,
    /// The WhatsApp number of the municipality.
    pub whatsapp: WhatsappSettings,
    /// Decides what the simulated people do, and when.
    pub seed: u64,
    /// On which loopback port the Bot API listens; 0: any free one.
    pub telegram_port: u16,
    /// On which loopback port the Cloud API listens; 0: any free one.
    pub whatsapp_port: u16,
}

/// A WhatsApp business number and its secrets.
#[derive(Clone)]
pub struct WhatsappSettings {
    /// Id of the number.
    pub phone_number_id: String,
    /// Id of the business account, as `entry.id` in webhooks.
    pub business_account_id: String,
    /// Bearer token that calls must carry.
    pub access_token: String,
    /// Key with which webhooks are signed.
    pub app_secret: String,
    /// What the handshake shows.
    pub verify_token: String,
    /// Approved templates.
    pub templates: Vec<TemplateSpec>,
}

/// An approved template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSpec {
    /// Its name.
    pub name: String,
    /// Meta's language code (`nl`).
    pub language: String,
    /// How many body variables it has.
    pub parameters: usize,
    /// Its words with `{{1}}` and so on; empty: the screen shows the variables only.
    pub body: String,
    /// Labels of its quick-reply buttons.
    pub buttons: Vec<String>,
}

impl TemplateSpec {
    /// A template without known words or buttons.
    pub fn new(name: &str, language: &str, parameters: usize) -> Self {
        Self {
            name: name.to_owned(),
            language: language.to_owned(),
            parameters,
            body: String::new(),
            buttons: Vec::new(),
        }
    }

    /// The same template with words.
    pub fn with_body(mut self, body: &str) -> Self {
        self.body = body.to_owned();
        self
    }

    /// The same template with quick-reply buttons.
    pub fn with_buttons(mut self, labels: &[&str]) -> Self {
        self.buttons = labels.iter().map(|label| (*label).to_owned()).collect();
        self
    }
}

impl Settings {
    /// Names and secrets of the sandbox, which guard nothing, on any free ports.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            telegram_token: "7000000001:sandbox-token-guards-nothing".to_owned(),
            bot_name: "wegwijzer_bot".to_owned(),
            display_name: "Wegwijzer".to_owned(),
            whatsapp: WhatsappSettings {
                phone_number_id: "700000000000001".to_owned(),
                business_account_id: "700000000000002".to_owned(),
                access_token: "sandbox-access-token".to_owned(),
                app_secret: "sandbox-app-secret".to_owned(),
                verify_token: "sandbox-verify-token".to_owned(),
                templates: Vec::new(),
            },
            seed: 1,
            telegram_port: 0,
            whatsapp_port: 0,
        }
    }
}

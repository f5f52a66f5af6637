//! A town: settings, platforms, people, phones.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::TimeDelta;
use tempfile::TempDir;
use wegwijzer::cli::demo::templates;
use wegwijzer::clock::Clock;
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::message::ChannelKind;
use wegwijzer::plan::local_time;
use wegwijzer::sandbox::{Behaviour, Bubble, PhoneSpec, Sandbox, SentFile, Settings};
use wegwijzer::store::Db;
use wegwijzer::store::seal::Vault;
use wegwijzer::trade::person::Language;

use super::postgres::Server;
use super::program::{Said, Serve, run};
use super::{ports, rows, until};

/// Which database a town uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Embedded, below its folder.
    Sqlite,
    /// One of its own, on the server that `WEGWIJZER_TEST_POSTGRES` names.
    Postgres,
    /// On a server of its own, which the test may stop and start.
    OwnPostgres,
}

/// The header of a file of people.
pub const PEOPLE: &str = "klantnummer;naam;taal;telefoon;groep;whatsapp_akkoord_op\n";

/// A folder with settings, and the platforms that they lead to.
pub struct Town {
    /// Telegram and WhatsApp.
    pub sandbox: Sandbox,
    /// Their secrets.
    pub played: Settings,
    /// Where the service listens.
    pub port: u16,
    /// The database.
    pub database: String,
    /// The server that it is on, if it has one of its own.
    pub server: Option<Server>,
    folder: TempDir,
}

impl Town {
    /// A town whose bot gets its updates by webhook.
    pub async fn new(kind: Kind) -> Self {
        Self::with_updates(kind, "webhook").await
    }

    /// A town whose bot gets its updates by `webhook` or `polling`.
    pub async fn with_updates(kind: Kind, updates: &str) -> Self {
        Self::played(kind, updates, Settings::new(Clock::system())).await
    }

    /// A town on platforms that are played as `played` says.
    pub async fn played(kind: Kind, updates: &str, mut played: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_content(folder.path());
        let content = Content::load(&shipped::files()).unwrap();
        played.whatsapp.templates = templates::of(&content);
        let sandbox = Sandbox::start(played.clone()).await.unwrap();
        let port = ports::free();
        sandbox.set_whatsapp_webhook(format!("http://127.0.0.1:{port}/webhooks/whatsapp"));
        let mut server = None;
        let database = match kind {
            Kind::Sqlite => format!("sqlite://{}/data/wegwijzer.db", folder.path().display()),
            Kind::Postgres => postgres(&std::env::var("WEGWIJZER_TEST_POSTGRES").unwrap()).await,
            Kind::OwnPostgres => {
                let own = server.insert(Server::start());
                postgres(own.url()).await
            }
        };
        let town = Self { sandbox, played, port, database, server, folder };
        std::fs::write(town.folder().join("wegwijzer.toml"), town.settings(updates)).unwrap();
        town
    }

    fn settings(&self, updates: &str) -> String {
        let (port, database) = (self.port, &self.database);
        let (telegram, whatsapp) = (self.sandbox.telegram_url(), self.sandbox.whatsapp_url());
        let token = &self.played.telegram_token;
        let of = &self.played.whatsapp;
        let (number, access) = (&of.phone_number_id, &of.access_token);
        let (secret, verify) = (&of.app_secret, &of.verify_token);
        let account = &of.business_account_id;
        format!(
            r#"public_url = "http://127.0.0.1:{port}"
data_dir = "data"
[database]
url = "{database}"
[server]
listen = "127.0.0.1:{port}"
[[gemeente]]
code = "GM9999"
name = "Voorbeeldstad"
[[channel]]
id = "telegram"
kind = "telegram"
gemeente = "GM9999"
api_url = "{telegram}"
token = "{token}"
bot = "wegwijzer_bot"
webhook_secret = "{TELEGRAM_SECRET}"
updates = "{updates}"
limits = {{ per_second = 0, per_chat_per_second = 0, burst_per_chat = 0, per_group_per_minute = 0 }}
[[channel]]
id = "whatsapp"
kind = "whatsapp"
base_url = "{whatsapp}"
phone_number_id = "{number}"
business_account_id = "{account}"
access_token = "{access}"
app_secret = "{secret}"
verify_token = "{verify}"
number = "31850000000"
limits = {{ per_second = 0, pair_seconds = 0, unique_per_day = 0 }}
"#
        )
    }

    /// Gives its channels limits of our own, written as in the settings; without, there are none.
    pub fn limit(&self, telegram: &str, whatsapp: &str) {
        let path = self.folder().join("wegwijzer.toml");
        let settings = std::fs::read_to_string(&path).unwrap();
        let mut given = [telegram, whatsapp].into_iter();
        let line = |line: &str| match line.strip_prefix("limits = ") {
            Some(_) => format!("limits = {}\n", given.next().unwrap()),
            None => format!("{line}\n"),
        };
        std::fs::write(&path, settings.lines().map(line).collect::<String>()).unwrap();
    }

    /// Where everything of this town lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves everything where it is, for whoever looks why a test failed; gives the database.
    pub fn keep(&mut self) -> String {
        self.folder.disable_cleanup(true);
        self.database.clone()
    }

    /// Its address, without a slash.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the service.
    pub async fn serve(&self) -> Serve {
        Serve::start(self.folder(), &self.url()).await
    }

    /// Starts a process that takes one share of the work: `web` or `worker`.
    pub async fn serve_as(&self, role: &str) -> Serve {
        let listen = format!("127.0.0.1:{}", ports::free());
        let (url, log) = (format!("http://{listen}"), format!("{role}-{listen}.log"));
        let settings = [("WEGWIJZER__SERVER__METRICS_LISTEN", listen)];
        let args = ["serve", "--role", role];
        let mut serve = Serve::spawn_as(self.folder(), &log, &args, &settings);
        serve.is_ready(&url).await;
        serve
    }

    /// Runs a command.
    pub async fn run(&self, args: &[&str]) -> Said {
        run(self.folder(), args).await
    }

    /// Writes a file and gives its name.
    pub fn file(&self, name: &str, body: impl AsRef<[u8]>) -> String {
        std::fs::write(self.folder().join(name), body).unwrap();
        name.to_owned()
    }

    /// Imports `body` by command; it must be good.
    pub async fn import(&self, kind: &str, body: &str) -> String {
        let file = self.file(&format!("{kind}.csv"), body);
        self.run(&["import", kind, &file]).await.ok()
    }

    /// A course `PVT` with one session, the day after tomorrow at noon: the reminder of three days
    /// ago is late and leaves at once, the next one is more than a day away.
    pub async fn import_session(&self) {
        let now = self.played.clock.civil();
        let day = local_time::local_date(now) + TimeDelta::days(2);
        let day = day.format("%d-%m-%Y");
        let header = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres";
        let row = format!("PVT;avond;pvt;1;{day};12:00;14:00;Bibliotheek;Marktplein 1");
        self.import("sessions", &format!("{header}\n{row}\n")).await;
    }

    /// Enrols everybody of `klantnummers` in that course.
    pub async fn enrol(&self, klantnummers: impl IntoIterator<Item = String>) {
        let rows: String =
            klantnummers.into_iter().map(|number| format!("{number};PVT;avond\n")).collect();
        self.import("enrolments", &format!("klantnummer;cursus;groep\n{rows}")).await;
    }

    /// The code of an invitation, made by command.
    pub async fn invite(&self, klantnummer: &str) -> String {
        let said = self.run(&["invite", klantnummer, "--json"]).await.ok();
        let json: serde_json::Value = serde_json::from_str(&said).unwrap();
        json["code"].as_str().unwrap().to_owned()
    }

    /// A phone whose owner does nothing by itself. `handle`: chat id, or digits.
    pub fn phone(&self, id: &str, kind: ChannelKind, handle: &str) -> Phone {
        self.phone_of(id, kind, handle, false)
    }

    /// The same, with a chat that was opened long ago.
    pub fn phone_in_use(&self, id: &str, kind: ChannelKind, handle: &str) -> Phone {
        self.phone_of(id, kind, handle, true)
    }

    fn phone_of(&self, id: &str, kind: ChannelKind, handle: &str, started: bool) -> Phone {
        self.sandbox.add_phone(PhoneSpec {
            id: id.to_owned(),
            owner: "Noor Voorbeeld".to_owned(),
            kind,
            handle: handle.to_owned(),
            language: Language::Nl,
            behaviour: Behaviour::Visitor,
            started,
        });
        Phone { sandbox: self.sandbox.clone(), id: id.to_owned() }
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        rows::number(&self.database, sql).await
    }

    /// Waits until `sql` gives `wanted`.
    pub async fn until_count(&self, wanted: i64, sql: &'static str) {
        until(&format!("{wanted} = {sql}"), async || {
            (self.count(sql).await == wanted).then_some(())
        })
        .await;
    }

    /// The database as the program itself reads it.
    pub async fn db(&self) -> Db {
        let vault = Vault::in_file(&self.folder().join("data/wegwijzer.key")).unwrap();
        Db::open(&self.database, vault).await.unwrap()
    }
}

/// What Telegram must show with every update.
pub const TELEGRAM_SECRET: &str = "only-for-this-test";

/// Dialogs and texts as they are shipped, but without quiet hours: tests also run at night and on
/// Sundays.
pub fn write_content(folder: &Path) {
    for (path, body) in shipped::files() {
        let path: PathBuf = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let body = if path.ends_with("policies.yaml") { awake(&body) } else { body };
        std::fs::write(path, body).unwrap();
    }
}

fn awake(policies: &str) -> String {
    let (head, rest) = policies.split_once("quiet_hours:").unwrap();
    let (_, rest) = rest.split_once("\nreminders:").unwrap();
    // both the same: no quiet hours
    let hours = "from: \"00:00\", until: \"00:00\", short_notice_from: \"00:00\"";
    format!("{head}quiet_hours: {{ {hours}, sundays: false, holidays: false }}\n\nreminders:{rest}")
}

async fn postgres(server: &str) -> String {
    static N: AtomicU32 = AtomicU32::new(0);
    let name = format!("it_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
    let pool = sqlx::PgPool::connect(server).await.unwrap();
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::raw_sql(create).execute(&pool).await.unwrap();
    pool.close().await;
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let (root, _) = base.rsplit_once('/').unwrap();
    format!("{root}/{name}?{query}").trim_end_matches('?').to_owned()
}

/// One phone of the sandbox.
#[derive(Clone)]
pub struct Phone {
    sandbox: Sandbox,
    id: String,
}

impl Phone {
    /// Its name in the sandbox.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Every message that the service sent here, oldest first.
    pub fn received(&self) -> Vec<Bubble> {
        self.shown().into_iter().filter(|bubble| bubble.file.is_none()).collect()
    }

    /// The same, with the pictures and voice notes that went along.
    pub fn shown(&self) -> Vec<Bubble> {
        self.sandbox.transcript(&self.id).into_iter().filter(|b| !b.from_me).collect()
    }

    /// How many messages from the service hold `words`.
    pub fn times(&self, words: &str) -> usize {
        self.received().iter().filter(|bubble| bubble.text.contains(words)).count()
    }

    /// Waits for a message with `words`.
    pub async fn shows(&self, words: &str) -> Bubble {
        let what = format!("{} gets {words:?}", self.id);
        until(&what, async || self.received().into_iter().find(|b| b.text.contains(words))).await
    }

    /// Waits for a question with `words`, and taps its choice.
    pub async fn answers(&self, words: &str, choice: usize) {
        let question = self.shows(words).await;
        assert!(self.sandbox.tap(&self.id, &question.id, choice).await, "{words}: nothing to tap");
    }

    /// Types.
    pub async fn types(&self, words: &str) {
        assert!(self.sandbox.type_text(&self.id, words).await);
    }

    /// Sends a photo, a voice note or a document; its id on the platform.
    pub async fn sends(&self, file: SentFile) -> String {
        self.sandbox.send_file(&self.id, file).await.expect("a phone that may write")
    }

    /// Presses Start, or sends the words of a link.
    pub async fn starts(&self, token: Option<&str>) {
        assert!(self.sandbox.press_start(&self.id, token).await);
    }
}

//! Reading the settings, and saying clearly what is wrong with them.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::{
    Channel, Config, Content, Database, Gemeente, Letters, LocalAccounts, Log, Oidc, Retention,
    Server, SignIn, StaffHours, Talk, Telegram, Updates, Whatsapp,
};

/// What is wrong with the settings, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {what}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        what: String,
    },
    /// A setting is wrong.
    #[error("{place}: {what}")]
    Setting {
        /// The section, or the channel's id.
        place: String,
        /// What is wrong.
        what: String,
    },
}

const PREFIX: &str = "WEGWIJZER__";
const SECTIONS: &[&str] = &[
    "public_url",
    "data_dir",
    "key_file",
    "database",
    "server",
    "sign_in",
    "oidc",
    "content",
    "retention",
    "conversation",
    "staff_hours",
    "letters",
    "mail",
    "log",
    "gemeente",
    "channel",
];

/// Reads the file, then the environment.
pub fn read(path: &Path) -> Result<Config, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| ConfigError::File { path: path.to_owned(), what: e.to_string() })?;
    let env = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX));
    read_text(&text, env).map_err(|error| match error {
        ConfigError::Setting { place, what } if place == "toml" => {
            ConfigError::File { path: path.to_owned(), what }
        }
        other => other,
    })
}

/// Reads settings from text and overruling variables.
pub fn read_text(
    text: &str,
    env: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let mut table: Table = text.parse().map_err(|e: toml::de::Error| setting("toml", e))?;
    for (name, value) in env {
        overrule(&mut table, &name, value)?;
    }
    read_table(table)
}

/// Every mistake, not only the first: what is wrong is cut out, and the rest is read again. One per
/// section and channel at a time: what hides behind a mistake in the same section shows when that
/// one is mended.
pub fn mistakes(path: &Path) -> Vec<ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => return vec![ConfigError::File { path: path.to_owned(), what: e.to_string() }],
    };
    let env = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX));
    mistakes_in(&text, env)
}

fn mistakes_in(text: &str, env: impl IntoIterator<Item = (String, String)>) -> Vec<ConfigError> {
    let mut table: Table = match text.parse() {
        Ok(table) => table,
        Err(e) => return vec![setting("toml", e)],
    };
    let mut found: Vec<ConfigError> = env
        .into_iter()
        .filter_map(|(name, value)| overrule(&mut table, &name, value).err())
        .collect();
    while let Err(mistake) = read_table(table.clone()) {
        let is_cut = match &mistake {
            ConfigError::Setting { place, .. } => cut(&mut table, place),
            ConfigError::File { .. } => false,
        };
        found.push(mistake);
        if !is_cut {
            break;
        }
    }
    found
}

/// Takes out what a mistake is about; false when that would make others look wrong.
fn cut(table: &mut Table, place: &str) -> bool {
    let Some(which) = place.strip_prefix("[[channel]] ") else {
        return table.remove(place.trim_matches(['[', ']'])).is_some()
            && !matches!(place, "[[gemeente]]" | "[oidc]");
    };
    let Some(Value::Array(channels)) = table.get_mut("channel") else { return false };
    let number = which.strip_prefix("number ").and_then(|n| n.parse::<usize>().ok());
    let is_it = |c: &Value| c.get("id").and_then(Value::as_str) == Some(which);
    let at = match number {
        Some(number) => number.checked_sub(1).filter(|at| *at < channels.len()),
        // the second of two with one id is the wrong one
        None => channels.iter().rposition(is_it),
    };
    at.map(|at| channels.remove(at)).is_some()
}

fn read_table(mut table: Table) -> Result<Config, ConfigError> {
    if let Some(unknown) = table.keys().find(|key| !SECTIONS.contains(&key.as_str())) {
        return Err(setting(
            unknown,
            format!("is not a setting; there is: {}", SECTIONS.join(", ")),
        ));
    }
    let data_dir = PathBuf::from(text_of(&table, "data_dir")?.unwrap_or("data".to_owned()));
    let key_file = text_of(&table, "key_file")?.map(PathBuf::from);
    let database = match table.remove("database") {
        Some(value) => section("[database]", value)?,
        None => Database { url: format!("sqlite://{}", data_dir.join("wegwijzer.db").display()) },
    };
    let config = Config {
        public_url: text_of(&table, "public_url")?
            .unwrap_or("http://127.0.0.1:8080".to_owned())
            .trim_end_matches('/')
            .to_owned(),
        key_file: key_file.unwrap_or_else(|| data_dir.join("wegwijzer.key")),
        data_dir,
        database,
        server: optional::<Server>(&mut table, "server")?,
        sign_in: optional::<SignIn>(&mut table, "sign_in")?,
        oidc: oidc(&mut table)?,
        content: optional::<Content>(&mut table, "content")?,
        retention: optional::<Retention>(&mut table, "retention")?,
        talk: optional::<Talk>(&mut table, "conversation")?,
        staff_hours: optional::<StaffHours>(&mut table, "staff_hours")?,
        letters: optional::<Letters>(&mut table, "letters")?,
        mail: table.remove("mail").map(|value| section("[mail]", value)).transpose()?,
        log: optional::<Log>(&mut table, "log")?,
        gemeenten: list(&mut table, "gemeente")?
            .into_iter()
            .map(|value| section("[[gemeente]]", value))
            .collect::<Result<Vec<Gemeente>, _>>()?,
        channels: channels(list(&mut table, "channel")?)?,
    };
    if config.oidc.is_none() && config.sign_in.local_accounts == LocalAccounts::Beheerders {
        let what = "local_accounts = \"beheerders\" needs [oidc]: others could not log in";
        return Err(setting("[sign_in]", what.to_owned()));
    }
    if let Some(code) = config.oidc.as_ref().and_then(|oidc| oidc.gemeente.as_deref())
        && config.gemeenten.iter().all(|gemeente| gemeente.code != code)
    {
        return Err(setting("[oidc]", format!("there is no [[gemeente]] with code {code}")));
    }
    config.channels.iter().try_for_each(|channel| is_complete(channel, &config.gemeenten))?;
    Ok(config)
}

fn oidc(table: &mut Table) -> Result<Option<Oidc>, ConfigError> {
    let Some(mut value) = table.remove("oidc") else { return Ok(None) };
    if let Some(inner) = value.as_table_mut() {
        secrets_from_files(inner, "[oidc]")?;
    }
    let oidc: Oidc = section("[oidc]", value)?;
    match oidc.mistake() {
        Some(what) => Err(setting("[oidc]", what)),
        None => Ok(Some(oidc)),
    }
}

/// What no section can see by itself.
fn is_complete(channel: &Channel, gemeenten: &[Gemeente]) -> Result<(), ConfigError> {
    let wrong = |what: String| Err(setting(format!("[[channel]] {}", channel.id()), what));
    if let Some(code) = channel.gemeente()
        && gemeenten.iter().all(|gemeente| gemeente.code != code)
    {
        return wrong(format!("there is no [[gemeente]] with code {code}"));
    }
    match channel {
        Channel::Telegram(bot)
            if bot.updates == Updates::Webhook
                && bot.webhook_secret.0.iter().all(|secret| secret.reveal().is_empty()) =>
        {
            wrong(
                "webhook_secret is missing; make one with `openssl rand -hex 32`, \
                 or set updates = \"polling\""
                    .to_owned(),
            )
        }
        _ => Ok(()),
    }
}

fn setting(place: impl Into<String>, what: impl ToString) -> ConfigError {
    ConfigError::Setting { place: place.into(), what: what.to_string().trim().to_owned() }
}

fn section<T: DeserializeOwned>(place: &str, value: Value) -> Result<T, ConfigError> {
    value.try_into().map_err(|e| setting(place, e))
}

fn optional<T: DeserializeOwned + Default>(
    table: &mut Table,
    name: &str,
) -> Result<T, ConfigError> {
    match table.remove(name) {
        Some(value) => section(&format!("[{name}]"), value),
        None => Ok(T::default()),
    }
}

fn list(table: &mut Table, name: &str) -> Result<Vec<Value>, ConfigError> {
    match table.remove(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(values)) => Ok(values),
        Some(_) => Err(setting(name, format!("write it as [[{name}]], once for each"))),
    }
}

fn text_of(table: &Table, name: &str) -> Result<Option<String>, ConfigError> {
    match table.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(setting(name, "must be text between quotes")),
    }
}

fn channels(values: Vec<Value>) -> Result<Vec<Channel>, ConfigError> {
    let mut channels: Vec<Channel> = Vec::new();
    for (n, value) in values.into_iter().enumerate() {
        let Value::Table(mut table) = value else {
            return Err(setting("channel", "write it as [[channel]], once for each"));
        };
        let id = text_of(&table, "id")?.unwrap_or_default();
        let place = if id.is_empty() {
            format!("[[channel]] number {}", n + 1)
        } else {
            format!("[[channel]] {id}")
        };
        let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(fit) {
            return Err(setting(place, "needs an `id` of small letters, digits and hyphens"));
        }
        if channels.iter().any(|c| c.id() == id) {
            return Err(setting(place, "this id is used twice"));
        }
        secrets_from_files(&mut table, &place)?;
        let kind = match table.remove("kind") {
            Some(Value::String(kind)) => kind,
            _ => return Err(setting(place, "needs `kind = \"telegram\"` or \"whatsapp\"")),
        };
        channels.push(match kind.as_str() {
            "telegram" => Channel::Telegram(section::<Telegram>(&place, table.into())?),
            "whatsapp" => Channel::Whatsapp(section::<Whatsapp>(&place, table.into())?),
            other => {
                let what = format!("kind `{other}` is not known; use telegram or whatsapp");
                return Err(setting(place, what));
            }
        });
    }
    Ok(channels)
}

/// `token_file = "path"` gives `token` the text of that file.
fn secrets_from_files(table: &mut Table, place: &str) -> Result<(), ConfigError> {
    // the certificate authority of [oidc] is a file, and no secret
    let is_secret = |key: &&String| key.ends_with("_file") && *key != "ca_file";
    let files: Vec<String> = table.keys().filter(is_secret).cloned().collect();
    for key in files {
        let Some(Value::String(path)) = table.remove(&key) else {
            return Err(setting(place, format!("`{key}` must be the path of a file")));
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|e| setting(place, format!("`{key}`: {path}: {e}")))?;
        let name = key.trim_end_matches("_file").to_owned();
        // two lines are two accepted values, while rotating
        let mut lines: Vec<Value> = text.split_whitespace().map(Value::from).collect();
        let value = if lines.len() == 1 { lines.remove(0) } else { Value::Array(lines) };
        table.insert(name, value);
    }
    Ok(())
}

/// Puts one variable in its place in the table.
fn overrule(table: &mut Table, name: &str, value: String) -> Result<(), ConfigError> {
    let path: Vec<String> =
        name.trim_start_matches(PREFIX).split("__").map(str::to_lowercase).collect();
    let value = match value.as_str() {
        "true" => Value::Boolean(true),
        "false" => Value::Boolean(false),
        _ => Value::String(value),
    };
    match path.as_slice() {
        [key] => {
            table.insert(key.clone(), value);
            Ok(())
        }
        [section, id, rest @ ..] if section == "channel" && (1..=2).contains(&rest.len()) => {
            let channels = table.get_mut("channel").and_then(Value::as_array_mut);
            let found = channels.and_then(|all| {
                all.iter_mut()
                    .filter_map(Value::as_table_mut)
                    .find(|c| c.get("id").and_then(Value::as_str) == Some(id))
            });
            let channel = found
                .ok_or_else(|| setting(name, format!("there is no channel with id `{id}`")))?;
            match rest {
                [inner, key] => {
                    let inner = channel.entry(inner.clone()).or_insert_with(|| Table::new().into());
                    let Some(inner) = inner.as_table_mut() else {
                        return Err(setting(name, "does not lead to a table of the channel"));
                    };
                    inner.insert(key.clone(), number(value));
                }
                _ => {
                    channel.extend(rest.first().map(|key| (key.clone(), value)));
                }
            }
            Ok(())
        }
        [section, key] => {
            let entry = table.entry(section.clone()).or_insert_with(|| Table::new().into());
            let Some(inner) = entry.as_table_mut() else {
                return Err(setting(name, "does not lead to a section"));
            };
            inner.insert(key.clone(), value);
            Ok(())
        }
        _ => Err(setting(name, "must be WEGWIJZER__SECTION__KEY")),
    }
}

/// A number where one is written: what stands in a table of a channel (`limits`) are numbers.
fn number(value: Value) -> Value {
    match value.as_str().map(str::parse) {
        Some(Ok(number)) => Value::Integer(number),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANNEL: &str = "[[channel]]\nid = \"telegram\"\nkind = \"telegram\"\ntoken = \"t\"\n\
                           webhook_secret = \"s\"\n";

    fn read_with(text: &str, env: &[(&str, &str)]) -> Result<Config, ConfigError> {
        read_text(text, env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let config = read_with("", &[]).unwrap();
        assert_eq!(config.database.url, "sqlite://data/wegwijzer.db");
        assert!(config.server.listen.ip().is_loopback());
        assert_eq!(config.content.media_days, 90);
    }

    #[test]
    fn the_environment_overrules_the_file() {
        let env = [
            ("WEGWIJZER__DATABASE__URL", "postgres://db/w"),
            ("WEGWIJZER__CHANNEL__TELEGRAM__TOKEN", "new"),
            ("WEGWIJZER__CHANNEL__TELEGRAM__LIMITS__PER_SECOND", "12"),
            ("WEGWIJZER__CONTENT__AUTO_PUBLISH", "true"),
            ("WEGWIJZER__CONTENT__MEDIA_DAYS", "14"),
        ];
        let config = read_with(CHANNEL, &env).unwrap();
        assert_eq!(config.database.url, "postgres://db/w");
        assert!(config.content.auto_publish);
        assert_eq!(config.content.media_days, 14);
        let Channel::Telegram(telegram) = &config.channels[0] else { panic!("telegram") };
        assert_eq!(telegram.token.reveal(), "new");
        assert_eq!((telegram.limits.per_second, telegram.limits.burst_per_chat), (12, 5));
    }

    #[test]
    fn every_mistake_says_where_it_stands() {
        let cases = [
            ("[server]\nlissen = \"x\"", "[server]: "),
            ("colour = 1", "colour: is not a setting"),
            ("[[channel]]\nid = \"x\"\nkind = \"fax\"", "[[channel]] x: kind `fax`"),
            ("[[channel]]\nkind = \"telegram\"", "[[channel]] number 1: needs an `id`"),
            ("[[channel]]\nid = \"t\"\nkind = \"telegram\"", "[[channel]] t: "),
            ("public_url = 3", "public_url: must be text"),
            ("[oidc]\nissuer = \"x\"", "[oidc]: missing field"),
            ("[sign_in]\nlocal_accounts = \"beheerders\"", "[sign_in]: local_accounts = "),
            ("[sign_in]\nsecond_factor = \"soms\"", "[sign_in]: "),
            ("[content]\nmedia_days = -1", "[content]: must be a whole number of days"),
        ];
        for (text, expected) in cases {
            let message = read_with(text, &[]).unwrap_err().to_string();
            assert!(message.starts_with(expected), "{text}: {message}");
        }
        let twice = format!("{CHANNEL}{CHANNEL}");
        assert!(read_with(&twice, &[]).unwrap_err().to_string().contains("used twice"));
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let text = format!(
            "colour = 1\npublic_url = 3\n[server]\nlissen = \"x\"\n[log]\nlevel = 1\n{CHANNEL}\
             [[channel]]\nid = \"x\"\nkind = \"fax\"\n[[channel]]\nkind = \"telegram\"\n{CHANNEL}"
        );
        let env = [("WEGWIJZER__CHANNEL__NOBODY__TOKEN".to_owned(), "t".to_owned())];
        let found: Vec<String> = mistakes_in(&text, env).iter().map(ToString::to_string).collect();
        for part in [
            "NOBODY",
            "colour",
            "public_url: must",
            "[server]",
            "[log]",
            "kind `fax`",
            "needs an `id`",
            "used twice",
        ] {
            let times = found.iter().filter(|line| line.contains(part)).count();
            assert_eq!(times, 1, "{part}: {found:#?}");
        }
        assert_eq!(found.len(), 8);
        assert_eq!(mistakes_in(CHANNEL, []), []);
        assert_eq!(mistakes_in("= 1", []).len(), 1);
    }

    #[test]
    fn a_secret_never_shows_itself() {
        let config = read_with(&CHANNEL.replace("\"t\"", "\"12345:geheim\""), &[]).unwrap();
        assert!(!format!("{config:?}").contains("geheim"));
    }
}

//! What may stand in `policies.yaml`, as text with places: which keys there are, and nothing of what they mean.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: Spanned<u32>,
    pub(super) quiet_hours: Option<Spanned<QuietFile>>,
    #[serde(default)]
    pub(super) reminders: BTreeMap<String, Spanned<ReminderFile>>,
    #[serde(default)]
    pub(super) ladders: BTreeMap<String, Spanned<Vec<RungFile>>>,
    pub(super) undelivered_after: Option<Text>,
    #[serde(default)]
    pub(super) schedules: BTreeMap<String, Spanned<ScheduleFile>>,
    pub(super) budget: Option<BudgetFile>,
    pub(super) high_risk: Option<RiskFile>,
    pub(super) attention: Option<AttentionFile>,
    #[serde(default)]
    pub(super) compare_texts: Vec<String>,
    #[serde(default)]
    pub(super) gemeenten: BTreeMap<String, Spanned<OwnFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BudgetFile {
    pub(super) per_day: Spanned<u32>,
    pub(super) per_week: Spanned<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RiskFile {
    pub(super) unanswered: Spanned<u32>,
    pub(super) missed: Option<Spanned<u32>>,
    pub(super) same_reason: Option<Spanned<u32>>,
    pub(super) weeks: Option<Spanned<u32>>,
    pub(super) at: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttentionFile {
    pub(super) waiting_weeks: Option<Spanned<u32>>,
    pub(super) no_progress_months: Option<Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnFile {
    pub(super) budget: Option<BudgetFile>,
    pub(super) quiet_hours: Option<Spanned<QuietFile>>,
    #[serde(default)]
    pub(super) reminders: BTreeMap<String, Spanned<ReminderFile>>,
    #[serde(default)]
    pub(super) ladders: BTreeMap<String, Spanned<Vec<RungFile>>>,
    pub(super) high_risk: Option<RiskFile>,
    pub(super) attention: Option<AttentionFile>,
    #[serde(default)]
    pub(super) schedules: BTreeMap<String, Spanned<ScheduleFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuietFile {
    pub(super) from: Option<Text>,
    pub(super) until: Option<Text>,
    pub(super) sundays: Option<bool>,
    pub(super) holidays: Option<bool>,
    pub(super) short_notice_from: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReminderFile {
    #[serde(rename = "for")]
    pub(super) kinds: Vec<Text>,
    pub(super) moments: BTreeMap<String, MomentFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MomentFile {
    pub(super) before: Text,
    pub(super) at: Option<Text>,
    pub(super) useful_until: Text,
    #[serde(default)]
    pub(super) only_if_unanswered: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RungFile {
    pub(super) rung: Text,
    pub(super) after: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleFile {
    pub(super) cron: Text,
    pub(super) every_weeks: Option<Spanned<u32>>,
    #[serde(default)]
    pub(super) groups: Vec<Text>,
    pub(super) enrolled: Option<Text>,
    pub(super) after_silence: Option<SilenceFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SilenceFile {
    pub(super) times: Spanned<u32>,
    pub(super) every_weeks: Spanned<u32>,
}

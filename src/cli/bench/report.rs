//! The figures of a run, as JSON and as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::load::Spread;
use super::machine::{Machine, Used};

/// Everything that a run found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Report {
    pub(super) version: &'static str,
    pub(super) machine: Machine,
    /// What the platforms would hold back, and here does not.
    pub(super) platform_limits: &'static str,
    pub(super) runs: Vec<Run>,
}

/// The figures on one database.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) database: &'static str,
    /// What a commit waits for, as the database itself says.
    pub(super) durability: String,
    /// False when a commit does not wait for the disk: these figures count for nothing.
    pub(super) durable: bool,
    pub(super) figures: Vec<Figure>,
}

/// One measurement.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Figure {
    pub(super) name: String,
    /// What was counted: webhooks, updates, events, messages, reminders, pages.
    pub(super) unit: &'static str,
    pub(super) count: usize,
    pub(super) per_second: f64,
    /// As a share of the floor with as many connections, in the same run.
    pub(super) of_floor: Option<f64>,
    /// Processor time of the service for one.
    pub(super) cpu_us: f64,
    /// The same of the database server, where it is a process of its own.
    pub(super) database_cpu_us: f64,
    pub(super) webhooks: Option<Spread>,
    pub(super) replies: Option<Spread>,
    /// Of the service.
    pub(super) peak_memory_mb: f64,
    pub(super) used: Used,
    /// Somebody else was at work on this machine: the figure is too low.
    pub(super) disturbed: bool,
    /// Rows and calls, to see that nothing was lost or doubled.
    pub(super) counts: BTreeMap<&'static str, i64>,
    pub(super) notes: Vec<String>,
}

impl Figure {
    /// `count` of `unit` in the time that was used.
    pub(super) fn new(
        name: impl Into<String>,
        unit: &'static str,
        count: usize,
        used: Used,
    ) -> Self {
        let each = |cores: f64| cores * used.seconds * 1e6 / count.max(1) as f64;
        Self {
            name: name.into(),
            unit,
            count,
            per_second: count as f64 / used.seconds,
            cpu_us: each(used.service_cores),
            database_cpu_us: each(used.database_cores),
            used,
            disturbed: used.is_disturbed(),
            ..Self::default()
        }
    }

    pub(super) fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }
}

impl Report {
    /// For people.
    pub(super) fn in_words(&self) -> String {
        let Machine { cores, processor, memory_mb } = &self.machine;
        let mut out = format!(
            "wegwijzer {} on {cores} processors ({processor}), {memory_mb} MB\n\
             Platform limits: {}\n",
            self.version, self.platform_limits
        );
        for run in &self.runs {
            // writing to a String cannot fail
            let _ = write!(out, "\n{}: {}\n", run.database, run.durability);
            if !run.durable {
                out.push_str("  NOT DURABLE: a commit does not wait for the disk here\n");
            }
            let _ = writeln!(
                out,
                "  {:<26}{:>9} {:<10}{:>6}{:>7}{:>7}{:>9}{:>9}{:>9}{:>7}{:>6}{:>6}",
                "",
                "a second",
                "",
                "floor",
                "cpu us",
                "db us",
                "p50 ms",
                "p99 ms",
                "max ms",
                "MB",
                "cores",
                "else"
            );
            run.figures.iter().for_each(|figure| figure.write(&mut out));
        }
        out.push_str(
            "\nfloor: share of the floor with as many connections; cpu us: processor time of the \
             service for one, db us: of the\ndatabase server; p50 to max: webhook or page, or \
             >reply at the platform; MB: the service at most; cores: used by the service;\nelse: processors \
             used by others on this machine or taken by its host (over 0.1: the figures are too \
             low).\n",
        );
        out
    }
}

impl Figure {
    fn write(&self, out: &mut String) {
        let share = self.of_floor.map_or(String::new(), |share| format!("{share:.2}"));
        let spread = |spread: Option<Spread>, mark: &str| {
            spread.map_or_else(
                || format!("{:>9}{:>9}{:>9}", "", "", ""),
                |s| {
                    let cell = |ms: f64| format!("{mark}{ms:.1}");
                    format!("{:>9}{:>9}{:>9}", cell(s.p50_ms), cell(s.p99_ms), cell(s.max_ms))
                },
            )
        };
        let first = self.webhooks.or(self.replies);
        let mark = if self.webhooks.is_some() { "" } else { ">" };
        let _ = writeln!(
            out,
            "  {:<26}{:>9.0} {:<10}{:>6}{:>7.0}{:>7.0}{}{:>7.0}{:>6.2}{:>6.2}",
            self.name,
            self.per_second,
            self.unit,
            share,
            self.cpu_us,
            self.database_cpu_us,
            spread(first, mark),
            self.peak_memory_mb,
            self.used.service_cores,
            self.used.elsewhere_cores + self.used.stolen_cores,
        );
        if self.webhooks.is_some() && self.replies.is_some() {
            let _ = writeln!(out, "  {:<65}{}", "", spread(self.replies, ">"));
        }
        let counts: Vec<String> = self.counts.iter().map(|(k, v)| format!("{k} {v}")).collect();
        if !counts.is_empty() {
            let _ = writeln!(out, "      {}", counts.join(", "));
        }
        for note in &self.notes {
            let _ = writeln!(out, "      {note}");
        }
    }
}

//! What a process used, and whether the machine was busy with something else.
//!
//! Everything comes from Linux' `/proc`; where it is not there, figures are nought and the report
//! says so by its empty machine.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::Serialize;

/// Clock ticks in a second. Source: proc(5): `sysconf(_SC_CLK_TCK)`, 100 on every Linux that runs
/// on a server.
const TICKS_PER_SECOND: u64 = 100;

/// The machine, as far as figures depend on it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Machine {
    /// Processors this program may use.
    pub cores: usize,
    /// Name of the processor.
    pub processor: String,
    /// Memory in megabytes.
    pub memory_mb: u64,
}

/// Looks at the machine.
pub fn machine() -> Machine {
    let line = |text: &str, name: &str| -> Option<String> {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let kb = line(&read("/proc/meminfo"), "MemTotal");
    let kb = kb.and_then(|kb| kb.split(' ').next()?.parse::<u64>().ok());
    Machine {
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        processor: line(&read("/proc/cpuinfo"), "model name").unwrap_or_default(),
        memory_mb: kb.unwrap_or(0) / 1024,
    }
}

/// Processor time of a process so far, both modes, its ended children too. Source: proc(5), fields
/// 14 to 17 of `stat`.
fn spent_by(pid: u32, with_children: bool) -> Duration {
    let stat = read(&format!("/proc/{pid}/stat"));
    let fields = fields_after_name(&stat);
    let (first, count) = (11, if with_children { 4 } else { 2 });
    let used: u64 =
        fields.iter().skip(first).take(count).filter_map(|f| f.parse::<u64>().ok()).sum();
    ticks(used)
}

fn ticks(count: u64) -> Duration {
    Duration::from_millis(count * 1000 / TICKS_PER_SECOND)
}

/// The name may hold spaces; everything after its closing bracket does not.
fn fields_after_name(stat: &str) -> Vec<&str> {
    stat.rsplit_once(')').map_or(Vec::new(), |(_, rest)| rest.split_whitespace().collect())
}

/// The most memory a process held, in megabytes. Source: proc(5), `VmHWM`.
pub fn peak_memory_mb(pid: u32) -> f64 {
    let status = read(&format!("/proc/{pid}/status"));
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// The server of a PostgreSQL on this machine, all its processes together; `backend` is one of
/// them. Nothing when it runs elsewhere.
fn spent_by_postgres(backend: u32) -> Duration {
    let Some(postmaster) = parent_of(backend) else { return Duration::ZERO };
    let mut spent = spent_by(postmaster, true);
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let pid = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        if let Some(pid) = pid.filter(|pid| parent_of(*pid) == Some(postmaster)) {
            spent += spent_by(pid, false);
        }
    }
    spent
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = read(&format!("/proc/{pid}/stat"));
    fields_after_name(&stat).get(1)?.parse().ok()
}

/// What all processors did, in ticks. Source: proc(5), the first line of `/proc/stat`.
#[derive(Clone, Copy, Debug, Default)]
struct Whole {
    busy: u64,
    stolen: u64,
}

fn whole() -> Whole {
    let stat = read("/proc/stat");
    let numbers: Vec<u64> = stat
        .lines()
        .next()
        .into_iter()
        .flat_map(str::split_whitespace)
        .filter_map(|field| field.parse().ok())
        .collect();
    // user nice system idle iowait irq softirq steal
    let at = |n: usize| numbers.get(n).copied().unwrap_or(0);
    Whole { busy: at(0) + at(1) + at(2) + at(5) + at(6), stolen: at(7) }
}

/// What was used between two moments.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Used {
    /// How long it took, in seconds.
    pub seconds: f64,
    /// Processors the service kept busy on average.
    pub service_cores: f64,
    /// Processors the database server kept busy, where it is a process of its own.
    pub database_cores: f64,
    /// Processors that load and sink kept busy.
    pub load_cores: f64,
    /// Processors that neither of them kept busy: somebody else was at work.
    pub elsewhere_cores: f64,
    /// Processors that the host gave to another guest.
    pub stolen_cores: f64,
}

impl Used {
    /// Was something else at work? Then the figures are too low.
    pub fn is_disturbed(&self) -> bool {
        self.elsewhere_cores + self.stolen_cores > 0.1
    }
}

/// The processes of a measurement, by what they do.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// The service.
    pub service: Option<u32>,
    /// Load and sink.
    pub load: Option<u32>,
    /// A process of the PostgreSQL server.
    pub backend: Option<u32>,
}

/// A moment to measure from.
pub struct Since {
    watch: Watch,
    begun: Instant,
    whole: Whole,
    spent: BTreeMap<&'static str, Duration>,
}

impl Watch {
    /// From now on.
    pub fn begin(&self) -> Since {
        Since { watch: self.clone(), begun: Instant::now(), whole: whole(), spent: self.spent() }
    }

    fn spent(&self) -> BTreeMap<&'static str, Duration> {
        let of = |pid: Option<u32>| pid.map_or(Duration::ZERO, |pid| spent_by(pid, false));
        [
            ("service", of(self.service)),
            ("load", of(self.load)),
            ("database", self.backend.map_or(Duration::ZERO, spent_by_postgres)),
            ("self", spent_by(std::process::id(), false)),
        ]
        .into()
    }
}

impl Since {
    /// Until now.
    pub fn end(&self) -> Used {
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let (now, after) = (whole(), self.watch.spent());
        let cores = |name| {
            let before = self.spent.get(name).copied().unwrap_or_default();
            after.get(name).copied().unwrap_or_default().saturating_sub(before).as_secs_f64()
                / seconds
        };
        let of_all =
            |now: u64, before: u64| ticks(now.saturating_sub(before)).as_secs_f64() / seconds;
        let busy = of_all(now.busy, self.whole.busy);
        let ours: f64 = ["service", "load", "database", "self"].into_iter().map(cores).sum();
        Used {
            seconds,
            service_cores: cores("service"),
            database_cores: cores("database"),
            load_cores: cores("load"),
            elsewhere_cores: (busy - ours).max(0.0),
            stolen_cores: of_all(now.stolen, self.whole.stolen),
        }
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_brackets_does_not_shift_the_fields() {
        let stat = "42 (a) b) S 7 42 42 0 -1 4194304 1 0 0 0 150 50 0 0 20";
        let fields = fields_after_name(stat);
        assert_eq!(fields[1], "7");
        assert_eq!((fields[11], fields[12]), ("150", "50"));
    }

    #[test]
    fn work_of_this_process_is_seen_as_work_of_the_service() {
        let watch = Watch { service: Some(std::process::id()), ..Watch::default() };
        let since = watch.begin();
        let mut n = 0_u64;
        // at least five ticks of work, however fast the machine
        while spent_by(std::process::id(), false) < since.spent["service"] + ticks(5) {
            n = std::hint::black_box(n + 1);
        }
        assert!(since.end().service_cores > 0.0);
        assert!(peak_memory_mb(std::process::id()) > 1.0);
    }
}

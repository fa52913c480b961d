//! The process as the kernel sees it: processor, memory, files.

use std::time::Duration;

/// What /proc says; a part that cannot be read is missing.
#[derive(Debug, Default, Clone)]
pub struct Process {
    pub cpu: Option<Duration>,
    pub resident_bytes: Option<u64>,
    pub open_files: Option<u64>,
    pub most_files: Option<u64>,
}

/// The kernel counts processor time in hundredths of a second on every Linux we run on.
const TICK_MS: u64 = 10;

impl Process {
    pub fn now() -> Self {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/self/{name}")).unwrap_or_default();
        let open = std::fs::read_dir("/proc/self/fd").ok().map(Iterator::count);
        Self {
            cpu: cpu(&read("stat")),
            resident_bytes: number_after(&read("status"), "VmRSS:").map(|kib| kib.saturating_mul(1024)),
            open_files: open.and_then(|count| u64::try_from(count).ok()),
            most_files: number_after(&read("limits"), "Max open files"),
        }
    }
}

/// Fields 14 and 15, counted behind the name in brackets, which may hold anything.
fn cpu(stat: &str) -> Option<Duration> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()?.checked_add(fields.next()?.parse().ok()?)?;
    Some(Duration::from_millis(ticks.checked_mul(TICK_MS)?))
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_confuses_nobody() {
        let stat = "7 (a) b) R 1 1 1 0 -1 4 5 6 7 8 150 50 0 0 20 0 1 0 100";
        assert_eq!(cpu(stat), Some(Duration::from_secs(2)));
        let process = Process::now();
        assert!(process.resident_bytes.unwrap() > 1 << 20 && process.open_files.unwrap() > 2);
        assert!(process.most_files.unwrap() >= process.open_files.unwrap());
    }
}

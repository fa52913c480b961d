//! What processes cost, as the kernel counts it: CPU time and memory of `/proc`.

use std::fs;

/// The kernel counts CPU time in hundredths of a second for programs.
const TICK: u64 = 10_000;

struct Stat {
    parent: u32,
    own: u64,
    children: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in parentheses and may hold anything.
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat {
        parent: u32::try_from(number(1)?).ok()?,
        own: (number(11)? + number(12)?) * TICK,
        children: (number(13)? + number(14)?) * TICK,
    })
}

/// Microseconds of CPU that a process has used, its children apart.
pub fn cpu(pid: u32) -> u64 {
    stat(pid).map_or(0, |stat| stat.own)
}

/// Microseconds of CPU of a database server: its first process, its backends, and those that have ended.
pub fn cpu_of_server(first: u32) -> u64 {
    let Some(main) = stat(first) else { return 0 };
    let living: u64 = numbers()
        .into_iter()
        .filter_map(|pid| stat(pid).filter(|stat| stat.parent == first))
        .map(|stat| stat.own)
        .sum();
    main.own + main.children + living
}

fn numbers() -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// KiB of memory that a process holds now, and the most it ever held.
pub fn memory(pid: u32) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = |name: &str| {
        let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
        rest.split_whitespace().next()?.parse().ok()
    };
    (line("VmRSS:").unwrap_or(0), line("VmHWM:").unwrap_or(0))
}

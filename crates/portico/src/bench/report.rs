//! What was measured, for people and for programs.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::Figures;
use super::goals::{Bound, GOALS, LATER, Sizes, Standing};
use crate::cli::say;

/// The table of goals, then the two lists of rates and costs.
pub fn tell(figures: &Figures, sizes: Sizes) {
    say(&format!("\nGoals at {} and {} goods\n", sizes.small, sizes.large));
    say(&format!("{:10} {:52} {:>10} {:>10} {:>8}  {}", "goal", "what", "figure", "floor", "aim", ""));
    for goal in GOALS {
        let value = goal.value(figures, sizes);
        let sign = match goal.bound {
            Bound::AtMost => "≤",
            Bound::AtLeast => "≥",
            Bound::Exactly => "=",
        };
        let figure = value.map_or_else(|| "–".to_owned(), short);
        let floor = format!("{sign} {}", goal.floor().normalize());
        let standing = word(goal.standing(value));
        say(&format!(
            "{:10} {:52} {figure:>10} {floor:>10} {:>8}  {standing}",
            goal.number,
            goal.says,
            goal.aim().normalize()
        ));
    }
    for (number, says) in LATER {
        say(&format!("{number:10} {says:52} {:>10}", "not in this build"));
    }
    say("\nThe server, and pgbench with its statements in the same scope (CPU in ms for one)\n");
    say(&format!(
        "{:16} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} │ {:>9} {:>9}",
        "", "rate/s", "CPU", "server", "database", "p50", "p99", "rate/s", "database"
    ));
    for name in figures.names().filter_map(|name| name.strip_suffix(".cpu_ms")) {
        let one = |part: &str| figures.get(&format!("{name}.{part}")).map_or_else(|| "–".to_owned(), short);
        say(&format!(
            "{name:16} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} │ {:>9} {:>9}",
            one("rate"),
            one("cpu_ms"),
            one("server_ms"),
            one("database_ms"),
            one("p50_ms"),
            one("p99_ms"),
            one("pgbench_rate"),
            one("pgbench_ms")
        ));
    }
}

/// Everything, with every round.
pub fn json(figures: &Figures, sizes: Sizes) -> Value {
    let goals: Vec<Value> = GOALS
        .iter()
        .map(|goal| {
            let value = goal.value(figures, sizes);
            json!({
                "goal": goal.number, "what": goal.says, "figure": value.map(short),
                "floor": goal.floor().normalize().to_string(), "aim": goal.aim().normalize().to_string(),
                "standing": word(goal.standing(value)),
            })
        })
        .collect();
    json!({ "goods": [sizes.small, sizes.large], "goals": goals, "later": LATER.map(|(number, _)| number),
            "figures": figures.json() })
}

/// Those that have no figure or miss their floor.
pub fn missed(figures: &Figures, sizes: Sizes) -> Vec<&'static str> {
    let bad = |standing| matches!(standing, Standing::Missing | Standing::Missed);
    GOALS
        .iter()
        .filter(|goal| bad(goal.standing(goal.value(figures, sizes))))
        .map(|goal| goal.number)
        .collect()
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Missing => "no figure",
        Standing::Missed => "MISSED",
        Standing::Met => "met",
        Standing::Aimed => "met, and the aim",
    }
}

fn short(value: Decimal) -> String {
    let digits = if value.abs() >= Decimal::ONE_HUNDRED { 0 } else { 2 };
    value.round_dp(digits).normalize().to_string()
}

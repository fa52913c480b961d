//! `portico bench`: measures the product against the goals of speed. It loads catalogs by the product's own import into
//! a database server of its own, drives the real server over HTTP, and in the same round runs `pgbench` with scripts
//! made of the statements that the server logged for the very page or order. `docs/performance.md` tells how to read it.

mod client;
mod figures;
mod goals;
mod ground;
mod load;
mod memory;
mod orders;
mod pages;
mod pgbench;
mod process;
mod race;
mod report;
mod script;
mod server;
mod shop;
mod statements;

pub use figures::Figures;
pub use goals::{GOALS, Sizes};
pub use server::Program;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use cluster::default_data_dir;

use crate::cli::say;
use ground::Ground;
use pages::Kind;
use shop::{Shop, millis};

/// What goes wrong is words for the person who measures.
pub type Result<T, E = String> = std::result::Result<T, E>;

/// Browsers at once.
const CLIENTS: usize = 8;
/// Buyers who want the last pieces.
const RACERS: usize = 50;

/// `portico bench`
#[derive(Debug, Clone, Args)]
pub struct BenchArgs {
    /// The catalogs: a small one and a large one.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    pub goods: Vec<u32>,
    /// How often each measurement is made; the middle counts.
    #[arg(long, default_value_t = 5)]
    pub rounds: usize,
    /// Small catalogs, one short round, few tenants: shows that everything can be measured, and nothing else.
    #[arg(long)]
    pub quick: bool,
    /// Measure only these parts.
    #[arg(long, value_delimiter = ',', value_enum)]
    pub only: Vec<Part>,
    /// End with an error when a goal has no figure or misses its floor.
    #[arg(long)]
    pub check: bool,
    /// Write everything, with every round, to this file.
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Keep the scripts for `pgbench` in this folder.
    #[arg(long)]
    pub scripts: Option<PathBuf>,
    /// The folder of the database server that is made for this, and taken away at the end.
    #[arg(long)]
    pub data_dir: Option<PathBuf>,
}

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    Pages,
    Orders,
    Race,
    Start,
    Memory,
}

/// How long and how often.
pub struct Pace {
    only: Vec<Part>,
    pub rounds: usize,
    pub millis: u64,
    pub tenants: usize,
    pub all_tenants: usize,
}

/// The command.
pub async fn run(args: &BenchArgs) -> Result<()> {
    let (figures, sizes) = measure(args, &Program::own()?).await?;
    report::tell(&figures, sizes);
    if let Some(path) = &args.json {
        let text = serde_json::to_string_pretty(&report::json(&figures, sizes))
            .map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let missed = report::missed(&figures, sizes);
    if args.check && !missed.is_empty() {
        return Err(format!("Goals without a figure or below their floor: {}", missed.join(", ")));
    }
    Ok(())
}

impl Pace {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// Measures everything. `program` is how a server is started.
pub async fn measure(args: &BenchArgs, program: &Program) -> Result<(Figures, Sizes)> {
    let sizes = match (args.quick, args.goods.as_slice()) {
        (true, _) => Sizes { small: 300, large: 600 },
        (false, [small, large]) if small < large => Sizes { small: *small, large: *large },
        _ => return Err("--goods takes two numbers, the smaller one first.".to_owned()),
    };
    let pace = if args.quick {
        Pace { only: args.only.clone(), rounds: 1, millis: 1_000, tenants: 3, all_tenants: 4 }
    } else {
        Pace {
            only: args.only.clone(),
            rounds: args.rounds.max(1),
            millis: 4_000,
            tenants: 20,
            all_tenants: 200,
        }
    };
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let folder = args.data_dir.clone().unwrap_or_else(|| default_data_dir(&here, "bench"));
    let ground = Ground::make(&folder, args.scripts.clone()).await?;
    let mut figures = Figures::default();
    let done = all(&ground, program, (sizes, &pace), &mut figures).await;
    ground.clear().await?;
    if let Err(why) = done {
        // What was measured until then is worth telling.
        report::tell(&figures, sizes);
        return Err(why);
    }
    Ok((figures, sizes))
}

async fn all(
    ground: &Ground,
    program: &Program,
    (sizes, pace): (Sizes, &Pace),
    figures: &mut Figures,
) -> Result<()> {
    let began = Instant::now();
    let step = |words: &str| say(&format!("{:>6} s  {words}", millis(began) / 1_000));
    let mut shops = Vec::new();
    for goods in [sizes.small, sizes.large] {
        step(&format!("importing {goods} goods"));
        let shop = Shop::open(ground, &format!("goods{goods}"), goods, RACERS.max(CLIENTS)).await?;
        figures.add(format!("import.{goods}.s"), figures::thousandth(shop.imported));
        figures.add("provision.s", figures::thousandth(shop.opened));
        shops.push(shop);
    }
    for shop in &shops {
        pages_and_orders(ground, program, shop, pace, figures, &step).await?;
    }
    let small = shops.first().ok_or("no shop")?;
    let server = program.start(&ground.config, "web", ground.scratch.path())?;
    if pace.wants(Part::Race) {
        step("the race for the last ten");
        race::run(ground, &server, small, figures).await?;
    }
    let visitor = small.buyer(&server.address, 0).await?;
    drop(server);
    for _ in (0..pace.rounds).filter(|_| pace.wants(Part::Start)) {
        step("starting");
        memory::start(ground, program, &visitor, figures).await?;
    }
    if pace.wants(Part::Memory) {
        step(&format!("memory over {} tenants", pace.tenants));
        let mut many = Vec::new();
        memory::fill(ground, &mut many, (pace.tenants, pace.tenants), figures).await?;
        memory::peak(ground, program, &many, (pace, figures)).await?;
        step(&format!("memory over {} tenants", pace.all_tenants));
        memory::fill(ground, &mut many, (pace.all_tenants, pace.tenants), figures).await?;
        memory::further(ground, program, (&many, pace.tenants), figures).await?;
    }
    step("done");
    Ok(())
}

async fn pages_and_orders(
    ground: &Ground,
    program: &Program,
    shop: &Shop,
    pace: &Pace,
    figures: &mut Figures,
    step: &impl Fn(&str),
) -> Result<()> {
    let server = program.start(&ground.config, "web", ground.scratch.path())?;
    let mut buyers = pages::buyers(shop, &server, CLIENTS).await?;
    let mut kinds = Vec::new();
    let wanted = [
        ("list", pages::list(ground, shop, None)?),
        ("list24", pages::list(ground, shop, Some("24"))?),
        ("card", pages::cards(ground, shop)?),
        ("search", pages::searches(ground, shop)?),
    ];
    for (name, pages) in wanted.into_iter().filter(|_| pace.wants(Part::Pages)) {
        step(&format!("reading the statements of {name} pages, {} goods", shop.goods));
        kinds.push(Kind::of(ground, &server, shop, (name, pages)).await?);
    }
    let mut scripts = Vec::new();
    if pace.wants(Part::Orders) {
        step("reading the statements of orders");
        scripts = orders::scripts(ground, shop, &mut buyers).await?;
    }
    for round in 1..=pace.rounds {
        step(&format!("round {round} of {}, {} goods", pace.rounds, shop.goods));
        for kind in &kinds {
            buyers = kind.round(ground, &server, buyers, (pace, figures)).await?;
        }
        let orders = (shop.goods, scripts.as_slice());
        if pace.wants(Part::Orders) {
            buyers = orders::round(ground, &server, orders, buyers, (pace, figures)).await?;
        }
    }
    Ok(())
}

//! The commands of `careercenter`.

use std::fs::File;
use std::io::BufReader;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use careercenter::clock::Clock;
use careercenter::config::{Config, LogFormat};
use careercenter::site::{Site, Stop};
use careercenter::{accounts, exchange, routes, sample, search, worker};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The job board for medical coders.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// A TOML file with settings; the environment wins over it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the board, and do its background work.
    Serve {
        /// Leave background work to other processes.
        #[arg(long)]
        no_worker: bool,
    },
    /// Do background work only.
    Work,
    /// Bring the database up to date, and exit.
    Migrate,
    /// Read postings from a file of JSON Lines. Importing it again changes nothing.
    Import {
        file: PathBuf,
        /// The data folder, in place of DATA_DIR.
        #[arg(long)]
        data: Option<PathBuf>,
        /// Judge what is live and what has expired as of this day (YYYY-MM-DD), not today.
        #[arg(long)]
        as_of: Option<chrono::NaiveDate>,
    },
    /// Administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// A sample board with everything in a folder of its own.
    Demo {
        #[arg(long, default_value = "demo-data")]
        data: PathBuf,
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Live postings the board has at least.
        #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        postings: u64,
    },
}

#[derive(Subcommand)]
enum Admin {
    /// Make an account an administrator, and print a link to set its password.
    Create { email: String },
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("careercenter: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Outcome {
    let load = |given: &[(&str, String)]| Config::load(arguments.config.as_deref(), given);
    match arguments.command {
        Command::Serve { no_worker } => serve(open(load(&[])?)?, !no_worker),
        Command::Work => work(open(load(&[])?)?),
        Command::Migrate => migrate(load(&[])?),
        Command::Import { file, data, as_of } => {
            let data = data.map(|folder| ("DATA_DIR", folder.display().to_string()));
            import(open(load(data.as_slice())?)?, &file, as_of)
        }
        Command::Admin(Admin::Create { email }) => create_admin(open(load(&[])?)?, &email),
        Command::Demo { data, listen, postings } => {
            let site = open(Config::demo(&data, listen)?)?;
            greet(&site, &sample::top_up(&site, postings)?);
            serve(site, true)
        }
    }
}

/// Opens the site and brings its database up to date.
fn open(config: Config) -> Result<Site, Box<dyn std::error::Error>> {
    start_log(&config);
    let site = Site::open(config, Clock::System)?;
    site.db.migrate()?;
    Ok(site)
}

fn migrate(config: Config) -> Outcome {
    start_log(&config);
    let site = Site::open(config, Clock::System)?;
    let migrated = site.db.migrate()?;
    match migrated.applied.as_slice() {
        [] => println!("The database is up to date."),
        applied => println!("Applied: {}", applied.join(", ")),
    }
    Ok(())
}

fn create_admin(site: Site, email: &str) -> Outcome {
    let link = accounts::admin::create(&site, email)?;
    println!("{email} is an administrator. Set the password within a day at\n{link}");
    Ok(())
}

/// Reports rejected lines on stderr; the last line of stdout is the report as JSON.
fn import(site: Site, path: &Path, as_of: Option<chrono::NaiveDate>) -> Outcome {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let bar = ProgressBar::new(file.metadata()?.len())
        .with_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}")?);
    let judged = exchange::Judged { now: site.clock.now(), as_of };
    let report =
        exchange::import(&site, BufReader::new(file), judged, |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();
    for (line, reason) in &report.rejections {
        eprintln!("line {line}: {reason}");
    }
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// What somebody who has just started the demo wants to know.
fn greet(site: &Site, sample: &sample::SignIns) {
    println!("CareerCenter's sample board: {}", site.config.base_url);
    println!("  data in {}", site.config.data.display());
    for (who, email) in [
        ("applicant", &sample.applicant),
        ("employer", &sample.employer),
        ("administrator", &sample.administrator),
    ] {
        println!("  {who:<14} {email}  password {}", sample.password);
    }
}

fn serve(site: Site, with_worker: bool) -> Outcome {
    let listener = TcpListener::bind(site.config.listen)?;
    let stop = Stop::default();
    std::thread::scope(|threads| {
        threads.spawn(|| search::run(&site, &stop));
        if with_worker {
            threads.spawn(|| worker::run(&site, &stop));
        }
        tracing::info!(address = %site.config.listen, "serving");
        let served =
            actix_web::rt::System::new().block_on(async { routes::server(&site, listener)?.await });
        stop.ask();
        site.db.committed().give();
        served
    })?;
    Ok(())
}

/// Works until the process is told to end.
fn work(site: Site) -> Outcome {
    let stop = Stop::default();
    std::thread::scope(|threads| {
        threads.spawn(|| worker::run(&site, &stop));
        let ended = actix_web::rt::System::new().block_on(until_told_to_end());
        stop.ask();
        site.db.committed().give();
        ended
    })?;
    Ok(())
}

async fn until_told_to_end() -> std::io::Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.compact().init(),
        LogFormat::Json => log.json().init(),
    }
}

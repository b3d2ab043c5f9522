//! The commands of `careercenter`.

use std::fs::File;
use std::io::BufReader;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use careercenter::clock::Clock;
use careercenter::config::{Config, LogFormat};
use careercenter::site::{Site, Stop};
use careercenter::{exchange, routes, worker};
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

fn serve(site: Site, with_worker: bool) -> Outcome {
    let listener = TcpListener::bind(site.config.listen)?;
    let stop = Stop::default();
    std::thread::scope(|threads| {
        if with_worker {
            threads.spawn(|| worker::run(&site, &stop));
        }
        tracing::info!(address = %site.config.listen, "serving");
        let served = actix_web::rt::System::new().block_on(async {
            let server = routes::server(&site, listener)?;
            let handle = server.handle();
            actix_web::rt::spawn(async move {
                match until_told_to_end().await {
                    Ok(()) => handle.stop(true).await,
                    Err(error) => tracing::error!(%error, "signals cannot be heard"),
                }
            });
            server.await
        });
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

//! The commands of `careercenter`.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;

use careercenter::clock::Clock;
use careercenter::config::{Config, LogFormat};
use careercenter::site::{Site, Stop};
use careercenter::{routes, worker};
use clap::{Parser, Subcommand};

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
    let config = Config::load(arguments.config.as_deref(), &[])?;
    start_log(&config);
    match arguments.command {
        Command::Serve { no_worker } => serve(open(config)?, !no_worker),
        Command::Work => work(open(config)?),
        Command::Migrate => migrate(config),
    }
}

/// Opens the site and brings its database up to date.
fn open(config: Config) -> Result<Site, Box<dyn std::error::Error>> {
    let site = Site::open(config, Clock::System)?;
    site.db.migrate()?;
    Ok(site)
}

fn migrate(config: Config) -> Outcome {
    let site = Site::open(config, Clock::System)?;
    let migrated = site.db.migrate()?;
    match migrated.applied.as_slice() {
        [] => println!("The database is up to date."),
        applied => println!("Applied: {}", applied.join(", ")),
    }
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

//! The commands of `careercenter`.

use std::fs::File;
use std::io::{BufReader, IsTerminal};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use careercenter::clock::Clock;
use careercenter::config::{Config, LogFormat};
use careercenter::site::{Site, Stop};
use careercenter::{accounts, applicants, exchange, extraction, routes, sample, search, worker};
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
    /// The index searches are answered from.
    #[command(subcommand)]
    Index(Index),
    /// Administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Take one file from stdin apart. Started by the board itself, never by a person.
    #[command(hide = true)]
    Extract,
    /// A sample board with everything in a folder of its own.
    Demo {
        #[arg(long, default_value = "demo-data")]
        data: PathBuf,
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        /// Live postings the board has at least.
        #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        postings: u64,
    },
}

#[derive(Subcommand)]
enum Index {
    /// Build it from the database and write its file, which the next start reads.
    Build,
    /// Compare it, as a server would start with it, with one built from the database. Prints every
    /// posting that differs, and fails if there is one.
    Verify,
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
        Command::Serve { no_worker } => {
            let site = open(load(&[])?)?;
            let listener = listen_on(&site)?;
            serve(site, listener, !no_worker)
        }
        Command::Work => work(open(load(&[])?)?),
        Command::Migrate => migrate(load(&[])?),
        Command::Import { file, data, as_of } => {
            let data = data.map(|folder| ("DATA_DIR", folder.display().to_string()));
            import(open(load(data.as_slice())?)?, &file, as_of)
        }
        Command::Index(Index::Build) => build_index(open(load(&[])?)?),
        Command::Index(Index::Verify) => verify_index(open(load(&[])?)?),
        Command::Admin(Admin::Create { email }) => create_admin(open(load(&[])?)?, &email),
        Command::Extract => Ok(extraction::run_child()?),
        Command::Demo { data, listen, postings } => {
            let site = open(Config::demo(&data, &listen)?)?;
            let listener = listen_on(&site)?;
            greet(&site, &sample::top_up(&site, postings)?);
            serve(site, listener, true)
        }
    }
}

/// Opens the site and brings its database up to date.
fn open(config: Config) -> Result<Site, Box<dyn std::error::Error>> {
    start_log(&config);
    if config.own_secret && config.database.is_shared() {
        tracing::warn!("SECRET_KEY is not set: links and forms of this process hold on no other");
    }
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

fn build_index(site: Site) -> Outcome {
    println!("The index holds {} postings.", search::build(&site)?);
    Ok(())
}

fn verify_index(site: Site) -> Outcome {
    let verified = search::verify(&site)?;
    println!("{verified}");
    match verified.is_equal() {
        true => {
            println!("equal");
            Ok(())
        }
        false => {
            Err("they differ: stop the servers, then `careercenter index build` builds it anew"
                .into())
        }
    }
}

/// Reports rejected lines on stderr; the last line of stdout is the report as JSON.
fn import(site: Site, path: &Path, as_of: Option<chrono::NaiveDate>) -> Outcome {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(named)?;
    if !file.metadata()?.is_file() {
        return Err(format!("{} is not a file", path.display()).into());
    }
    let bar = ProgressBar::new(file.metadata()?.len())
        .with_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}")?);
    let judged = exchange::Judged { now: site.clock.now(), as_of };
    let report =
        exchange::import(&site, BufReader::new(file), judged, |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();
    for (line, reason) in &report.rejections {
        eprintln!("line {line}: {reason}");
    }
    if report.rejected > report.rejections.len() {
        eprintln!("... and {} more lines", report.rejected - report.rejections.len());
    }
    println!("{}", serde_json::to_string(&report)?);
    match report.read > 0 && report.rejected == report.read {
        true => Err(format!("{} holds no posting", path.display()).into()),
        false => Ok(()),
    }
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

/// Takes the port. Whoever asks from now on waits for the answer.
fn listen_on(site: &Site) -> Result<TcpListener, String> {
    let address = site.config.listen;
    TcpListener::bind(address).map_err(|error| format!("cannot listen on {address}: {error}"))
}

/// The index is filled before anything is answered, so that nobody ever sees an empty board.
fn serve(site: Site, listener: TcpListener, with_worker: bool) -> Outcome {
    search::refresh(&site)?;
    let stop = Stop::default();
    std::thread::scope(|threads| {
        threads.spawn(|| search::run(&site, &stop));
        threads.spawn(|| applicants::keep_views(&site, &stop));
        if with_worker {
            threads.spawn(|| worker::run(&site, &stop));
        }
        tracing::info!(address = %site.config.listen, "serving");
        let served = actix_web::rt::System::new().block_on(answer(&site, listener));
        stop.ask();
        site.db.committed().give();
        served
    })?;
    Ok(())
}

/// Answers until told to end, then finishes what was begun.
async fn answer(site: &Site, listener: TcpListener) -> std::io::Result<()> {
    let server = routes::server(site, listener)?;
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        match until_told_to_end().await {
            Ok(()) => handle.stop(true).await,
            Err(error) => tracing::error!(%error, "signals cannot be heard"),
        }
    });
    server.await
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
    // A request nobody can parse is the sender's mistake, not an error of ours.
    let filter = tracing_subscriber::EnvFilter::new(format!("actix_http=off,{}", config.log));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.compact().init(),
        LogFormat::Json => log.json().init(),
    }
}

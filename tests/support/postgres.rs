//! The PostgreSQL of the tests: one cluster a run. Each test gets a copy of a migrated template.

use std::sync::OnceLock;

use careercenter::db::{Db, Location};

use super::cluster::Cluster;
use super::run;

const TEMPLATE: &str = "careercenter_template";

/// Many small databases.
const SETTINGS: &[&str] = &["max_connections=500", "shared_buffers=64MB"];

/// Makes an empty database with today's tables, and says where it is.
pub fn create(name: &str) -> Location {
    let cluster = cluster();
    cluster.execute(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"));
    Location::Postgres(cluster.url(name))
}

/// Makes a database without any tables.
pub fn create_bare(name: &str) -> Location {
    let cluster = cluster();
    cluster.execute(&format!("CREATE DATABASE {name} TEMPLATE template0"));
    Location::Postgres(cluster.url(name))
}

/// Removes a database, whoever is still connected to it.
pub fn remove(name: &str) {
    cluster().execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::start(&run::folder().join("postgres"), SETTINGS);
        let cluster = cluster.unwrap_or_else(|missing| panic!("{missing}"));
        cluster.execute(&format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0"));
        let db = Db::open(Location::Postgres(cluster.url(TEMPLATE))).expect("the template opens");
        db.migrate().expect("the template migrates");
        cluster
    })
}

//! Every template, of pages and of letters, embedded and compiled once at start; pages escape by
//! default.

use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, Tera};

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

pub struct Templates(Tera);

impl Templates {
    /// `everywhere` is what every template sees beside its view.
    pub fn load(everywhere: &impl Serialize) -> Result<Templates> {
        let mut sources = Vec::new();
        for name in Files::iter() {
            let Some(file) = Files::get(&name) else { continue };
            let text = String::from_utf8(file.data.into_owned()).map_err(Error::internal)?;
            sources.push((name.to_string(), text));
        }
        let mut tera = Tera::default();
        tera.add_raw_templates(sources).map_err(Error::internal)?;
        *tera.global_context() = Context::from_serialize(everywhere).map_err(Error::internal)?;
        Ok(Templates(tera))
    }

    /// Renders a template with a view.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String> {
        let context = Context::from_serialize(view).map_err(Error::internal)?;
        self.0.render(name, &context).map_err(Error::internal)
    }

    /// The names of all templates, for the test that renders each.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.get_template_names()
    }
}

//! A form as a browser would send it: every value it shows, hidden ones too, with some changed.

use scraper::ElementRef;

use super::multipart::File;
use super::page::{Page, parse, text_of};

pub struct Form<'a> {
    page: &'a Page,
    element: ElementRef<'a>,
    action: String,
    method: String,
    /// What would be sent now, in the order of the page.
    pub fields: Vec<(String, String)>,
    /// Files chosen; only a form that says it sends files does.
    files: Vec<File>,
    sends_files: bool,
    /// Every name the form can send, buttons aside.
    names: Vec<String>,
}

impl<'a> Form<'a> {
    pub(super) fn new(page: &'a Page, element: ElementRef<'a>) -> Form<'a> {
        let method = element.attr("method").unwrap_or("get").to_lowercase();
        let action = element.attr("action").map_or_else(|| page.path(), str::to_owned);
        let sends_files = element.attr("enctype") == Some("multipart/form-data");
        let (fields, files, names) = (Vec::new(), Vec::new(), Vec::new());
        let mut form = Form { page, element, action, method, fields, files, sends_files, names };
        for control in form.controls("input, select, textarea") {
            form.take(control);
        }
        form
    }

    /// The value a field has now.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Changes fields. A name that is given several times keeps all its values; a name the form
    /// does not have is a mistake of the test.
    #[track_caller]
    pub fn set_all<K: AsRef<str>, V: AsRef<str>>(mut self, values: &[(K, V)]) -> Form<'a> {
        for (name, _) in values {
            let name = name.as_ref();
            let known = self.names.iter().any(|known| known == name);
            assert!(known, "the form has no {name}, only {:?}", self.names);
            self.fields.retain(|(known, _)| known != name);
        }
        for (name, value) in values {
            self.fields.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        }
        self
    }

    /// Changes one field.
    #[track_caller]
    pub fn set(self, name: &str, value: &str) -> Form<'a> {
        self.set_all(&[(name, value)])
    }

    /// Chooses a file.
    #[track_caller]
    pub fn attach(mut self, name: &str, called: &str, bytes: Vec<u8>) -> Form<'a> {
        assert!(self.sends_files, "the form sends no files: it needs its enctype");
        let field = self.files.iter_mut().find(|(known, ..)| known == name);
        let field = field.unwrap_or_else(|| panic!("the form has no file {name}"));
        *field = (name.to_owned(), called.to_owned(), bytes);
        self
    }

    /// Leaves a field out: a box without its tick.
    pub fn clear(mut self, name: &str) -> Form<'a> {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    /// Sends it by its first button, as Enter does.
    #[track_caller]
    pub fn submit(self) -> Page {
        let first = self.buttons().into_iter().next();
        self.send(first)
    }

    /// Sends it by the button that says this.
    #[track_caller]
    pub fn press(self, words: &str) -> Page {
        let all = self.buttons();
        let said: Vec<String> = all.iter().map(|button| text_of(*button)).collect();
        let button = all.into_iter().find(|button| text_of(*button) == words);
        assert!(button.is_some(), "no button says {words:?}, only {said:?}");
        self.send(button)
    }

    fn send(mut self, button: Option<ElementRef<'_>>) -> Page {
        if let Some(button) = button {
            if let Some(name) = button.attr("name") {
                let value = button.attr("value").unwrap_or_default();
                self.fields.push((name.to_owned(), value.to_owned()));
            }
            self.action = button.attr("formaction").map_or(self.action, str::to_owned);
            self.method = button.attr("formmethod").map_or(self.method, str::to_lowercase);
        }
        let mut url = self.page.url.join(&self.action).expect("a form's action is an address");
        if self.method == "post" {
            let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
            if self.sends_files {
                return self.page.client.upload(path, &self.fields, &self.files);
            }
            return self.page.client.post(path, &self.fields);
        }
        url.query_pairs_mut().clear().extend_pairs(&self.fields);
        self.page.client.get(&url[url::Position::BeforePath..url::Position::AfterQuery])
    }

    fn buttons(&self) -> Vec<ElementRef<'a>> {
        let mut all = self.controls("button, input[type=submit]");
        all.retain(|button| !matches!(button.attr("type"), Some("button" | "reset")));
        all
    }

    /// Controls inside the form, and those elsewhere that name it by `form=`.
    fn controls(&self, selector: &str) -> Vec<ElementRef<'a>> {
        let selector = parse(selector);
        let mut all: Vec<_> =
            self.element.select(&selector).filter(|one| one.attr("form").is_none()).collect();
        if let Some(id) = self.element.attr("id") {
            let named = self.page.html.select(&selector);
            all.extend(named.filter(|one| one.attr("form") == Some(id)));
        }
        all.retain(|control| control.attr("disabled").is_none());
        all
    }

    fn take(&mut self, control: ElementRef<'_>) {
        let Some(name) = control.attr("name").filter(|name| !name.is_empty()) else { return };
        let kind = control.attr("type").unwrap_or("text");
        if matches!(kind, "submit" | "button" | "image" | "reset") {
            return;
        }
        if kind == "file" {
            // No file chosen is sent too: as one without a name.
            self.files.push((name.to_owned(), String::new(), Vec::new()));
            return;
        }
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        let values = match (control.value().name(), kind) {
            ("select", _) => chosen(control),
            ("textarea", _) => {
                let text: String = control.text().collect();
                vec![text.strip_prefix('\n').unwrap_or(&text).to_owned()]
            }
            (_, "checkbox" | "radio") if control.attr("checked").is_none() => vec![],
            (_, "checkbox" | "radio") => vec![control.attr("value").unwrap_or("on").to_owned()],
            _ => vec![control.attr("value").unwrap_or_default().to_owned()],
        };
        self.fields.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }
}

/// The values of a select that are chosen; a plain one always has one.
fn chosen(select: ElementRef<'_>) -> Vec<String> {
    let options: Vec<ElementRef<'_>> = select.select(&parse("option")).collect();
    let value = |option: &ElementRef<'_>| {
        option.attr("value").map_or_else(|| text_of(*option), str::to_owned)
    };
    let chosen: Vec<String> =
        options.iter().filter(|option| option.attr("selected").is_some()).map(value).collect();
    if chosen.is_empty() && select.attr("multiple").is_none() {
        return options.first().map(value).into_iter().collect();
    }
    chosen
}

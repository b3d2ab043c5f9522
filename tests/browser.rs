//! The board as people meet it: in Chromium, with scripts, by mouse and keyboard; and every kind
//! of page looked at, narrow and wide, light and dark.

mod alerts;
mod applying;
mod around;
mod choosing;
mod hiring;
mod pages;
mod people;
mod publishing;
mod searching;
mod seeking;

use crate::support::{Browser, PASSWORD};

/// Signs in on the form that is shown.
fn sign_in(browser: &Browser, email: &str) {
    browser.fill("#email", email);
    browser.fill("#password", PASSWORD);
    browser.click_through("main form .button");
}

// A choice among the filters takes effect at once: the same address the form would lead to is fetched
// and its results and counts take the place of these. Without this file the form does it by itself.
const form = document.getElementById("ask");
const board = document.querySelector(".board");
/** Employers listed beside the results; the page of all of them has the others. */
const EMPLOYERS = 20;
let latest = 0;
let shown = location.pathname + location.search;

/** The address the form stands for, values of one group joined by commas and nothing empty. */
function address() {
  const groups = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value === "") continue;
    groups.set(name, groups.has(name) ? `${groups.get(name)},${value}` : value);
  }
  // How far around says nothing without where, and so do the words beside a pay that is not asked.
  if (!groups.has("near")) groups.delete("within");
  if (!groups.has("pay_floor")) for (const name of ["pay", "no_pay"]) groups.delete(name);
  const url = new URL(form.action);
  for (const [name, value] of groups) url.searchParams.set(name, value);
  return url;
}

async function fetched(url) {
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, url: new URL(answer.url) };
}

/** Puts the parts of a fetched page in place, keeping open groups, scroll and focus as they were. */
function show(page) {
  const open = new Map();
  for (const group of document.querySelectorAll(".filters details")) open.set(group.dataset.group, group.open);
  const focus = document.activeElement?.closest(".board") ? document.activeElement : null;
  const scroll = document.querySelector(".facets").scrollTop;
  const email = document.getElementById("alert-email")?.value;
  const asking = document.querySelector("details.alert-ask")?.open;
  for (const part of [".facets", ".sheet-foot", ".results", ".phone-bar"]) {
    const fresh = page.querySelector(part);
    const stale = document.querySelector(part);
    if (!fresh || !stale) throw new Error(`the page has no ${part}`);
    stale.replaceWith(document.adoptNode(fresh));
  }
  for (const group of document.querySelectorAll(".filters details")) {
    if (open.has(group.dataset.group)) group.open = open.get(group.dataset.group);
  }
  document.querySelector(".facets").scrollTop = scroll;
  // An address that was begun stays, whatever the search is by now.
  if (email && document.getElementById("alert-email")) document.getElementById("alert-email").value = email;
  if (asking && document.querySelector("details.alert-ask")) document.querySelector("details.alert-ask").open = true;
  document.title = page.title;
  document.getElementById("told").textContent = document.getElementById("count").textContent;
  if (focus?.name) {
    const values = ["checkbox", "radio"];
    const named = [...document.getElementsByName(focus.name)];
    const same = named.find((other) => !values.includes(other.type) || other.value === focus.value);
    same?.focus({ preventScroll: true });
  }
}

/** The employers of a search with their counts, as their own page lists them; nothing while folded. */
async function employers(search) {
  const group = document.querySelector("details[data-source]");
  if (!group?.open) return () => {};
  const source = new URL(group.dataset.source, location.href);
  const { page } = await fetched(new URL(source.pathname + (search ?? source.search), location.href));
  const rows = [...page.querySelectorAll("[data-list=employers] > li")].slice(0, EMPLOYERS);
  return () => {
    const fill = document.querySelector("[data-fill=employers]");
    fill.replaceChildren(...rows.map((row) => document.adoptNode(row)));
    fill.dataset.filled = "yes";
  };
}

async function load(url, remember) {
  const turn = ++latest;
  board.setAttribute("aria-busy", "true");
  try {
    const [found, fill] = await Promise.all([fetched(url), employers(url.search)]);
    if (turn !== latest) return;
    show(found.page);
    fill();
    if (remember) remember(found.url);
  } catch {
    if (turn === latest) location.assign(url);
  } finally {
    if (turn === latest) board.removeAttribute("aria-busy");
  }
}

document.addEventListener("change", (event) => {
  const { target } = event;
  const radius = target.id === "within" && form.elements.near.value.trim() !== "";
  if (target.form !== form || !(radius || target.closest(".board"))) return;
  load(address(), (url) => {
    shown = url.pathname + url.search;
    // While the sheet is open its own step in the history must stay the last one.
    if (location.hash === "#filters") history.replaceState(null, "", `${url.pathname}${url.search}#filters`);
    else history.pushState({ filters: true }, "", url);
  });
});

// Opening does not bubble: it is caught on the way down.
document.addEventListener("toggle", async (event) => {
  const group = event.target;
  if (!group.dataset?.source || !group.open || group.querySelector("[data-filled]")) return;
  try {
    (await employers())();
  } catch {
    // The link to their own page is there.
  }
}, true);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.assign(address());
});

addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#filters") location.hash = "#results";
});

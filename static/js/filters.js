// A choice among the filters takes effect at once: the same address the form would lead to is fetched
// and its results and counts take the place of these. Without this file the form does it by itself.
const form = document.getElementById("ask");
const board = document.querySelector(".board");
let latest = 0;
let shown = location.pathname + location.search;

/** The address the form stands for, values of one group joined by commas and nothing empty. */
function address(leaveOut) {
  const groups = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value === "" || name === leaveOut) continue;
    groups.set(name, groups.has(name) ? `${groups.get(name)},${value}` : value);
  }
  const url = new URL(form.action);
  for (const [name, value] of groups) url.searchParams.set(name, value);
  return url;
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
    const same = [...document.getElementsByName(focus.name)].find((other) => other.type !== "checkbox" || other.value === focus.value);
    same?.focus({ preventScroll: true });
  }
}

async function load(url, remember) {
  const turn = ++latest;
  board.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== latest) return;
    show(page);
    if (remember) remember(new URL(answer.url));
  } catch {
    if (turn === latest) location.assign(url);
  } finally {
    if (turn === latest) board.removeAttribute("aria-busy");
  }
}

document.addEventListener("change", (event) => {
  if (event.target.form !== form || !event.target.closest(".board")) return;
  // The place was turned into a filter when it was searched for; a choice must not bring it back.
  load(address("near"), (url) => {
    shown = url.pathname + url.search;
    // While the sheet is open its own step in the history must stay the last one.
    if (location.hash === "#filters") history.replaceState(null, "", `${url.pathname}${url.search}#filters`);
    else history.pushState({ filters: true }, "", url);
  });
});

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

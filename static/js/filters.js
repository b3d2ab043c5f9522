// A choice among the filters takes effect at once: the same address the form would lead to is fetched
// and its results and counts take the place of these. Without this file the form does it by itself.
const form = document.getElementById("ask");
const board = document.querySelector(".board");
/** Employers listed beside the results; the page of all of them has the others. */
const EMPLOYERS = 20;
let latest = 0;
let shown = location.pathname + location.search;

/** What of the page is of a search; the boxes it starts from stay. */
const PARTS = [".ask-unclear", ".facets", ".sheet-foot", ".results", ".phone-bar"];

/** The address the form stands for, values of one group joined by commas and nothing empty. */
function address() {
  const groups = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value !== "") groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  // How far around says nothing without where, and so do the words beside a pay that is not asked.
  if (!groups.has("near")) groups.delete("within");
  if (!groups.has("pay_floor")) for (const name of ["pay", "no_pay"]) groups.delete(name);
  const url = new URL(form.action);
  const isLeftOut = (value) => Number(value.startsWith("!"));
  const inOrder = (a, b) => isLeftOut(a) - isLeftOut(b) || (a < b ? -1 : 1);
  // In the order and the letters the server writes: any other address would lead to that one first.
  const parameters = form.dataset.parameters.split(" ").filter((name) => groups.has(name));
  const query = new URLSearchParams(parameters.map((name) => [name, groups.get(name).sort(inOrder).join(",")]));
  url.search = query.toString().replaceAll("%2C", ",").replaceAll("%21", "!");
  return url;
}

async function fetched(url) {
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, url: new URL(answer.url) };
}

/** What stands in the boxes of words, place and pay. */
const typed = () => new Map(["q", "near", "pay_floor"].map((name) => [name, form.elements[name].value]));

/** The boxes as a fetched page has them: a state typed as a place has become a filter, a place may be
    unclear. What was typed since it was asked for stays. */
function settle(page, before, now) {
  for (const [name, value] of now) {
    const box = form.elements[name];
    // Of a part that has taken its place already there is none left.
    const fresh = page.getElementById(name) ?? box;
    box.value = value === before.get(name) ? fresh.value : value;
    for (const said of ["aria-invalid", "aria-describedby"]) {
      if (fresh.hasAttribute(said)) box.setAttribute(said, fresh.getAttribute(said));
      else box.removeAttribute(said);
    }
  }
}

/** Selectors of what has the focus as it will be among parts that take the place of these: itself, else
    the group it was in, for what is gone or folded now. */
function spots(element) {
  const spot = (name, value, rest = "") => (value ? [`[${name}="${CSS.escape(value)}"]${rest}`] : []);
  const kind = element.localName + (element.matches(".not") ? ".not" : ":not(.not)");
  const isBox = ["checkbox", "radio"].includes(element.type);
  return [
    ...spot("data-facet", element.closest("[data-facet]")?.dataset.facet, ` ${kind}`),
    ...spot("name", element.name, isBox ? `[value="${CSS.escape(element.value)}"]` : ""),
    ...spot("id", element.id),
    ...spot("href", element.getAttribute("href")),
    ...spot("data-group", element.closest("[data-group]")?.dataset.group, " > summary"),
    ...spot("data-group", element.closest(".facets > [data-group]")?.dataset.group, " > summary"),
  ];
}

/** Puts the parts of a fetched page in place, keeping open groups, scroll and focus as they were;
    `fill` puts the lists that were unfolded among them. */
function show({ page, fill, before }) {
  const open = new Map();
  for (const group of document.querySelectorAll(".filters details")) open.set(group.dataset.group, group.open);
  const focus = document.activeElement?.closest(".board") ? spots(document.activeElement) : [];
  const scroll = document.querySelector(".facets").scrollTop;
  const now = typed();
  const email = document.getElementById("alert-email")?.value;
  const asking = document.querySelector("details.alert-ask")?.open;
  for (const part of PARTS) {
    const fresh = page.querySelector(part);
    const stale = document.querySelector(part);
    if (!fresh || !stale) throw new Error(`the page has no ${part}`);
    stale.replaceWith(document.adoptNode(fresh));
  }
  settle(page, before, now);
  for (const group of document.querySelectorAll(".filters details")) {
    if (open.has(group.dataset.group)) group.open = open.get(group.dataset.group);
  }
  fill();
  document.querySelector(".facets").scrollTop = scroll;
  // An address that was begun stays, whatever the search is by now.
  if (email && document.getElementById("alert-email")) document.getElementById("alert-email").value = email;
  if (asking && document.querySelector("details.alert-ask")) document.querySelector("details.alert-ask").open = true;
  document.title = page.title;
  const news = document.querySelectorAll("#near-error, #pay_floor-error, #count");
  document.getElementById("told").textContent = [...news].map((one) => one.textContent).join(" ");
  for (const spot of focus) {
    const same = document.querySelector(spot);
    same?.focus({ preventScroll: true });
    if (same && same === document.activeElement) break;
  }
}

/** What an unfolded group lists beyond what stands beside the results, as the group's own page has it for
    a search: nothing twice, and of employers the first and whichever are chosen or left out. */
async function list(group, search) {
  const { group: name, source } = group.dataset;
  const own = new URL(source, location.href);
  const { page } = await fetched(new URL(own.pathname + (search ?? own.search), location.href));
  const rows = [...page.querySelectorAll("[data-list] > li")]
    .filter((row, at) => name !== "employer" || at < EMPLOYERS || row.querySelector(":checked"));
  return () => {
    const place = document.querySelector(`[data-group="${name}"] > [data-fill]`);
    if (!place) return;
    const known = new Set([...document.querySelectorAll(".values:not([data-fill]) > li")].map((row) => row.dataset.facet));
    place.replaceChildren(...rows.filter((row) => !known.has(row.dataset.facet)).map((row) => document.adoptNode(row)));
    place.dataset.filled = "yes";
  };
}

/** Fills all groups that are unfolded now, for a search. */
async function lists(search) {
  const open = [...document.querySelectorAll("details[data-source][open]")];
  const fills = await Promise.all(open.map((group) => list(group, search)));
  return () => fills.forEach((fill) => fill());
}

async function load(url, remember) {
  const turn = ++latest;
  const before = typed();
  board.setAttribute("aria-busy", "true");
  try {
    const [found, fill] = await Promise.all([fetched(url), lists(url.search)]);
    if (turn !== latest) return;
    show({ page: found.page, fill, before });
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
  const turn = latest;
  try {
    const fill = await list(group);
    // A search that has come in between brings its own.
    if (turn === latest && group.isConnected) fill();
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

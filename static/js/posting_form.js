// The posting form works without this: rows come from the server, every box is in the page.
// Here rows are added in place, long lists can be narrowed by typing, and all states taken at once.

for (const rows of document.querySelectorAll("[data-rows]")) {
  rows.parentElement.querySelector("[data-add-row]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const row = rows.lastElementChild.cloneNode(true);
    const number = rows.children.length + 1;
    for (const note of row.querySelectorAll(".error, .read")) note.remove();
    for (const label of row.querySelectorAll(".hide")) label.textContent = label.textContent.replace(/\d+/, number);
    for (const control of row.querySelectorAll("select, input")) {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
      const name = control.getAttribute("aria-label");
      if (name) control.setAttribute("aria-label", name.replace(/\d+/, number));
      if (control.name === "credential" || control.tagName === "INPUT") control.value = "";
    }
    rows.append(row);
    row.querySelector("select, input").focus();
    if (rows.children.length >= Number(rows.dataset.rows)) event.currentTarget.hidden = true;
  });
}

/** The line that says how many are chosen follows the boxes. */
function count(pick) {
  const note = pick.querySelector("summary .muted");
  const chosen = pick.querySelectorAll("input[type=checkbox]:checked").length;
  if (note) note.textContent = chosen ? `${chosen} chosen` : "none chosen";
}

for (const pick of document.querySelectorAll("details.pick")) {
  const boxes = pick.querySelectorAll(".ticks .tick");
  if (!boxes.length) continue;
  pick.addEventListener("change", () => count(pick));
  if (boxes.length < 20) continue;

  const tools = document.createElement("div");
  tools.className = "narrowing box";
  const narrow = document.createElement("input");
  narrow.type = "search";
  narrow.placeholder = "Type to narrow";
  narrow.setAttribute("aria-label", `Narrow ${pick.querySelector("legend").textContent}`);
  narrow.addEventListener("input", () => {
    const wanted = narrow.value.trim().toLowerCase();
    for (const box of boxes) box.hidden = !box.textContent.toLowerCase().includes(wanted);
  });
  narrow.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  tools.append(narrow);

  if (pick.querySelector("input[name=states]")) {
    for (const [label, value] of [["All", true], ["None", false]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = label;
      button.addEventListener("click", () => {
        for (const box of boxes) if (!box.hidden) box.querySelector("input").checked = value;
        count(pick);
      });
      tools.append(button);
    }
  }
  pick.querySelector(".pick-in").prepend(tools);
}

// The profile's form works without this: rows come from the server. Here they are added in place,
// and a row says at once who issues its credential.

/** An empty copy of the last row, numbered on. */
function another(list) {
  const number = list.children.length + 1;
  const row = list.lastElementChild.cloneNode(true);
  for (const note of row.querySelectorAll(".error, .number, [data-issuer]")) note.remove();
  for (const label of row.querySelectorAll(".hide")) label.textContent = label.textContent.replace(/\d+/, number);
  for (const control of row.querySelectorAll("select, input")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    if (control.id) control.id = control.id.replace(/\d+/, number);
    const name = control.getAttribute("aria-label");
    if (name) control.setAttribute("aria-label", name.replace(/\d+/, number));
    if (control.tagName === "SELECT") control.selectedIndex = 0;
    else control.value = "";
  }
  for (const fold of row.querySelectorAll("details")) fold.open = false;
  const none = row.querySelector("option[value='']");
  if (none.textContent.startsWith("Remove")) none.textContent = "Choose";
  return row;
}

for (const button of document.querySelectorAll("[data-add]")) {
  const list = document.querySelector(`[data-rows=${button.dataset.add}]`);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const row = another(list);
    list.append(row);
    row.querySelector("select").focus();
    button.hidden = list.children.length >= Number(list.dataset.most);
  });
}

/** "issued by AAPC" follows the credential. */
document.querySelector("[data-rows=credentials]")?.addEventListener("change", (event) => {
  if (event.target.name !== "credential") return;
  const summary = event.target.closest("[data-row]").querySelector("summary");
  summary.querySelector("[data-issuer]")?.remove();
  const group = event.target.selectedOptions[0]?.parentElement;
  if (group?.tagName !== "OPTGROUP") return;
  const issuer = document.createElement("span");
  issuer.className = "muted small";
  issuer.dataset.issuer = "";
  issuer.textContent = `issued by ${group.label}`;
  summary.append(" ", issuer);
});

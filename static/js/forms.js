// Small comforts for forms. Every form works the same without this file.

/** How many characters are left, from the last fifth on. */
for (const area of document.querySelectorAll("textarea[data-counter]")) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.setAttribute("role", "status");
  area.after(counter);
  const most = area.maxLength;
  const tell = () => {
    const left = most - area.value.length;
    counter.textContent = left <= most / 5 ? `${left.toLocaleString("en-US")} characters left` : "";
  };
  area.addEventListener("input", tell);
  tell();
}

/** A password can be looked at before it is sent. */
for (const input of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "text-button reveal";
  button.textContent = "Show password";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  input.closest(".box").after(button);
}

/** Errors are said first: the summary takes the focus. */
document.getElementById("problems")?.focus();

/** A second press of the same button sends nothing twice. */
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What may be meant, while it is typed: a list under each box of the search, led by the keyboard, the
// mouse or a finger. Choosing a value leads to its filter. Without this file the boxes are plain search.
const form = document.getElementById("ask");
const PAUSE = 150;
const LONGEST = 80;

/** A box with the list under it, after the ARIA pattern "editable combobox with list autocomplete". */
class Suggesting {
  constructor(box) {
    this.box = box;
    this.known = new Map();
    this.shown = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `${box.id}-list`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.told = document.createElement("p");
    this.told.className = "hide";
    this.told.setAttribute("role", "status");
    box.after(this.list, this.told);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);
    box.autocomplete = "off";
    box.addEventListener("input", () => this.later());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    // The box keeps the focus: a press in the list must not close it before the click comes.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.shown[Number(option.dataset.at)]);
    });
  }

  /** Asks once the fingers rest; what was on its way is not waited for. */
  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.box.value.trim();
    if (typed.length < 2 || typed.length > LONGEST) return this.close();
    if (this.known.has(typed)) return this.show(this.known.get(typed));
    this.timer = setTimeout(() => this.ask(typed), PAUSE);
  }

  async ask(typed) {
    this.asking = new AbortController();
    const url = new URL(form.dataset.suggest, location.href);
    url.searchParams.set(this.box.name, typed);
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (!answer.ok) return this.close();
      const found = (await answer.json()).suggestions;
      this.known.set(typed, found);
      if (document.activeElement === this.box && this.box.value.trim() === typed) this.show(found);
    } catch {
      // Given up for a later question, or offline: the box works as it is.
    }
  }

  show(found) {
    this.shown = found;
    this.list.replaceChildren(...found.map((one, at) => this.option(one, at)));
    this.list.hidden = found.length === 0;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
    this.move(-1);
    this.told.textContent = found.length === 0 ? "No suggestions" : found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  }

  option(one, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.dataset.at = at;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = one.text;
    const kind = document.createElement("small");
    kind.textContent = one.label;
    option.append(text, " ", kind);
    return option;
  }

  move(to) {
    this.active = to;
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === to));
    if (to < 0) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", this.list.children[to].id);
    this.list.children[to].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !this.list.hidden;
    const many = this.shown.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return this.later();
      event.preventDefault();
      // Past either end the typed text itself is next.
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.move(((this.active + 1 + step + many + 1) % (many + 1)) - 1);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.shown[this.active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.move(-1);
  }

  /** Text of this box is searched for; a value becomes its filter, in place of the text. */
  choose(one) {
    this.close();
    if (one.name === this.box.name) {
      this.box.value = one.value;
      return form.requestSubmit();
    }
    const typed = this.box.value;
    const chosen = document.createElement("input");
    chosen.type = "hidden";
    chosen.name = one.name;
    chosen.value = one.value;
    const replaced = one.name === "near" ? document.getElementById("near") : null;
    const before = replaced?.value;
    this.box.value = "";
    if (replaced) replaced.value = one.value;
    else form.append(chosen);
    form.requestSubmit();
    // The form was read; whoever comes back finds it as it was.
    chosen.remove();
    this.box.value = typed;
    if (replaced) replaced.value = before;
  }
}

if (form?.dataset.suggest) for (const name of ["q", "near"]) new Suggesting(form.elements[name]);

// Saving a posting takes effect in place: the button of the answer takes the place of this one.
// Without this file the page comes back and says so; hiding always does, for its counts change.
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (event.target.id !== "keep" || !button?.dataset.save) return;
  event.preventDefault();
  if (button.dataset.sent) return;
  button.dataset.sent = "yes";
  const fields = new URLSearchParams(new FormData(event.target));
  fields.set(button.name, button.value);
  const save = `[data-save="${button.dataset.save}"]`;
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: fields, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(save);
    // The address of the deed itself is no page.
    if (!answer.ok || !fresh) return answer.redirected ? location.assign(answer.url) : location.reload();
    const focused = document.activeElement === button;
    button.replaceWith(document.adoptNode(fresh));
    if (focused) document.querySelector(save).focus();
  } catch {
    location.reload();
  }
});

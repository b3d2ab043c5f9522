// The hour a daily email comes is the reader's own: their browser knows the time zone. Without this
// file it follows the state they named, or New York.
document.addEventListener("submit", (event) => {
  const zone = event.target.querySelector("input[name=zone]");
  if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
});

// The sheet beside the results closes like any other.
document.addEventListener("keydown", (event) => {
  const sheet = document.querySelector("details.alert-ask[open]");
  if (event.key !== "Escape" || !sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});

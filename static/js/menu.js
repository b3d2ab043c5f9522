// Menus are <details> and open without this. It only closes them by Escape and by a click elsewhere.
const menus = () => document.querySelectorAll("details:is(.menu, .tips)[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

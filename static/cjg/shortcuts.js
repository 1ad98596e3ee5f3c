// Shortcuts of one key (WCAG 2.1.4): never while typing, and to be switched off in the list that `?` opens.
const KEY = "cjg-sneltoetsen";
const dialog = document.getElementById("sneltoetsen");
const toggle = dialog?.querySelector("[data-shortcuts-on]");
const isOn = () => localStorage.getItem(KEY) !== "uit";
let before = "";

function fillList() {
  const list = dialog.querySelector("[data-shortcuts-list]");
  list.replaceChildren(...[...document.querySelectorAll("[data-key]")].map((element) => {
    const row = document.createElement("li");
    const key = document.createElement("kbd");
    const label = document.createElement("span");
    key.textContent = element.dataset.key;
    label.textContent = element.dataset.keyLabel ?? element.textContent.trim();
    row.append(label, key);
    return row;
  }));
}
function show() {
  fillList();
  toggle.checked = isOn();
  dialog.showModal();
}
function act(key) {
  const element = [...document.querySelectorAll("[data-key]")].find((candidate) => candidate.dataset.key === key);
  if (!element) return false;
  if (element.matches("input")) { element.focus(); element.select(); } else element.click();
  return true;
}

if (dialog) {
  for (const button of document.querySelectorAll("[data-shortcuts-open]")) {
    button.hidden = false;
    button.addEventListener("click", show);
  }
  toggle.addEventListener("change", () => localStorage.setItem(KEY, toggle.checked ? "aan" : "uit"));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && act("/")) return event.preventDefault();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return (before = "");
    if (event.key === "?") { event.preventDefault(); return show(); }
    const pair = `${before} ${event.key}`.trim();
    before = "";
    if (act(pair) || act(event.key)) return event.preventDefault();
    before = event.key === "g" ? "g" : "";
  });
}

// The list under the search field: arrows choose, Enter opens, Escape closes. Without a choice Enter searches as always.
const input = document.querySelector("[data-palette]");
const box = document.getElementById(input.dataset.palette);
let active = -1;

const items = () => [...box.querySelectorAll("[role=option]")];
function sync() {
  const list = box.querySelector("[role=listbox]");
  const open = items().length > 0;
  if (list) list.id = `${box.id}-lijst`;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", String(open));
  if (open) input.setAttribute("aria-controls", list.id); else input.removeAttribute("aria-controls");
  input.removeAttribute("aria-activedescendant");
  items().forEach((item, index) => { item.id = `${box.id}-${index}`; });
  active = -1;
}
function close() {
  box.replaceChildren();
  sync();
}
function mark(index) {
  const all = items();
  if (!all.length) return;
  active = (index + all.length) % all.length;
  all.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  input.setAttribute("aria-activedescendant", all[active].id);
  all[active].scrollIntoView({ block: "nearest" });
}

sync();
document.addEventListener("htmx:after:swap", () => { if (document.activeElement === input) sync(); else close(); });
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!items().length) return;
    event.preventDefault();
    mark(event.key === "ArrowDown" ? active + 1 : active - 1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    location.assign(items()[active].dataset.href);
  } else if (event.key === "Escape" && box.hasChildNodes()) {
    event.preventDefault();
    close();
  }
});
input.addEventListener("input", () => { if (!input.value) close(); });
box.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("[data-href]");
  if (!item) return;
  event.preventDefault();
  location.assign(item.dataset.href);
});
input.addEventListener("blur", close);

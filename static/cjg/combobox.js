// A long select becomes a text field with a list (ARIA APG combobox with list autocomplete); the select stays the value.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function upgrade(select) {
  const options = [...select.options].filter((option) => option.value);
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const id = select.id;
  box.className = "cjg-combobox";
  list.className = "cjg-combobox__list";
  list.id = `${id}-lijst`;
  list.role = "listbox";
  list.hidden = true;
  list.ariaLabel = select.labels[0]?.textContent.trim() ?? "Keuzes";
  input.className = "utrecht-textbox utrecht-textbox--html-input";
  Object.assign(input, { type: "text", role: "combobox", autocomplete: "off", spellcheck: false });
  for (const [name, value] of Object.entries({ "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid", "required"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  select.id = `${id}-keuze`;
  input.id = id;
  input.value = select.value ? select.selectedOptions[0].text : "";
  const hadFocus = document.activeElement === select;
  select.hidden = true;
  select.removeAttribute("required");
  select.before(box);
  box.append(input, list, select);
  if (hadFocus) input.focus();
  let active = -1;

  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (option) => {
    select.value = option?.value ?? "";
    input.value = option?.text ?? "";
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const mark = (index) => {
    const items = [...list.querySelectorAll("[role=option]")];
    if (!items.length) return;
    active = (index + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  };
  const open = (query) => {
    const found = options.filter((option) => plain(option.text).includes(plain(query))).slice(0, 50);
    list.replaceChildren(...found.map((option, i) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `${list.id}-${i}`;
      item.ariaSelected = "false";
      item.textContent = option.text;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(option); });
      item.option = option;
      return item;
    }));
    if (!found.length) {
      const item = document.createElement("li");
      item.role = "option";
      item.ariaDisabled = "true";
      item.textContent = "Niets gevonden";
      list.append(item);
    }
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => { if (list.hidden) open(""); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open("");
      mark(event.key === "ArrowDown" ? active + 1 : active - 1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(list.children[active].option);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  // Leaving with text that is no choice: an exact match counts, anything else goes back to what was chosen.
  input.addEventListener("blur", () => {
    const exact = options.find((option) => plain(option.text) === plain(input.value));
    if (exact || !input.value) { if ((exact?.value ?? "") !== select.value) choose(exact); }
    else input.value = select.value ? select.selectedOptions[0].text : "";
    close();
  });
}
export function enhance() { for (const select of document.querySelectorAll("select[data-combobox]:not([hidden])")) upgrade(select); }

// A short message that says what was done, with a way back; it stays long enough to read and to reach.
export function toast(text, undo) {
  const box = document.createElement("div");
  box.className = "cjg-toast";
  const line = document.createElement("span");
  line.textContent = text;
  box.append(line);
  const button = (label, action) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.addEventListener("click", () => { action?.(); box.remove(); });
    box.append(element);
  };
  if (undo) button("Ongedaan maken", () => htmx.ajax("POST", undo, { target: "#inhoud", swap: "none" }));
  button("Sluit", null);
  document.getElementById("meldingen").append(box);
  let timer;
  const wait = () => { timer = setTimeout(() => box.remove(), undo ? 10000 : 6000); };
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, wait);
  wait();
}

// The side panel and the dialogs. `<a data-drawer>` shows its page in the panel; the page itself is what one gets
// without JavaScript, with a reload or in a new tab.
const drawer = document.getElementById("zijpaneel");
const body = drawer?.querySelector("[data-drawer-body]");
let opener = null;

// The page below may hold a form with the same fields: names of elements in the panel get their own ids.
export function separateIds() {
  for (const element of body.querySelectorAll("[id]")) {
    const id = element.id;
    if (document.querySelectorAll(`#${CSS.escape(id)}`).length < 2) continue;
    element.id = `paneel-${id}`;
    for (const name of ["for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget", "href"]) {
      for (const user of body.querySelectorAll(`[${name}~="${name === "href" ? "#" : ""}${CSS.escape(id)}"]`)) {
        user.setAttribute(name, user.getAttribute(name).split(" ").map((part) => part.replace(/^(#?)(.*)$/, (_, hash, rest) => (rest === id ? `${hash}paneel-${id}` : part))).join(" "));
      }
    }
  }
}

async function openDrawer(url, push) {
  await htmx.ajax("GET", url, { target: body, swap: "innerHTML" });
  if (push) history.pushState({ zijpaneel: url }, "", url);
  const heading = body.querySelector("h1, h2");
  if (heading) {
    heading.id ||= "zijpaneel-kop";
    drawer.setAttribute("aria-labelledby", heading.id);
  }
  if (!drawer.open) drawer.showModal();
}

for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer]");
  if (link && drawer && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    opener = link;
    openDrawer(link.href, true);
  }
  // A jump would be a step in the history, with which the panel closes.
  const jump = event.target.closest(".cjg-errors a[href^='#']");
  const field = jump && document.getElementById(jump.hash.slice(1));
  if (field) {
    event.preventDefault();
    field.focus();
  }
  const closer = event.target.closest("[data-close]");
  closer?.closest("dialog")?.close();
  const button = event.target.closest("[data-dialog]");
  const dialog = button && document.getElementById(button.dataset.dialog);
  // What stands in a field of the page, saved or not, goes along with the dialog's own form.
  for (const copy of dialog?.querySelectorAll("[data-from]") ?? []) copy.value = document.getElementById(copy.dataset.from)?.value ?? copy.value;
  dialog?.showModal();
  if (event.target.tagName === "DIALOG" && event.target.hasAttribute("data-light-dismiss")) event.target.close();
});

if (drawer) {
  drawer.addEventListener("close", () => {
    if (history.state?.zijpaneel) history.back();
    body.replaceChildren();
    opener?.isConnected && opener.focus();
  });
  window.addEventListener("popstate", (event) => {
    if (event.state?.zijpaneel) openDrawer(event.state.zijpaneel, false);
    else if (drawer.open) drawer.close();
  });
  // A plain form in the panel is sent from the panel: errors appear there, a redirect loads its page.
  body.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || form.matches("[hx-post], [hx-get]")) return;
    event.preventDefault();
    const verb = (event.submitter?.getAttribute("formmethod") ?? form.method).toUpperCase();
    htmx.ajax(verb, event.submitter?.getAttribute("formaction") ?? form.action, { source: form, event, target: body, swap: "innerHTML" });
  });
}

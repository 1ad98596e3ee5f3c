// Entry of all behaviour. Every screen works without it where a form can; nothing here decides anything.
import { separateIds, toast } from "./dialogs.js";
import "./forms.js";
import "./shortcuts.js";

// htmx may turn answers of our own server into markup, and nothing may become a script.
const policy = window.trustedTypes?.createPolicy("cjg", {
  createHTML: (html) => html,
  createScript: () => { throw new Error("Scripts in antwoorden zijn niet toegestaan."); },
}) ?? { createHTML: (html) => html, createScript: () => "" };
htmx.registerExtension("cjg", { init: (api) => api.initSecurity(policy) });

// After a swap the focus goes where the answer asks, or to its heading when what had the focus is gone.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx?.target;
  const part = target?.isConnected ? target : document.getElementById(target?.id);
  if (!part) return;
  if (part.closest("#zijpaneel")) separateIds();
  const wanted = part.querySelector("[data-focus], [autofocus]");
  if (wanted) return wanted.focus();
  if (document.activeElement && document.activeElement !== document.body) return;
  const heading = part.querySelector("h1, h2, h3") ?? part;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});
document.addEventListener("htmx:error", (event) => {
  if (!event.detail.ctx?.response) toast("Geen verbinding. Wat u typte staat er nog. Probeer het zo opnieuw.");
});
document.addEventListener("cjg:toast", (event) => toast(event.detail.text, event.detail.undo));

// Without the browser's own autofocus on an alert (Safari) the error summary still gets the focus.
document.querySelector("[data-focus]")?.focus();

// Menus close with Escape, by a click elsewhere and when the focus leaves them.
for (const menu of document.querySelectorAll("[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

const lazy = () => { if (document.querySelector("select[data-combobox]")) import("./combobox.js").then((m) => m.enhance()); };
lazy();
document.addEventListener("htmx:after:swap", lazy);
if (document.querySelector("[data-webauthn]")) import("./webauthn.js");
// The list under the search field is needed by who goes there.
document.querySelector("[data-palette]")?.addEventListener("focus", () => import("./palette.js"), { once: true });
// The warning comes minutes from now, so its code can wait until the page is there.
if (document.querySelector("[data-session-seconds]")) setTimeout(() => import("./session.js"), 20000);

// Forms that lose nothing: a question before leaving changed text, drafts kept on the server, one save per save.
const CHANGED = new WeakSet();
const leaving = (event) => { if ([...document.forms].some((form) => CHANGED.has(form))) event.preventDefault(); };

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-guard], [data-draft]")) return;
  CHANGED.add(form);
  window.addEventListener("beforeunload", leaving);
  if (form.dataset.draft) plan(form);
});

// The server reads no more than 5 MB: a longer text is stopped here, where it still stands.
const MOST = 4500000;
function tooLong(form) {
  const fields = [...form.elements].filter((field) => field.name && typeof field.value === "string");
  const total = fields.reduce((sum, field) => sum + new Blob([field.value]).size, 0);
  if (total <= MOST) return false;
  const longest = fields.reduce((most, field) => (field.value.length > most.value.length ? field : most));
  longest.setCustomValidity("Deze tekst is te lang. Maak de tekst korter en verstuur opnieuw.");
  longest.reportValidity();
  longest.addEventListener("input", () => longest.setCustomValidity(""), { once: true });
  return true;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "post" && tooLong(form)) {
    event.stopImmediatePropagation();
    return event.preventDefault();
  }
  // A second click on a form that is on its way would save twice; the server refuses it too.
  if (form.dataset.sent && !form.matches("[hx-post]")) return event.preventDefault();
  if (form.method === "post" && !event.defaultPrevented) form.dataset.sent = "1";
  clearTimeout(timers.get(form));
  // A draft that arrives after the form itself would come back at the next visit.
  saving.get(form)?.abort();
  CHANGED.delete(form);
  for (const copy of form.querySelectorAll("[data-from]")) CHANGED.delete(document.getElementById(copy.dataset.from)?.form);
});
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

const timers = new WeakMap();
const saving = new WeakMap();
const plan = (form) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), 2000));
};

async function keep(form) {
  const status = form.querySelector("[data-draft-status]");
  const sending = new AbortController();
  saving.set(form, sending);
  let told = "Concept nog niet bewaard. Wij proberen het zo opnieuw.";
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, signal: sending.signal });
    told = (await answer.json().catch(() => ({}))).melding ?? told;
    if (!answer.ok) throw new Error(answer.status);
    CHANGED.delete(form);
  } catch {
    if (sending.signal.aborted) return;
    timers.set(form, setTimeout(() => keep(form), 10000));
  }
  if (status && status.textContent !== told) status.textContent = told;
}

// `data-when="kanaal=groepsbijeenkomst"`: a field that only counts with that choice is folded away with another.
const fits = (form, rule) => {
  const [name, values] = rule.split("=");
  return new FormData(form).getAll(name).some((value) => values.split("|").includes(value));
};
const fold = (form) => { for (const part of form.querySelectorAll("[data-when]")) part.hidden = !fits(form, part.dataset.when); };
const foldAll = () => { for (const part of document.querySelectorAll("form [data-when]")) fold(part.closest("form")); };
document.addEventListener("change", (event) => { if (event.target.form) fold(event.target.form); });
document.addEventListener("htmx:after:swap", foldAll);
foldAll();

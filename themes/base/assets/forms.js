// Helps that forms may ask for by an attribute. Without this script every one of them is an ordinary form.

const words = document.getElementById("words")?.dataset ?? {};
const tell = (text) => document.dispatchEvent(new CustomEvent("portico:toast", { detail: { text } }));

// --- data-show: a password that can be looked at ----------------------------------------------------------------------

for (const button of document.querySelectorAll("[data-show]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.show);
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}

// --- data-autosubmit: a GET form of filters ---------------------------------------------------------------------------

document.addEventListener("change", (event) => {
  const form = event.target.form;
  const inSheet = event.target.closest?.(".filters.open, .filters:target");
  if (form?.hasAttribute("data-autosubmit") && !inSheet) form.requestSubmit();
});
// Fields that say nothing stay out of the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// --- data-drop: files by drag, and their names ------------------------------------------------------------------------

for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const names = place.querySelector("output");
  place.querySelector(".drop-words").hidden = false;
  place.classList.add("live");
  const size = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const list = () => names.replaceChildren(...[...input.files].map((file) => {
    const line = document.createElement("span");
    line.textContent = `${file.name} · ${size.format(Math.ceil(file.size / 1024))}`;
    return line;
  }));
  input.addEventListener("change", list);
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    list();
  });
}

// --- data-colour: a picker beside a text field that holds a colour ----------------------------------------------------

for (const picker of document.querySelectorAll("input[type=color][data-colour]")) {
  const field = document.getElementById(picker.dataset.colour);
  picker.hidden = false;
  picker.addEventListener("input", () => { field.value = picker.value; });
  picker.addEventListener("change", () => field.dispatchEvent(new Event("change", { bubbles: true })));
  field.addEventListener("input", () => {
    const [, digits] = field.value.trim().match(/^#?([0-9a-f]{6}|[0-9a-f]{3})$/i) ?? [];
    if (digits) picker.value = `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
  });
}

// --- data-bulk: select rows, a page or all that was found --------------------------------------------------------------

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-bulk]");
  if (!form) return;
  const ticks = [...form.querySelectorAll("[data-tick]")];
  if (event.target.matches("[data-tick-all]")) for (const tick of ticks) tick.checked = event.target.checked;
  const count = ticks.filter((tick) => tick.checked).length;
  for (const tick of ticks) tick.closest("tr")?.classList.toggle("selected", tick.checked);
  const head = form.querySelector("[data-tick-all]");
  if (head) {
    head.checked = count > 0 && count === ticks.length;
    head.indeterminate = count > 0 && count < ticks.length;
  }
  const bar = form.querySelector("[data-bulk-bar]");
  if (!bar) return;
  bar.hidden = count === 0;
  bar.querySelector("[data-bulk-count]").textContent = `${words.selected} ${count}`;
  const all = bar.querySelector("[data-bulk-all]");
  if (all) {
    all.hidden = count < ticks.length;
    if (all.hidden) all.querySelector("input").checked = false;
  }
});

// --- data-draft: what was typed stays in this browser until the form is sent -------------------------------------------

// A page without the form's errors means that the draft was taken.
try {
  const sent = sessionStorage.getItem("sent-draft");
  if (sent && !document.querySelector("[data-errors]")) {
    localStorage.removeItem(sent);
    sessionStorage.removeItem("sent-draft");
  }
} catch { /* no storage, no draft */ }

const PAUSE_MS = 800;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const fields = () => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.tagName !== "BUTTON");
  const read = () => fields().map((field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value));
  const fresh = JSON.stringify(read());
  restore(form, key, fields(), fresh);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        localStorage.setItem(key, JSON.stringify({ fresh, values: read() }));
        const saved = form.querySelector("output.saved");
        const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
        if (saved) saved.textContent = `${words.saved} ${time.format(new Date())}`;
      } catch { /* no storage: the form still works */ }
    }, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.setItem("sent-draft", key);
  });
}

function restore(form, key, fields, fresh) {
  try {
    if (form.querySelector("[data-errors]")) return;
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (!kept || kept.fresh !== fresh || kept.values.length !== fields.length || JSON.stringify(kept.values) === fresh) return;
    fields.forEach((field, n) => {
      if (typeof kept.values[n] === "boolean") field.checked = kept.values[n];
      else field.value = kept.values[n];
    });
    tell(words.restored);
  } catch { /* a draft that cannot be read is no draft */ }
}

// --- data-zone: a list of time zones begins at the reader's own; data-fill: a button writes into a field ---------------

for (const select of document.querySelectorAll("select[data-zone]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === own)) select.value = own;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fill]");
  const field = button && document.getElementById(button.dataset.fill);
  if (!field) return;
  field.value = button.value;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// --- data-send: a form that goes on by itself, also when it came with the rest of the page -----------------------------

function sendOn(root) {
  for (const form of root.querySelectorAll("form[data-send]")) {
    form.removeAttribute("data-send");
    form.requestSubmit();
  }
}
sendOn(document);
document.addEventListener("htmx:after:swap", () => sendOn(document));

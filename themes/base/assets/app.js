// The frame of every page: menus, toasts, dialogs, one sending per form, what happens when the session or the line is gone.
// Other modules speak to it by events on document: "portico:toast" {text, undo} and "portico:session" {retry}.

const words = document.getElementById("words")?.dataset ?? {};
const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// --- Toasts: ten seconds, held by the pointer or the focus -------------------------------------------------------------

const TOAST_MS = 10_000;

function arm(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), TOAST_MS); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", start);
  start();
}

document.addEventListener("portico:toast", ({ detail }) => {
  const toast = make("div", { class: "toast", "data-toast": "" }, make("span", {}, detail.text));
  if (typeof detail.undo === "function") {
    const undo = make("button", { type: "button" }, words.undo ?? "");
    undo.addEventListener("click", () => { detail.undo(); toast.remove(); });
    toast.append(undo);
  }
  byId("toasts")?.append(toast);
});

new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node instanceof HTMLElement) arm(node);
}).observe(byId("toasts") ?? document.createElement("div"), { childList: true });

// --- Menus, sheets, dialogs -------------------------------------------------------------------------------------------

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("pointerdown", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details[data-menu][open]") ?? document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.preventDefault();
  } else if (byId("filters")?.classList.contains("open")) {
    closeSheet();
    event.preventDefault();
  }
});

let sheetOpener = null;

function closeSheet() {
  byId("filters")?.classList.remove("open");
  sheetOpener?.focus();
}

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest?.(selector);
  const opener = hit("[data-dialog]");
  if (opener) {
    closeMenus();
    byId(opener.dataset.dialog)?.showModal();
    return;
  }
  const sheet = hit("[data-sheet]");
  if (sheet) {
    event.preventDefault();
    sheetOpener = sheet;
    const panel = byId(sheet.dataset.sheet);
    panel?.classList.add("open");
    panel?.querySelector("a, button, input, select")?.focus();
  } else if (hit("[data-sheet-close]")) {
    event.preventDefault();
    closeSheet();
  } else if (hit("[data-fold]")) {
    fold();
  } else if (hit("[data-keys]")) {
    closeMenus();
    byId("keys")?.showModal();
  } else if (hit("[data-copy]")) {
    copy(hit("[data-copy]").dataset.copy);
  } else if (event.target instanceof HTMLDialogElement) {
    event.target.close();
  }
});

for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;

function fold() {
  const root = document.documentElement;
  const folded = root.dataset.nav === "folded" || (root.dataset.nav !== "open" && matchMedia("(max-width: 1099px)").matches);
  root.dataset.nav = folded ? "open" : "folded";
  try { localStorage.setItem("nav", root.dataset.nav); } catch { /* no storage: only this page is folded */ }
}

async function copy(text) {
  if (String(getSelection())) return;
  try {
    await navigator.clipboard.writeText(text);
    document.dispatchEvent(new CustomEvent("portico:toast", { detail: { text: `${words.copied}: ${text}` } }));
  } catch { /* the clipboard is not ours: the text can still be selected */ }
}

// --- Forms: a question where the page asks for one, and one sending only ----------------------------------------------

function ask(text, verb) {
  return new Promise((resolve) => {
    const go = make("button", { class: "btn btn-primary", value: "go" }, verb);
    const stay = make("button", { class: "btn", value: "" }, words.close ?? "");
    const title = make("h2", { id: "ask-title" }, text);
    const foot = make("form", { method: "dialog", class: "dialog-foot" }, go, stay);
    const dialog = make("dialog", { class: "dialog", "aria-labelledby": "ask-title" }, make("div", { class: "dialog-head" }, title), foot);
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "go"); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const agreed = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  const method = (button?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase();
  if (method === "dialog") return;
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (question && !agreed.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const verb = button?.dataset.confirmVerb ?? form.dataset.confirmVerb ?? button?.textContent.trim() ?? "";
    ask(question, verb).then((yes) => {
      if (!yes) { button?.focus(); return; }
      agreed.add(form);
      form.requestSubmit(button?.form === form ? button : undefined);
      agreed.delete(form);
    });
    return;
  }
  if (method !== "post" || form.hasAttribute("hx-post") || form.hasAttribute("data-download") || button?.hasAttribute("formtarget")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (!navigator.onLine) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("portico:toast", { detail: { text: words.offline ?? words.failed } }));
    return;
  }
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.sent = "1";
    button?.setAttribute("aria-busy", "true");
    loading();
  }, 0);
}, true);

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  document.querySelector(".loading-bar")?.remove();
});

let bar;

function loading() {
  clearTimeout(bar);
  bar = setTimeout(() => {
    const line = make("div", { class: "loading-bar", "aria-hidden": "true" });
    document.body.append(line);
    setTimeout(() => line.remove(), 15_000);
  }, 150);
}

function loaded() {
  clearTimeout(bar);
  document.querySelector(".loading-bar")?.remove();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const plain = link && !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (plain && link.origin === location.origin && !link.target && !link.download && !link.getAttribute("href").startsWith("#")) loading();
});

// --- Language and mode: the colours change at once, the server keeps the choice ----------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-look] button[name=mode]");
  if (!button) return;
  event.preventDefault();
  document.documentElement.dataset.mode = button.value;
  for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
  const body = new URLSearchParams({ mode: button.value, next: location.pathname });
  fetch(button.form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
});

// --- Errors come first, the line and the session may go away -----------------------------------------------------------

const errors = document.querySelector("[data-errors]");
if (errors) {
  const heading = errors.querySelector("h2")?.textContent;
  if (heading) document.title = `${heading} — ${document.title}`;
  errors.focus();
  // What is wrong inside a dialog is mended there.
  const hidden = document.querySelector("dialog:not([open]) [aria-invalid=true]");
  hidden?.closest("dialog").showModal();
  hidden?.focus();
}

function online() {
  const note = byId("offline");
  if (note) note.hidden = navigator.onLine;
}
addEventListener("online", online);
addEventListener("offline", online);
online();

const waiting = new Set();

document.addEventListener("portico:session", ({ detail }) => {
  if (detail?.retry) waiting.add(detail.retry);
  if (byId("session")) return;
  const link = make("a", { class: "btn btn-primary", href: "/login", target: "_blank", rel: "opener" }, words.signIn ?? "");
  const text = make("p", { id: "session-text" }, words.signedOut ?? "");
  const dialog = make("dialog", { class: "dialog", id: "session", "aria-labelledby": "session-text" }, make("div", { class: "dialog-body" }, text), make("div", { class: "dialog-foot" }, link));
  document.body.append(dialog);
  dialog.showModal();
  addEventListener("focus", () => {
    dialog.close();
    dialog.remove();
    const again = [...waiting];
    waiting.clear();
    for (const retry of again) retry();
  }, { once: true });
});

document.addEventListener("htmx:before:request", loading);
document.addEventListener("htmx:finally:request", loaded);
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail?.ctx?.response?.status !== 401) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("portico:session", { detail: {} }));
});
document.addEventListener("htmx:error", () => {
  document.dispatchEvent(new CustomEvent("portico:toast", { detail: { text: words.failed ?? "" } }));
});

// --- Tables whose width fits keep their head in sight ------------------------------------------------------------------

const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.querySelector("table");
    if (table) target.classList.toggle("fits", table.offsetWidth <= target.clientWidth);
  }
});

function watchTables(root) {
  for (const wrap of root.querySelectorAll(".table-wrap:not(.wide)")) fits.observe(wrap);
}
watchTables(document);
document.addEventListener("htmx:after:swap", () => watchTables(document));

// The keyboard map. Keys are matched by event.code, because people type on the Russian layout; letters sleep inside fields.

const GO = { KeyH: "/home", KeyC: "/catalog", KeyB: "/pad", KeyO: "/orders", KeyD: "/documents", KeyM: "/messages" };
const GO_MANAGE = { KeyH: "/manage/today", KeyC: "/manage/products", KeyO: "/manage/orders", KeyD: "/manage/documents", KeyM: "/manage/messages" };
const CHORD_MS = 1_200;

const site = document.documentElement.dataset.site;
const lettersSwitch = document.querySelector("[data-letters]");
let lettersOff = false;
let chordUntil = 0;

// Single letters can be switched off in the list of keys (WCAG 2.1.4); the choice stays in this browser.
try { lettersOff = localStorage.getItem("letters") === "off"; } catch { /* no storage: letters work */ }
if (lettersSwitch) {
  lettersSwitch.checked = !lettersOff;
  lettersSwitch.addEventListener("change", () => {
    lettersOff = !lettersSwitch.checked;
    try { localStorage.setItem("letters", lettersOff ? "off" : "on"); } catch { /* only this page knows */ }
  });
}

const typing = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const modal = document.querySelector("dialog[open]");
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    withControl(event, modal);
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || modal) return;
  if (event.code === "Escape") leave(event);
  if (typing(event.target) || lettersOff) return;
  letter(event);
});

function withControl(event, modal) {
  if (event.code === "KeyK" && !modal) {
    event.preventDefault();
    search();
  } else if (event.code === "Enter" || event.code === "NumpadEnter") {
    const scope = modal ?? document;
    const form = document.activeElement?.closest("form[method=post]") ?? scope.querySelector("form[data-primary], form[method=post].form");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn-primary[name], .btn-primary:not([type=button])") ?? undefined);
  }
}

function leave(event) {
  if (event.defaultPrevented) return;
  if (typing(event.target)) event.target.blur();
}

function letter(event) {
  // By the moment of the press, not of its handling: a page that was busy between the two keys still hears a chord.
  if (event.timeStamp < chordUntil) {
    chordUntil = 0;
    const to = (site === "manage" ? GO_MANAGE : GO)[event.code];
    const link = to && document.querySelector(`.nav a[href="${to}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const onButton = event.target instanceof HTMLElement && event.target.closest("button, summary, a");
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
    event.preventDefault();
    document.getElementById("keys")?.showModal();
  } else if (event.code === "Slash" || event.key === "/") {
    event.preventDefault();
    search();
  } else if (event.code === "KeyG") {
    chordUntil = event.timeStamp + CHORD_MS;
  } else if (event.code === "KeyJ" || event.code === "ArrowDown") {
    step(event, 1);
  } else if (event.code === "KeyK" || event.code === "ArrowUp") {
    step(event, -1);
  } else if (event.code === "Enter" && !onButton) {
    row()?.querySelector("a[href]")?.click();
  } else if (event.code === "KeyX" && row()) {
    row().querySelector("[data-tick]")?.click();
  } else if (row() && (!onButton || row().contains(event.target))) {
    // A step leaves the focus on the row's link, so the row's letters work from there too.
    act(event);
  }
}

// A row may name its own letters: <button data-key="KeyR">Repeat</button>.
function act(event) {
  const button = row().querySelector(`[data-key="${CSS.escape(event.code)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function search() {
  const field = document.querySelector("[data-search]");
  field?.focus();
  field?.select();
}

const rows = () => [...document.querySelectorAll("[data-list] > tbody > tr:not(.group-row), ul[data-list] > li")];
const row = () => document.querySelector("[data-list] .cursor");

function step(event, by) {
  const all = rows();
  if (!all.length) return;
  event.preventDefault();
  const at = all.indexOf(row());
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  row()?.classList.remove("cursor");
  next.classList.add("cursor");
  const link = next.querySelector("a[href], button, input");
  link?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

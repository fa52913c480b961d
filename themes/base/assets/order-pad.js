// <order-pad data-resolve="/pad/lines">: the order pad, on a plain table of inputs (templates/components/order_pad.html).
// Without this script the table is an ordinary form; with it the lines are resolved and kept while one types.
//
// The protocol. After a change the element POSTs to data-resolve, as application/x-www-form-urlencoded, the hidden fields
// that stand directly in its form (key, cart, …) and then, for each changed line, in this order:
//   row=<n>&article=<text>&qty=<text>&unit=<code>        (repeat; both article and qty empty: the line was cleared)
// A whole form that is sent without the script has the same four fields for every line. One request is in flight at a
// time; changes wait 150 ms. The answer, 200 text/html, is <pad_reply/>:
//   <div data-row="3" data-state="ok|check|unknown|empty">
//     <output id="r3-name">…</output> <select id="r3-unit">…</select> <output id="r3-pieces|price|stock|sum">…</output>
//   </div> …  <output id="pad-lines|pad-problems|pad-vat|pad-sum|pad-saved">…</output>
// The contents of elements with the same ids are swapped; inputs are never touched, nor is the element that has the focus.
// Buttons in the answer with data-fix carry data-article, data-qty, data-unit or data-remove: what they put into the line.
// 401: "portico:session" is sent, the changes wait. No connection or 5xx: they wait and are sent again.

const DEBOUNCE_MS = 150;
const AGAIN_MS = 3_000;
const LEAST_ROWS = 20;
const SPARE_ROWS = 3;
const COLUMNS = ["article", "qty", "unit"];

const words = document.getElementById("words")?.dataset ?? {};

class OrderPad extends HTMLElement {
  #body;
  #blank;
  #form;
  #changed = new Set();
  #kept = new Map();
  #undo = [];
  #timer;
  #busy = false;

  connectedCallback() {
    this.#body = this.querySelector("tbody");
    this.#blank = this.querySelector("template[data-blank]").innerHTML;
    this.#form = this.closest("form");
    for (const input of this.#body.querySelectorAll("input.input, select")) this.#kept.set(input.id, input.value);
    this.addEventListener("focusin", (event) => this.#enter(event.target));
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("change", (event) => this.#commit(event.target));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("paste", (event) => this.#paste(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.#form?.addEventListener("click", (event) => this.#around(event));
    this.#form?.addEventListener("submit", () => clearTimeout(this.#timer));
    addEventListener("online", () => this.#later(0));
    document.querySelector("[data-pad-insert]")?.addEventListener("click", (event) => this.#insert(event.target));
    this.#grow();
    if ("autofocus" in this.dataset && !matchMedia("(pointer: coarse)").matches) this.#firstBlank()?.focus({ preventScroll: true });
  }

  // --- Cells -----------------------------------------------------------------------------------------------------------

  #cell(row, column) {
    return row && this.ownerDocument.getElementById(`${row.id}-${column}`);
  }

  #columnOf(input) {
    return COLUMNS.find((column) => input.id.endsWith(`-${column}`));
  }

  #isBlank(row) {
    return this.#cell(row, "article").value.trim() === "" && this.#cell(row, "qty").value.trim() === "";
  }

  #firstBlank() {
    const row = [...this.#body.rows].find((line) => this.#isBlank(line));
    return this.#cell(row, "article");
  }

  #enter(input) {
    if (input instanceof HTMLInputElement && input.type !== "hidden") input.select();
  }

  #typed(input) {
    const row = input.closest("tr");
    if (!row || !this.#columnOf(input)) return;
    row.classList.remove("blank");
    if (row.rowIndex > this.#body.rows.length - SPARE_ROWS) this.#grow();
    this.#mark(row);
  }

  // A finished change of one cell is one step of undo.
  #commit(input) {
    if (!this.#columnOf(input)) return;
    const before = this.#kept.get(input.id) ?? "";
    if (before === input.value) return;
    this.#undo.push([[input.id, before]]);
    this.#kept.set(input.id, input.value);
    this.#mark(input.closest("tr"));
  }

  // Puts many values in as one step of undo.
  #put(changes) {
    const step = [];
    for (const [input, value] of changes) {
      if (!input || input.value === value) continue;
      step.push([input.id, this.#kept.get(input.id) ?? ""]);
      this.#set(input, value);
    }
    if (step.length) this.#undo.push(step);
    this.#grow();
  }

  #set(input, value) {
    if (input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === value)) {
      input.add(new Option(value, value));
    }
    input.value = value;
    this.#kept.set(input.id, value);
    const row = input.closest("tr");
    row.classList.toggle("blank", this.#isBlank(row));
    this.#mark(row);
  }

  #back() {
    const step = this.#undo.pop();
    if (!step) return;
    for (const [id, value] of step) {
      const input = this.ownerDocument.getElementById(id);
      if (input) this.#set(input, value);
    }
    this.ownerDocument.getElementById(step[0][0])?.focus();
  }

  // At least twenty rows, and always a few free ones at the end.
  #grow() {
    const rows = this.#body.rows;
    let used = 0;
    for (const row of rows) if (!this.#isBlank(row)) used = row.sectionRowIndex + 1;
    this.#reach(Math.max(LEAST_ROWS, used + SPARE_ROWS));
  }

  #reach(count) {
    let html = "";
    const last = this.#body.rows[this.#body.rows.length - 1];
    let n = last ? Number(last.dataset.n) : 0;
    for (let have = this.#body.rows.length; have < count; have += 1) {
      n += 1;
      html += this.#blank.replaceAll("__n__", String(n));
    }
    if (html) this.#body.insertAdjacentHTML("beforeend", html);
  }

  // --- Keys ------------------------------------------------------------------------------------------------------------

  #key(event) {
    const input = event.target;
    const column = this.#columnOf(input);
    const row = input.closest("tr");
    if (!column || !row) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.code === "KeyD") return this.#copyDown(event, input, row, column);
    if (control && event.code === "KeyZ" && !event.shiftKey) {
      if (input.value !== (this.#kept.get(input.id) ?? "")) return;
      event.preventDefault();
      this.#back();
      return;
    }
    if (control && event.code !== "Enter") return;
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      if (control) return;
      event.preventDefault();
      this.#commit(input);
      this.#move(row, event.shiftKey ? -1 : 1, "article");
    } else if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      this.#vertical(event, input, row, column);
    } else if (event.code === "ArrowLeft" || event.code === "ArrowRight") {
      this.#sideways(event, input, row, column);
    } else if (event.code === "Delete" && input.selectionStart === 0 && input.selectionEnd === input.value.length) {
      event.preventDefault();
      this.#put([[input, ""]]);
    }
  }

  #copyDown(event, input, row, column) {
    event.preventDefault();
    const above = this.#cell(row.previousElementSibling, column);
    if (above) this.#put([[input, above.value]]);
    input.select?.();
  }

  #vertical(event, input, row, column) {
    if (event.altKey && column !== "unit") {
      event.preventDefault();
      this.#cell(row, "unit").focus();
    } else if (column !== "unit" || event.altKey) {
      event.preventDefault();
      this.#commit(input);
      this.#move(row, event.code === "ArrowDown" ? 1 : -1, column);
    }
  }

  #sideways(event, input, row, column) {
    const right = event.code === "ArrowRight";
    if (input instanceof HTMLInputElement) {
      const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
      const edge = input.selectionStart === input.selectionEnd && input.selectionStart === (right ? input.value.length : 0);
      if (!all && !edge) return;
    }
    const next = this.#cell(row, COLUMNS[COLUMNS.indexOf(column) + (right ? 1 : -1)]);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  #move(row, by, column) {
    if (by > 0 && !row.nextElementSibling) this.#reach(this.#body.rows.length + SPARE_ROWS);
    const next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
    this.#cell(next, column)?.focus();
  }

  // --- Paste, clear, fixes ---------------------------------------------------------------------------------------------

  #paste(event) {
    const input = event.target;
    const column = this.#columnOf(input);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!column || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    this.#fill(text, input.closest("tr"), column);
  }

  #insert(button) {
    const text = this.ownerDocument.querySelector("[data-pad-paste]");
    button.closest("dialog")?.close();
    if (!text?.value.trim()) return;
    const row = this.#firstBlank()?.closest("tr");
    this.#fill(text.value, row ?? this.#body.rows[0], "article");
    text.value = "";
  }

  #fill(text, from, column) {
    const lines = parse(text);
    const start = from.sectionRowIndex;
    this.#reach(start + lines.length + SPARE_ROWS);
    const changes = [];
    lines.forEach(([article, qty], n) => {
      const row = this.#body.rows[start + n];
      if (column === "qty" && qty === undefined) {
        changes.push([this.#cell(row, "qty"), article]);
        return;
      }
      changes.push([this.#cell(row, "article"), article]);
      if (qty !== undefined) changes.push([this.#cell(row, "qty"), qty]);
    });
    this.#put(changes);
    this.#later(0);
    this.#cell(this.#body.rows[start + lines.length], "article")?.focus();
  }

  #click(event) {
    const row = event.target.closest("tr");
    if (event.target.closest("[data-clear]")) {
      this.#clear(row);
      return;
    }
    const fix = event.target.closest("[data-fix]");
    if (!fix) return;
    if ("remove" in fix.dataset) {
      this.#clear(row);
      return;
    }
    const changes = COLUMNS.filter((column) => column in fix.dataset).map((column) => [this.#cell(row, column), fix.dataset[column]]);
    this.#put(changes);
    this.#later(0);
    this.#cell(row, "qty").focus();
  }

  #clear(row) {
    this.#put([[this.#cell(row, "article"), ""], [this.#cell(row, "qty"), ""]]);
    this.#cell(row, "article").focus();
    const undo = () => this.#back();
    this.ownerDocument.dispatchEvent(new CustomEvent("portico:toast", { detail: { text: `${words.cleared} ${row.dataset.n}`, undo } }));
  }

  #around(event) {
    if (!event.target.closest("[data-next-problem]")) return;
    event.preventDefault();
    const bad = [...this.#body.querySelectorAll('tr[data-state="check"], tr[data-state="unknown"]')];
    const at = this.ownerDocument.activeElement?.closest("tr")?.sectionRowIndex ?? -1;
    const row = bad.find((line) => line.sectionRowIndex > at) ?? bad[0];
    this.#cell(row, row?.dataset.state === "unknown" ? "article" : "qty")?.focus();
  }

  // --- Asking the server -----------------------------------------------------------------------------------------------

  #mark(row) {
    this.#changed.add(row);
    this.#later(DEBOUNCE_MS);
  }

  #later(after) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), after);
  }

  async #send() {
    if (this.#busy || this.#changed.size === 0) return;
    const rows = [...this.#changed];
    this.#changed.clear();
    this.#busy = true;
    const slow = setTimeout(() => { for (const row of rows) row.classList.add("waiting"); }, DEBOUNCE_MS);
    try {
      const answer = await fetch(this.dataset.resolve, { method: "POST", body: this.#question(rows), headers: { "HX-Request": "true" }, redirect: "error" });
      if (answer.status === 401) {
        this.#keep(rows);
        this.ownerDocument.dispatchEvent(new CustomEvent("portico:session", { detail: { retry: () => this.#later(0) } }));
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      this.#take(await answer.text());
    } catch {
      this.#keep(rows);
      this.#say(words.notSaved);
      setTimeout(() => this.#later(0), AGAIN_MS);
      return;
    } finally {
      clearTimeout(slow);
      for (const row of rows) row.classList.remove("waiting");
      this.#busy = false;
    }
    if (this.#changed.size > 0) this.#later(0);
  }

  #question(rows) {
    const body = new URLSearchParams();
    for (const hidden of this.#form?.querySelectorAll(":scope > input[type=hidden]") ?? []) body.append(hidden.name, hidden.value);
    for (const row of rows) {
      body.append("row", row.dataset.n);
      for (const column of COLUMNS) body.append(column, this.#cell(row, column).value);
    }
    return body;
  }

  #keep(rows) {
    for (const row of rows) this.#changed.add(row);
  }

  #take(html) {
    const answer = this.ownerDocument.createElement("template");
    answer.innerHTML = html;
    for (const part of answer.content.querySelectorAll("[data-row]")) {
      const row = this.ownerDocument.getElementById(`r${part.dataset.row}`);
      if (!row || this.#changed.has(row)) {
        part.remove();
        continue;
      }
      row.dataset.state = part.dataset.state;
      row.classList.toggle("blank", part.dataset.state === "empty");
    }
    for (const fresh of answer.content.querySelectorAll("[id]")) this.#swap(fresh);
  }

  #swap(fresh) {
    const old = this.ownerDocument.getElementById(fresh.id);
    if (!old || old === this.ownerDocument.activeElement || old.contains(this.ownerDocument.activeElement)) return;
    if (old.innerHTML === fresh.innerHTML) return;
    const chosen = fresh.value;
    old.replaceChildren(...fresh.childNodes);
    if (!(old instanceof HTMLSelectElement)) return;
    old.value = chosen;
    this.#kept.set(old.id, chosen);
  }

  #say(text) {
    const place = this.ownerDocument.getElementById("pad-saved");
    if (place) place.textContent = text ?? "";
  }
}

// Article and quantity out of any pasted table: the article is the first column, the quantity the first column of numbers
// after it. A first line without a digit is the head of the table; a leading column 1, 2, 3… is its numbering.
function parse(text) {
  let lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim() !== "").map(cells);
  if (lines.length > 1 && !/\d/.test(lines[0].join(""))) lines = lines.slice(1);
  const numbered = lines.length > 2 && lines.every((line, n) => line.length > 2 && line[0] === String(n + 1));
  if (numbered) lines = lines.map((line) => line.slice(1));
  const width = Math.max(...lines.map((line) => line.length));
  if (width < 2) return lines.map((line) => [line[0]]);
  const numbers = (n) => lines.filter((line) => NUMBER.test(line[n] ?? "")).length;
  let qty = 1;
  for (let n = 1; n < width && width > 2; n += 1) {
    if (numbers(n) * 2 >= lines.length) {
      qty = n;
      break;
    }
  }
  return lines.map((line) => [line[0], line[qty] ?? ""]);
}

const NUMBER = /^[+\-\u2212]?\d[\d\s\u00a0\u202f.,]*$/;

function cells(line) {
  const spaced = /^(.*\S)\s+(\d[\d\s.,]*)$/.exec(line.trim());
  const parts = line.includes("\t") ? line.split("\t") : line.includes(";") ? line.split(";") : spaced ? spaced.slice(1, 3) : [line];
  return parts.map((cell) => cell.trim());
}

customElements.define("order-pad", OrderPad);

// Sorting and filtering of tables, and the address that keeps both and the row in sight. Everything can be read without
// this script.
"use strict";

// What the address keeps

const kept = new URLSearchParams(location.search);

function keep(key, value) {
  if (value) kept.set(key, value);
  else kept.delete(key);
  write(location.hash);
}

function write(hash) {
  const query = kept.toString();
  history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${hash}`);
}

// Sorting: by one column, or by what the address says; “-” before its key sorts it downwards

function sortable(table) {
  const body = table.tBodies[0];
  const asWritten = new Map([...body.rows].map((row, place) => [row, place]));
  const headers = [...table.tHead.rows[0].cells];

  const order = (row, column) => {
    const cell = row.cells[column];
    return "order" in cell.dataset ? Number(cell.dataset.order) : cell.textContent.trim();
  };

  const sort = (column, direction) => {
    headers.forEach((header) => header.removeAttribute("aria-sort"));
    headers[column].setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const rows = [...body.rows].sort((one, other) => {
      const [a, b] = [order(one, column), order(other, column)];
      const found = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
      return sign * found || asWritten.get(one) - asWritten.get(other);
    });
    body.append(...rows);
  };

  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => {
      const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      sort(column, direction);
      keep("sort", `${direction === "ascending" ? "" : "-"}${header.dataset.key}`);
    });
    header.append(button);
  });

  const asked = kept.get("sort") ?? "";
  const column = headers.findIndex((header) => header.dataset.key === asked.replace(/^-/, ""));
  if (asked && column >= 0) sort(column, asked.startsWith("-") ? "descending" : "ascending");
}

// Filtering: by what is typed, and by what else the page asks of a row

function filtering(form, rows, isWanted) {
  const told = form.querySelector("output");
  const text = form.elements.text;
  const fields = [...form.elements].filter((field) => field.name);
  const isBox = (field) => field.type === "checkbox";

  const apply = () => {
    const wanted = folded(text.value);
    // Who types a code or a whole name means that market: UK is not what begins Ukraine.
    const exact = rows.some((row) => isNamed(row, text.value));
    const isFound = (row) =>
      !wanted || (exact ? isNamed(row, text.value) : namesOf(row).some((name) => name.includes(wanted)) || said(row).includes(wanted));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(isFound(row) && isWanted(row));
      shown += row.hidden ? 0 : 1;
    }
    told.value = fill(shown === 1 ? told.dataset.one : told.dataset.many, { count: shown });
  };

  const texts = new Map();
  function said(row) {
    const reason = row.querySelector(".reason");
    if (!texts.has(row)) texts.set(row, reason ? folded(reason.textContent) : "");
    return texts.get(row);
  }

  const remember = () => {
    for (const field of fields) {
      const value = isBox(field) ? (field.checked === field.defaultChecked ? "" : Number(field.checked)) : field.value.trim();
      keep(field.name, String(value));
    }
  };
  const recall = (field) => {
    if (!kept.has(field.name)) return;
    if (isBox(field)) field.checked = kept.get(field.name) === "1";
    else field.value = kept.get(field.name);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // In the order of the form: what one field says may give the next its choices.
  fields.forEach(recall);
  form.hidden = false;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      apply();
      remember();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

// The row in sight: the first that shows beneath the heads

function keepPlace(table) {
  const frame = table.closest(".scroll");
  const rows = () => [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const head = table.tHead.rows[0].cells[0];
  const top = () => {
    const heads = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
    return Math.max(0, frame.getBoundingClientRect().top, heads);
  };

  let waiting = 0;
  const note = () => {
    const edge = top();
    const [first] = rows();
    const inSight = rows().find((row) => row.getBoundingClientRect().bottom > edge + 1);
    write(inSight && inSight !== first && first.getBoundingClientRect().top < edge - 1 ? `#${inSight.id}` : "");
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(note, 150);
  };
  for (const scrolled of [window, frame]) scrolled.addEventListener("scroll", later, { passive: true });

  const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (row && table.contains(row)) row.scrollIntoView();
}

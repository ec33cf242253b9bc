// Sorting and filtering of tables. Everything can be read without this script.
"use strict";

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const asWritten = new Map([...body.rows].map((row, place) => [row, place]));
  const headers = [...table.tHead.rows[0].cells];

  const order = (row, column) => {
    const cell = row.cells[column];
    return "order" in cell.dataset ? Number(cell.dataset.order) : cell.textContent.trim();
  };

  const sort = (column) => {
    const direction = headers[column].getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
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
    button.addEventListener("click", () => sort(column));
    header.append(button);
  });
}

const form = document.querySelector("form.filter");
const rows = [...document.querySelectorAll("table.list tbody tr")];
if (form && rows.length) {
  const told = form.querySelector("output");

  const apply = () => {
    const wanted = form.elements.text.value.trim().toLowerCase();
    const category = form.elements.category.value;
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (wanted && !row.textContent.toLowerCase().includes(wanted)) ||
        (category && row.dataset.category !== category) ||
        (form.elements.open.checked && !("open" in row.dataset)) ||
        (!form.elements.members.checked && row.classList.contains("member"));
      shown += row.hidden ? 0 : 1;
    }
    told.value = (shown === 1 ? told.dataset.one : told.dataset.many).replace("{count}", shown);
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

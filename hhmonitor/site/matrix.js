// What stands behind a cell of the matrix, and which rows are shown. Without this script a cell leads to its market's page.
"use strict";

const table = document.querySelector("table.matrix");
const dialog = document.querySelector("dialog.told");

const open = (cell) => {
  const row = cell.closest("tr");
  const path = cell.dataset.path;
  const head = table.querySelector(`thead [data-path="${path}"]`);
  const told = document.querySelector(`template[data-told="${row.dataset.code}"]`).content;
  const body = told.querySelector(`[data-path="${path}"]`).cloneNode(true);
  const cited = new Set([...body.querySelectorAll(".cited a")].map((link) => link.getAttribute("href").split("-")[1]));
  const sources = [...told.querySelectorAll("[data-source]")]
    .filter((source) => cited.has(source.dataset.source))
    .map((source) => {
      const copy = source.cloneNode(true);
      copy.id = `source-${source.dataset.source}`;
      return copy;
    });

  const link = row.querySelector("th a").cloneNode(true);
  dialog.querySelector("h2").replaceChildren(link);
  dialog.querySelector(".body").replaceChildren(body);
  dialog.querySelector(".references").replaceChildren(...sources);
  const judged = dialog.querySelector(".judged");
  judged.textContent = fill(judged.dataset.text, { day: row.dataset.judged });
  const counts = dialog.querySelector(".counts");
  counts.textContent = head.dataset.counts
    ? fill(counts.dataset.text, { requirements: head.dataset.counts })
    : counts.dataset.none;
  dialog.querySelector(".reading").textContent = head.dataset.reading;
  dialog.showModal();
};

table.addEventListener("click", (event) => {
  const cell = event.target.closest("a.cell");
  if (cell && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(cell);
  }
});
dialog.addEventListener("click", (event) => {
  // A click beside the dialog lands on its backdrop, which is the dialog itself.
  if (event.target === dialog) dialog.close();
});

const form = document.querySelector("form.filter");
const { category, column, value } = form.elements;
const rows = [...table.tBodies[0].rows];
const cellOf = (row) => row.querySelector(`a[data-path="${column.value}"]`).parentElement;

// The values of the column, best first, each by the shortest of the words that stand for it.
column.addEventListener("change", () => {
  const cells = column.value ? rows.map(cellOf) : [];
  const words = new Map();
  for (const cell of cells.sort((one, other) => one.dataset.order - other.dataset.order)) {
    const word = cell.querySelector(".unseen").textContent;
    const known = words.get(cell.dataset.value);
    if (known === undefined || word.length < known.length) words.set(cell.dataset.value, word);
  }
  value.replaceChildren(new Option(value.dataset.all, ""), ...[...words].map(([one, word]) => new Option(word, one)));
  value.disabled = words.size === 0;
});

sortable(table);
filtering(
  form,
  rows,
  (row) =>
    (!category.value || row.dataset.category === category.value) &&
    (!column.value || !value.value || cellOf(row).dataset.value === value.value),
);
keepPlace(table);

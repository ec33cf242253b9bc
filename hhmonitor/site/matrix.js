// What stands behind a cell of the matrix, and which rows are shown. Without this script a cell leads to its market's page.
"use strict";

const table = document.querySelector("table.matrix");
const dialog = document.querySelector("dialog.told");

const fill = (template, name, value) => template.replace(`{${name}}`, value);

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
  judged.textContent = fill(judged.dataset.text, "day", row.dataset.judged);
  const counts = dialog.querySelector(".counts");
  counts.textContent = head.dataset.counts
    ? fill(counts.dataset.text, "requirements", head.dataset.counts)
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

const matrixForm = document.querySelector("form.filter");
const { text, category, column, value } = matrixForm.elements;
const matrixRows = [...table.tBodies[0].rows];
const wordIn = (row, path) => row.querySelector(`[data-path="${path}"] .unseen`).textContent;

const applyMatrix = () => {
  const wanted = text.value.trim().toLowerCase();
  let shown = 0;
  for (const row of matrixRows) {
    row.hidden =
      (wanted && !row.cells[0].textContent.toLowerCase().includes(wanted)) ||
      (category.value && row.dataset.category !== category.value) ||
      (column.value && value.value && wordIn(row, column.value) !== value.value);
    shown += row.hidden ? 0 : 1;
  }
  const told = matrixForm.querySelector("output");
  told.value = fill(shown === 1 ? told.dataset.one : told.dataset.many, "count", shown);
};

column.addEventListener("change", () => {
  const words = column.value ? [...new Set(matrixRows.map((row) => wordIn(row, column.value)))].sort() : [];
  value.replaceChildren(new Option(value.dataset.all, ""), ...words.map((word) => new Option(word)));
  value.disabled = words.length === 0;
});
matrixForm.hidden = false;
for (const kind of ["input", "change"]) matrixForm.addEventListener(kind, applyMatrix);
matrixForm.addEventListener("submit", (event) => event.preventDefault());
applyMatrix();

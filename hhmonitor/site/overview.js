// The list of the overview: which of its rows are shown.
"use strict";

const form = document.querySelector("form.filter");
const list = document.querySelector("table.list");
const { category, open: onlyOpen, members } = form.elements;

sortable(list);
filtering(
  form,
  [...list.tBodies[0].rows],
  (row) =>
    (!category.value || row.dataset.category === category.value) &&
    (!onlyOpen.checked || "open" in row.dataset) &&
    (members.checked || !row.classList.contains("member")),
);
keepPlace(list);

// Which markets stand beside each other, and in which order: what the address says. Without this script all do.
"use strict";

const table = document.querySelector("table.beside");
const form = document.querySelector("form.choose");
const notice = form.querySelector("[role=status]");
const list = form.querySelector(".chosen");
const plainTitle = document.title;

const heads = [...table.tHead.rows[0].querySelectorAll("[data-code]")];
const rows = [...table.rows].filter((row) => !row.classList.contains("part"));
// The cells of each row, by the code of their market.
const cells = new Map(
  rows.map((row) => [row, new Map(heads.map((head, place) => [head.dataset.code, row.cells[place + 1]]))]),
);
const byCode = new Map(heads.map((head) => [head.dataset.code, head]));
const nameOf = (code) => byCode.get(code).textContent.trim();
for (const [, ofRow] of cells) for (const [code, cell] of ofRow) cell.dataset.title = nameOf(code);

const meant = (text) => byCode.get(text)?.dataset.code ?? heads.find((head) => isNamed(head, text))?.dataset.code;

const inAddress = () => [
  ...new Set((new URLSearchParams(location.search).get("m") ?? "").split(",").map((one) => one.trim()).filter(Boolean)),
];
const address = (codes) => (codes.length ? `?m=${codes.map(encodeURIComponent).join(",")}` : location.pathname);

function tell(unknown) {
  notice.textContent = unknown.map((name) => fill(form.dataset.unknown, { name })).join(" ");
  notice.hidden = unknown.length === 0;
}

function chip(code, codes) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${nameOf(code)} ×`;
  button.setAttribute("aria-label", fill(form.dataset.leave, { market: nameOf(code) }));
  button.addEventListener("click", () => {
    choose(codes.filter((other) => other !== code));
    form.elements.market.focus();
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function show() {
  const asked = inAddress();
  const codes = [...new Set(asked.map(meant).filter(Boolean))];
  tell(asked.filter((one) => !meant(one)));
  list.replaceChildren(...codes.map((code) => chip(code, codes)));
  for (const row of rows) {
    for (const cell of cells.get(row).values()) cell.remove();
    row.append(...codes.map((code) => cells.get(row).get(code)));
    // A line that says nothing of the markets chosen is left out.
    row.hidden = row.parentNode !== table.tHead && codes.every((code) => !cells.get(row).get(code).textContent.trim());
  }
  for (const part of table.tBodies) {
    part.rows[0].cells[0].colSpan = codes.length + 1;
    part.hidden = [...part.rows].slice(1).every((row) => row.hidden);
  }
  table.style.setProperty("--markets", codes.length);
  table.hidden = codes.length === 0;
  document.title = codes.length
    ? plainTitle.replace(document.querySelector("h1").textContent, fill(form.dataset.title, { markets: codes.map(nameOf).join(", ") }))
    : plainTitle;
}

function choose(codes) {
  history.pushState(null, "", address(codes));
  show();
}

function add() {
  const field = form.elements.market;
  const text = field.value.trim();
  const code = meant(text);
  if (!text) return;
  if (!code) return tell([text]);
  field.value = "";
  choose([...new Set([...inAddress().map(meant).filter(Boolean), code])]);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
addEventListener("popstate", show);
form.hidden = false;
table.classList.add("picked");
show();

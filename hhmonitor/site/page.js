// What the scripts of pages share: how names are compared, and the way to the same place in the other language.
"use strict";

// As folded() of hhmonitor/language/territories.py writes names: small letters and digits only.
function folded(text) {
  return text.replaceAll("&", "and").toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

// The names by which an element can be found, and whether one of them is exactly what was typed.
const namesOf = (element) => element.dataset.names.split("|");
const isNamed = (element, text) => namesOf(element).includes(folded(text));

for (const link of document.querySelectorAll(".switch a")) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}

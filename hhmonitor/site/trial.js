// What if: settings, what follows from them by rules.js, and the address and the command that say the same.
"use strict";

const data = JSON.parse(document.getElementById("trial-data").textContent);
const texts = data.texts;
const place = (id) => document.getElementById(`trial-${id}`);

// Elements

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act));
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

// A sentence with elements in the places of some of its words; the mark after one stays on its line.
function sentence(text, values) {
  return text.split(/(\{\w+\}[.,;:]?)/).map((part) => {
    const [, name, after] = /^\{(\w+)\}(.?)$/.exec(part) ?? [];
    if (!name) return part;
    return after && values[name] instanceof Node ? el("span", { class: "together" }, values[name], after) : [values[name], after];
  }).flat();
}

function listing(words, joint = texts.and) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")}${joint}${words.at(-1)}` : words.join("");
}

function badge(category) {
  const one = data.order[category];
  return el("span", { class: `badge ${one.tone}` }, el("span", { class: "unseen" }, `${texts.category} `), one.word);
}

const signs = { met: "✓", not_met: "✗", unknown: "?" };
const mark = (outcome) =>
  el("span", { class: `mark tone-${outcome}`, role: "img", "aria-label": texts[outcome], title: texts[outcome] }, signs[outcome]);

// What is tried

const byCode = new Map(data.markets.map((one) => [one.code, one]));
const listed = data.markets.filter((one) => !one.region);
const now = data.knobs.map((knob) => knob.now);
const asItIs = new Rules(data, now);
const base = new Map(data.markets.map((one) => [one.code, asItIs.assess(asItIs.market(one.code))]));
const notices = [];
const tried = { market: null, settings: new Map(), chosen: [...now] };

function readAddress() {
  for (const [key, value] of new URLSearchParams(location.search)) {
    const input = data.inputs.findIndex((one) => one.path === key);
    const knob = data.knobs.findIndex((one) => one.name === key);
    if (key === "m") {
      if (byCode.has(value)) tried.market = value;
      else notices.push(filled(texts.unknownMarket, { code: value }));
    } else if (input >= 0 && data.inputs[input].values.includes(value)) tried.settings.set(input, value);
    else if (knob >= 0 && data.knobs[knob].values.includes(value)) tried.chosen[knob] = data.knobs[knob].values.indexOf(value);
    else notices.push(filled(texts.unknownSetting, { setting: `${key}=${value}` }));
  }
  if (!tried.market) tried.settings.clear();
}

const movedKnobs = () => data.knobs.map((one, number) => [one, number]).filter(([one, number]) => tried.chosen[number] !== one.now);
const setInputs = () => [...tried.settings].sort(([one], [other]) => one - other);

function address(market = tried.market, settings = setInputs()) {
  const query = new URLSearchParams();
  if (market) query.set("m", market);
  for (const [input, value] of settings) query.set(data.inputs[input].path, value);
  for (const [knob, number] of movedKnobs()) query.set(knob.name, knob.values[tried.chosen[number]]);
  const text = query.toString();
  return text ? `?${text}` : location.pathname.split("/").at(-1);
}

const quoted = (word) => (/^[\w.,=@%+:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

function command() {
  const words = ["hhmonitor", "what-if"];
  if (tried.market) words.push(tried.market);
  for (const [input, value] of setInputs()) words.push("--set", `${data.inputs[input].path}=${value}`);
  for (const [knob, number] of movedKnobs()) words.push("--set-criteria", `${knob.name}=${knob.values[tried.chosen[number]]}`);
  return [...words, ...data.options].map(quoted);
}

// In words

const isOpen = (input, set) => String(set) === String(data.open[data.inputs[input].path.split(".")[0]]);

function setWord(input, set) {
  if (set.length > 1 && isOpen(input, set)) return data.words.unknown;
  return set.map((value) => data.words[value] ?? value).join(texts.or);
}

function conditionText(one, market) {
  if (one.kind === "leaf") {
    const text = typeof one.text === "string" ? one.text : one.text[one.outcome];
    const counted = one.surely === one.atMost ? one.surely : `${one.surely}–${one.atMost}`;
    return filled(text, { counted, needed: one.least, value: setWord(one.inputs[0], market.sets[one.inputs[0]]) });
  }
  const told = (part) => {
    const text = conditionText(part, market);
    return part.parts && part.kind !== "not" && part.parts.length > 1 ? `(${text})` : text;
  };
  if (one.kind === "all") return one.parts.map(told).join(texts.andPart);
  if (one.kind === "not") {
    return one.parts[0].kind === "leaf" ? told(one.parts[0]) : filled(texts.notPart, { condition: told(one.parts[0]) });
  }
  const simple = (part) => part.kind === "leaf" || (part.kind === "not" && part.parts[0].kind === "leaf");
  const holding = one.parts.filter((part) => simple(part) && part.outcome === "met");
  return holding.length ? listing(holding.map(told)) : one.parts.map(told).join(texts.orPart);
}

function knobTitle(knob) {
  return [knob.category, knob.requirement, knob.title].filter(Boolean).join(" · ");
}

// What is otherwise

function showScenario() {
  const undo = (text, act) =>
    el("li", {}, el("button", { type: "button", class: "chip", "aria-label": filled(texts.undo, { setting: text }), on: { click: act } },
      el("span", {}, text), el("span", { "aria-hidden": "true", class: "cross" }, "×")));
  const chips = [
    ...setInputs().map(([input, value]) =>
      undo(`${data.inputs[input].label}: ${data.words[value]}`, () => { tried.settings.delete(input); settle(); })),
    ...movedKnobs().map(([knob, number]) =>
      undo(`${knobTitle(knob)}: ${knob.words[tried.chosen[number]]}`, () => { tried.chosen[number] = knob.now; settle(); })),
  ];
  const heading = el("h2", { id: "scenario-title" }, texts.scenario);
  if (!chips.length) {
    place("scenario").replaceChildren(heading, el("p", { class: "quiet" }, tried.market ? texts.nothingMarket : texts.nothingList));
    return;
  }
  const words = command().map((word, number) => [number ? " " : "", el("span", {}, word)]);
  const code = el("code", {}, words);
  const copy = el("button", { type: "button", on: { click: () => copied(code, copy) } }, texts.copy);
  place("scenario").replaceChildren(
    heading,
    el("ul", { class: "chips" }, chips),
    el("h3", {}, texts.command),
    el("pre", { tabindex: "0", role: "group", "aria-label": texts.command }, code),
    el("p", { class: "buttons" }, copy,
      el("button", { type: "button", on: { click: () => window.print() } }, texts.print),
      el("button", { type: "button", on: { click: reset } }, texts.reset)),
  );
}

async function copied(code, button) {
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = texts.copied;
  } catch {
    // It is selected, and can be copied by hand.
  }
}

function reset() {
  tried.settings.clear();
  tried.chosen = [...now];
  settle();
}

// The settings: inputs of a market, knobs of the criteria

function inputControl(input) {
  const one = data.inputs[input];
  const before = asItIs.market(tried.market).sets[input];
  const wasWord = setWord(input, before);
  const values = one.values;
  const radio = (value) => {
    const id = `input-${input}-${value}`;
    const box = el("input", { type: "radio", id, name: `input-${input}`, value, on: { change: () => setInput(input, value) } });
    return [box, el("label", { for: id }, data.words[value])];
  };
  const own = values.find((value) => String(valuesOf(input, value)) === String(before));
  const more = own ? [] : radioAsItIs(input, wasWord);
  return el("fieldset", { class: "choice", "data-input": input, "data-own": own ?? "" },
    el("legend", {}, one.label, el("span", { class: "was", hidden: true }, ` ${filled(texts.changed, { value: wasWord })}`)),
    el("div", { class: "segments" }, more, values.map(radio)));
}

function radioAsItIs(input, word) {
  const id = `input-${input}-own`;
  const box = el("input", { type: "radio", id, name: `input-${input}`, value: "", on: { change: () => setInput(input, "") } });
  return [box, el("label", { for: id }, filled(texts.asItIs, { value: word }))];
}

const valuesOf = (input, value) => asItIs.valuesOf(input, value);

function setInput(input, value) {
  const own = document.querySelector(`[data-input="${input}"]`).dataset.own;
  if (value === "" || value === own) tried.settings.delete(input);
  else tried.settings.set(input, value);
  settle();
}

function knobControl(number) {
  const knob = data.knobs[number];
  const id = `knob-${number}`;
  const act = (chosen) => { tried.chosen[number] = chosen; settle(); };
  if (knob.kind === "counts" || knob.kind === "complete") {
    return el("label", { class: "tick", "data-knob": number },
      el("input", { type: "checkbox", id, on: { change: (event) => act(Number(event.target.checked)) } }),
      " ", knob.kind === "complete" ? `${knob.title}: ${knob.words[1]}` : knob.title);
  }
  const title = el("label", { for: id }, knob.title);
  if (knob.kind === "count" || knob.kind === "figure") {
    return el("div", { class: "slide", "data-knob": number }, title,
      el("input", { type: "range", id, min: 0, max: knob.values.length - 1, step: 1, on: { input: (event) => act(Number(event.target.value)) } }),
      el("output", { for: id }));
  }
  return el("div", { class: "select", "data-knob": number }, title,
    el("select", { id, on: { change: (event) => act(event.target.selectedIndex) } }, knob.words.map((word) => el("option", {}, word))));
}

function showSettings() {
  const children = [];
  if (tried.market) {
    children.push(el("h2", { id: "settings-title" }, texts.inputs));
    const titles = [...new Set(Object.values(data.groups))];
    for (const title of titles) {
      const inputs = data.inputs.map((one, input) => [one, input])
        .filter(([one]) => one.values.length && data.groups[one.path.split(".")[0]] === title);
      if (inputs.length) children.push(el("h3", {}, title), ...inputs.map(([_one, input]) => inputControl(input)));
    }
    const details = el("details", { open: movedKnobs().length > 0 }, el("summary", {}, texts.criteria), knobGroups());
    children.push(details);
  } else {
    children.push(el("h2", { id: "settings-title" }, texts.criteria), ...knobGroups());
  }
  place("settings").replaceChildren(...children);
}

function knobGroups() {
  const numbered = data.knobs.map((knob, number) => [knob, number]);
  const groups = [];
  const categories = [...new Set(data.knobs.map((knob) => knob.category).filter(Boolean))];
  for (const category of categories) {
    const own = numbered.filter(([knob]) => knob.category === category);
    const requirements = [...new Set(own.map(([knob]) => knob.requirement ?? ""))];
    groups.push(el("fieldset", { class: "knobs" },
      el("legend", {}, filled(texts.ofCategory, { category })),
      requirements.map((requirement) => el("div", { class: "knob", role: "group", "aria-label": requirement || category },
        requirement ? el("p", { class: "asked" }, requirement) : "",
        own.filter(([knob]) => (knob.requirement ?? "") === requirement).map(([_knob, number]) => knobControl(number))))));
  }
  for (const [kind, title] of [["figure", texts.figures], ["complete", texts.lists]]) {
    const own = numbered.filter(([knob]) => knob.kind === kind);
    if (own.length) {
      groups.push(el("fieldset", { class: "knobs" }, el("legend", {}, title),
        el("div", { class: "knob" }, own.map(([_knob, number]) => knobControl(number)))));
    }
  }
  return groups;
}

// The controls as what is tried says.
function refreshSettings() {
  for (const control of document.querySelectorAll("[data-input]")) {
    const input = Number(control.dataset.input);
    const value = tried.settings.get(input) ?? control.dataset.own;
    for (const box of control.querySelectorAll("input")) {
      box.checked = box.value === value;
      box.disabled = !box.checked && contradicts(input, box.value);
    }
    control.classList.toggle("moved", tried.settings.has(input));
    control.querySelector(".was").hidden = !tried.settings.has(input);
  }
  for (const control of document.querySelectorAll("[data-knob]")) {
    const number = Number(control.dataset.knob);
    const knob = data.knobs[number];
    const chosen = tried.chosen[number];
    const field = control.querySelector("input, select");
    const moved = chosen !== knob.now;
    control.classList.toggle("moved", moved);
    if (field.type === "checkbox") field.checked = chosen === 1;
    else if (field.type === "range") {
      field.value = chosen;
      field.setAttribute("aria-valuetext", knob.words[chosen]);
      const was = moved ? el("span", { class: "was" }, ` ${filled(texts.changed, { value: knob.words[knob.now] })}`) : "";
      control.querySelector("output").replaceChildren(knob.words[chosen], was);
    } else field.selectedIndex = chosen;
  }
}

// Whether setting a list so would contradict what is said of the others.
function contradicts(input, value) {
  if (!data.lists.inputs.includes(input)) return false;
  const settings = new Map(tried.settings);
  if (value) settings.set(input, value);
  else settings.delete(input);
  try {
    new Rules(data, tried.chosen).memberships(byCode.get(tried.market), settings);
    return false;
  } catch (problem) {
    if (problem instanceof Contradiction) return true;
    throw problem;
  }
}

// What follows for a market

function showMarket(rules) {
  const one = byCode.get(tried.market);
  const was = base.get(one.code);
  const market = rules.market(one.code, tried.settings);
  const after = rules.assess(market);
  const words = (places) => places.map((category) => data.order[category].word).join(", ");
  const moved = setInputs().length + movedKnobs().length > 0;
  const same = String(was.possible) === String(after.possible);
  const text = !moved ? texts.isNow : was.rule !== after.rule ? texts.goes : same ? texts.stays : texts.staysButPossible;
  place("verdict").replaceChildren(...sentence(text, {
    market: el("b", {}, one.name), was: badge(was.rule), now: badge(after.rule), category: badge(after.rule),
  }));
  const row = (title, before, then) => el("tr", {}, el("th", { scope: "row" }, title), el("td", {}, before), el("td", {}, then));
  const notes = [];
  if (one.region) {
    notes.push(filled(texts.member, { market: one.name, region: byCode.get(one.region).name }));
  } else if (one.decided) {
    const category = data.order.find((each) => each.name === one.category).word;
    notes.push(filled(texts.decision, { category }));
  }
  place("result").replaceChildren(
    el("table", { class: "before-after" },
      el("caption", { class: "unseen" }, one.name),
      el("thead", {}, el("tr", {}, el("td", {}), el("th", { scope: "col" }, texts.now), el("th", { scope: "col" }, texts.then))),
      el("tbody", {},
        row(texts.byRules, badge(was.rule), badge(after.rule)),
        row(texts.possible, words(was.possible), words(after.possible)),
        row(texts.candidate, was.candidate === null ? "–" : data.order[was.candidate].word, after.candidate === null ? "–" : data.order[after.candidate].word))),
    ...notes.map((note) => el("p", { class: "quiet" }, note)),
    el("section", { class: "next", "aria-labelledby": "next-title" }, el("h2", { id: "next-title" }, texts.next), ...whatIsNext(rules, market, after)),
    el("section", { "aria-labelledby": "requirements-title" }, el("h2", { id: "requirements-title" }, texts.requirements), ...requirementLists(rules, market, after, was)),
    el("p", {}, el("a", { href: `markets/${one.code}.html` }, filled(texts.fiche, { market: one.name }))),
  );
}

function requirementLists(rules, market, after, was) {
  const before = new Map(was.requirements.flatMap((ones, number) => ones.map((one) => [`${number} ${one.id}`, one.outcome])));
  return rules.categories.map((category, number) => {
    const ones = after.requirements[number];
    const lacking = ones.filter((one) => one.outcome !== "met").length;
    const items = ones.map((one) => {
      const turned = before.get(`${number} ${one.id}`) !== one.outcome;
      return el("li", { class: turned ? "turned" : false }, mark(one.outcome), " ", conditionText(one, market),
        el("span", { class: "aside" }, ` ${texts[one.strength]}`));
    });
    const variants = category.variants.filter(([_name, when]) => when).map(([name]) => {
      const one = after.variants.find((each) => each.name === name);
      return el("li", {}, mark(one.outcome), " ", `${name}: ${conditionText(one, market)}`);
    });
    const title = filled(texts.ofCategory, { category: category.name });
    return el("div", { class: "of-category" },
      el("h3", {}, title, el("span", { class: "aside" }, ` ${lacking ? filled(texts.lacks, { number: lacking }) : texts.allMet}`)),
      el("ul", { class: "marked" }, items, variants));
  });
}

function whatIsNext(rules, market, after) {
  const rank = data.order[after.rule].rank;
  if (rank === 0) return [el("p", {}, texts.best)];
  const next = rules.categories[rank - 1];
  const last = next === rules.categories.at(-1);
  const lacking = after.requirements[rank - 1].filter((one) => one.outcome !== "met" && !(last && one.strength === "preferred"));
  const { size, ways } = waysUp(rules, rank);
  const shown = ways.slice(0, 8);
  const items = shown.map(({ changes, category }) => {
    const told = listing(changes.map(([input, value]) => `${data.inputs[input].label}: ${data.words[value]}`));
    const settings = new Map(tried.settings);
    changes.forEach(([input, value]) => settings.set(input, value));
    return el("li", {}, el("button", { type: "button", class: "link", on: { click: () => { tried.settings = settings; settle(); } } }, told), " ", badge(category));
  });
  if (ways.length > shown.length) items.push(el("li", { class: "quiet" }, filled(texts.more, { number: ways.length - shown.length })));
  return [
    el("p", {}, filled(texts.nextFor, { category: next.name })),
    el("ul", { class: "marked" }, lacking.map((one) => el("li", {}, mark(one.outcome), " ", conditionText(one, market)))),
    el("p", {}, size === 1 ? texts.oneChange : size === 2 ? texts.twoChanges : texts.noChange),
    items.length ? el("ul", { class: "ways" }, items) : "",
  ];
}

// The smallest changes of judgements, of one or two, after which the rules give a better category.
function waysUp(rules, rank) {
  const inputs = [...data.inputs.keys()].filter((input) => data.inputs[input].values.length && !data.lists.inputs.includes(input));
  const sets = rules.market(tried.market, tried.settings).sets;
  const changesOf = (input) =>
    data.inputs[input].values.filter((value) => value !== "unknown" && String(sets[input]) !== value).reverse().map((value) => [input, value]);
  const reached = (changes) => {
    const settings = new Map(tried.settings);
    changes.forEach(([input, value]) => settings.set(input, value));
    const category = rules.rule(rules.market(tried.market, settings));
    return data.order[category].rank < rank ? { changes, category } : null;
  };
  // Of the values of one input the nearest that does: values stand lowest first.
  const nearest = (found) => {
    const seen = new Map();
    for (const way of found) {
      const key = String(way.changes.map(([input]) => input));
      if (!seen.has(key) || data.order[way.category].proven < data.order[seen.get(key).category].proven) seen.set(key, way);
    }
    return [...seen.values()];
  };
  const ones = inputs.flatMap(changesOf).map((change) => reached([change])).filter(Boolean);
  if (ones.length) return { size: 1, ways: nearest(ones) };
  const twos = inputs.flatMap((one, at) =>
    inputs.slice(at + 1).flatMap((other) => changesOf(one).flatMap((change) => changesOf(other).map((second) => reached([change, second])))),
  ).filter(Boolean);
  return twos.length ? { size: 2, ways: nearest(twos) } : { size: null, ways: [] };
}

// What follows for the list

function showList(rules) {
  const after = new Map(data.markets.map((one) => {
    const market = rules.market(one.code);
    return [one.code, { market, ...rules.assess(market) }];
  }));
  const moves = (one) => {
    const [was, then] = [base.get(one.code), after.get(one.code)];
    return was.rule !== then.rule || String(was.possible) !== String(then.possible);
  };
  const movers = listed.filter(moves).sort((one, other) => one.place - other.place);
  const number = movers.length;
  const text = !movedKnobs().length ? texts.noneYet : number === 0 ? texts.noneMoves : number === 1 ? texts.oneMoves : texts.manyMove;
  place("verdict").textContent = filled(text, { number, total: listed.length });
  place("result").replaceChildren(
    el("section", { "aria-labelledby": "board-title" }, el("h2", { id: "board-title" }, texts.board), board(after)),
    number ? el("section", { "aria-labelledby": "movers-title" }, el("h2", { id: "movers-title" }, texts.movers), moversTable(rules, movers, after)) : "",
  );
  colour(after);
}

const link = (one) => el("a", { href: address(one.code, []) }, one.name);

function fromTo(found) {
  const others = found.possible.filter((category) => category !== found.rule).map((category) => data.order[category].word);
  return [badge(found.rule), others.length ? ` (${others.join(", ")})` : ""];
}

function moversTable(rules, movers, after) {
  const rows = movers.map((one) => {
    const [was, then] = [base.get(one.code), after.get(one.code)];
    return el("tr", {}, el("th", { scope: "row" }, link(one)), el("td", {}, fromTo(was)), el("td", {}, fromTo(then)),
      el("td", {}, el("ul", { class: "marked" }, reasons(rules, was, then).map((reason) => el("li", {}, reason)))));
  });
  const heads = [texts.market, texts.now, texts.then, texts.because];
  return el("div", {},
    el("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": texts.movers },
      el("table", { class: "movers" },
        el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, rows))),
    el("p", { class: "legend" }, texts.brackets));
}

// The requirements and variants whose outcome turned, and those that count no longer.
function reasons(rules, was, then) {
  const told = [];
  rules.categories.forEach((category, number) => {
    const later = new Map(then.requirements[number].map((one) => [one.id, one]));
    for (const one of was.requirements[number]) {
      const found = later.get(one.id);
      if (!found) told.push([`${category.name}: `, filled(texts.noLonger, { label: one.label })]);
      else if (found.outcome !== one.outcome) told.push([`${category.name}: `, mark(found.outcome), " ", conditionText(found, then.market)]);
    }
  });
  for (const one of was.variants) {
    const found = then.variants.find((each) => each.name === one.name);
    if (found && found.outcome !== one.outcome) told.push([`${one.name}: `, mark(found.outcome), " ", conditionText(found, then.market)]);
  }
  return told;
}

// Every category with its markets, those that came from elsewhere marked.
function board(after) {
  const inOrder = [...listed].sort((one, other) => one.place - other.place);
  const columns = data.order.map((category, number) => {
    const here = inOrder.filter((one) => after.get(one.code).rule === number);
    const before = inOrder.filter((one) => base.get(one.code).rule === number).length;
    if (!here.length && !before) return null;
    const items = here.map((one) => {
      const from = base.get(one.code).rule;
      return el("li", { class: from === number ? false : "moved" }, link(one),
        from === number ? "" : el("span", { class: "aside" }, ` ${filled(texts.from, { category: data.order[from].word })}`));
    });
    return el("section", { class: "column" },
      el("h3", {}, badge(number), " ", String(here.length),
        here.length === before ? "" : el("span", { class: "aside" }, ` ${filled(texts.was, { number: before })}`)),
      el("ul", {}, items));
  });
  return el("div", { class: "board" }, columns);
}

// The map in the colours of what is tried; a member has that of its region.
function colour(after) {
  for (const anchor of document.querySelectorAll("#trial-map svg.world a")) {
    const code = decodeURIComponent(anchor.getAttribute("href").split("/").at(-1).replace(/\.html$/, ""));
    const one = byCode.get(code);
    if (!one) continue;
    const found = after.get(one.region ?? code);
    const { tone, word, label } = data.order[found.rule];
    // The map of Europe shows the same shapes once more.
    const shape = document.getElementById(`on-map-${code}`);
    const open = found.possible.length > 1;
    const moved = found.rule !== base.get(one.region ?? code).rule;
    shape.setAttribute("class", `market ${open ? "" : tone} ${moved ? "moved" : ""}`);
    if (open) shape.setAttribute("fill", `url(#hatched-${tone})`);
    else shape.removeAttribute("fill");
    anchor.querySelector("title").textContent = `${one.name}: ${word}${label ? ` (${label})` : ""}`;
  }
}

// The page

function showPicker() {
  const options = [...data.markets].sort((one, other) => one.place - other.place)
    .map((one) => el("option", { value: one.code, selected: one.code === tried.market }, one.name));
  const select = el("select", { id: "pick", on: { change: (event) => { location.href = address(event.target.value, []); } } },
    el("option", { value: "" }, texts.wholeList), options);
  place("pick").replaceChildren(el("label", { for: "pick" }, texts.what), " ", select);
  place("pick").addEventListener("submit", (event) => event.preventDefault());
}

function showNotices(more = []) {
  const withheld = data.markets.filter((one) => one.withheld).map((one) => one.name);
  const lasting = withheld.length && data.knobs.some((knob, number) => knob.kind === "figure" && tried.chosen[number] !== knob.now)
    ? [filled(texts.withheld, { markets: listing(withheld) })] : [];
  place("notices").replaceChildren(...[...notices, ...more, ...lasting].map((text) => el("p", { class: "notice", role: "alert" }, text)));
}

function settle() {
  const more = [];
  try {
    const rules = new Rules(data, tried.chosen);
    if (tried.market) showMarket(rules);
    else showList(rules);
  } catch (problem) {
    if (problem instanceof Contradiction) more.push(texts.contradiction);
    else if (problem instanceof TooMuchOpen) more.push(texts.tooMuch);
    else throw problem;
    place("result").replaceChildren();
    place("verdict").replaceChildren("?");
  }
  refreshSettings();
  showScenario();
  showNotices(more);
  history.replaceState(null, "", address());
  const other = document.querySelector(".switch a");
  other.href = other.href.split("?")[0] + location.search;
}

readAddress();
if (tried.market) {
  const { name } = byCode.get(tried.market);
  document.getElementById("trial-title").append(`: ${name}`);
  document.title = `${name} · ${document.title}`;
}
place("map").hidden = Boolean(tried.market);
document.getElementById("trial").classList.toggle("of-market", Boolean(tried.market));
showPicker();
showSettings();
settle();
document.getElementById("trial").hidden = false;

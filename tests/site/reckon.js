// What the page makes of cases: reads {data, cases} from standard input, writes what each case gives.
"use strict";

const fs = require("fs");
const vm = require("vm");

vm.runInThisContext(`${fs.readFileSync(process.argv[2], "utf-8")}\nglobalThis.made = { Rules, Contradiction };`);

const { data, cases } = JSON.parse(fs.readFileSync(0, "utf-8"));
const names = (places) => places.map((place) => data.order[place].name);
const counts = (leaf) => typeof leaf.text === "string" && leaf.text.includes("{counted}");
const number = new Map(data.inputs.map((one, place) => [one.path, place]));
let rules = null;

const result = cases.map(({ chosen, code, settings }) => {
  if (chosen) rules = new made.Rules(data, chosen);
  try {
    const found = rules.assess(rules.market(code, new Map(settings.map(([path, value]) => [number.get(path), value]))));
    const leaves = (one) => (one.kind === "leaf" ? [one] : one.parts.flatMap(leaves));
    return {
      possible: names(found.possible),
      rule: names([found.rule])[0],
      candidate: found.candidate === null ? null : names([found.candidate])[0],
      requirements: found.requirements.flatMap((category) =>
        category.map((one) => [
          one.id,
          one.outcome,
          leaves(one).map((leaf) => [leaf.outcome, counts(leaf) ? [leaf.surely, leaf.atMost] : null]),
        ]),
      ),
    };
  } catch (problem) {
    if (problem instanceof made.Contradiction) return null;
    throw problem;
  }
});
process.stdout.write(JSON.stringify(result));

// From what a market can be to its category. The rules are data that hhmonitor wrote (hhmonitor/questions/trial.py): here
// they are counted and looked up, and nothing is decided that they do not say.
"use strict";

class TooMuchOpen extends Error {}

class Contradiction extends Error {}

class Rules {
  // Answers that completions can give beyond which a page is not the place to go through them.
  static MOST = 20000;

  // `chosen` is the place of the value that each knob has.
  constructor(data, chosen) {
    this.data = data;
    this.chosen = chosen;
    this.questions = [];
    this.numbers = new Map();
    this.categories = data.categories.map((category) => ({
      name: category.name,
      requirements: category.requirements
        .filter((one) => one.counts === undefined || this.value(one.counts) === "on")
        .map((one) => ({ ...one, node: this.resolved(one.node) })),
      variants: category.variants.map(([name, node]) => [name, node && this.resolved(node)]),
    }));
    this.asking = data.inputs.map((_input, input) =>
      [...this.questions.keys()].filter((number) => this.questions[number].inputs.has(input)),
    );
    this.place = new Map(data.order.map((category, place) => [category.name, place]));
  }

  value(knob) {
    return this.data.knobs[knob].values[this.chosen[knob]];
  }

  // A condition with its knobs as they are now: its leaves are numbers of questions.
  resolved(node) {
    for (const kind of ["any", "all", "not"]) {
      if (node[kind]) return { kind, parts: node[kind].map((part) => this.resolved(part)) };
    }
    const form = node.by === undefined ? 0 : this.chosen[node.by];
    const [inputs, values] = node.asked[form];
    const least = node.leastBy === undefined ? node.least : Number(this.value(node.leastBy));
    const key = JSON.stringify([inputs, values, least]);
    if (!this.numbers.has(key)) {
      this.numbers.set(key, this.questions.length);
      this.questions.push({ inputs: new Set(inputs), values: new Set(values), least });
    }
    return { kind: "leaf", question: this.numbers.get(key), text: node.text[form] };
  }

  holds(node, answers) {
    switch (node.kind) {
      case "any": return node.parts.some((part) => this.holds(part, answers));
      case "all": return node.parts.every((part) => this.holds(part, answers));
      case "not": return !this.holds(node.parts[0], answers);
      default: return answers[node.question];
    }
  }

  // The place of the category of a completion, by its answers.
  category(answers) {
    const last = this.categories.at(-1);
    for (const one of this.categories) {
      // In the last category a preference that fails adds a remark and no more.
      const asked = one === last ? one.requirements.filter((each) => each.strength === "required") : one.requirements;
      if (asked.every((each) => this.holds(each.node, answers))) return this.place.get(this.outcome(one, answers));
    }
    return this.data.order.length - 1;
  }

  outcome(category, answers) {
    const found = category.variants.find(([_name, when]) => !when || this.holds(when, answers));
    return found ? found[0] : category.variants.length ? category.variants.at(-1)[0] : category.name;
  }

  // What some values of inputs add to the count of each question.
  added(inputs, values) {
    const counts = new Array(this.questions.length).fill(0);
    inputs.forEach((input, place) => {
      for (const number of this.asking[input]) {
        if (this.questions[number].values.has(values[place])) counts[number] += 1;
      }
    });
    return counts;
  }

  sum(counts, added) {
    return counts.map((count, number) => Math.min(count + added[number], Math.max(this.questions[number].least, 0)));
  }

  answered(counts) {
    return counts.map((count, number) => count >= this.questions[number].least);
  }

  // The different answers that the completions of a market give. Throws TooMuchOpen.
  answers(market) {
    const none = new Array(this.questions.length).fill(0);
    let states = new Map([[String(none), none]]);
    for (const [inputs, ways] of market.blocks) {
      const added = new Map(ways.map((way) => this.added(inputs, way)).map((one) => [String(one), one]));
      const following = new Map();
      for (const state of states.values()) {
        for (const one of added.values()) {
          const counts = this.sum(state, one);
          following.set(String(counts), counts);
        }
      }
      if (following.size > Rules.MOST) throw new TooMuchOpen();
      states = following;
    }
    return [...states.values()].map((counts) => this.answered(counts));
  }

  // The category of a market, with its reasons, over all its completions.
  assess(market) {
    const answers = this.answers(market);
    const order = this.data.order;
    const possible = [...new Set(answers.map((one) => this.category(one)))].sort((one, other) => one - other);
    const rule = possible.reduce((worst, one) => (order[one].proven > order[worst].proven ? one : worst));
    const requirements = this.categories.map((category) =>
      category.requirements.map((one) => ({ ...one, ...this.told(one.node, answers, market) })),
    );
    const variants = this.categories.flatMap((category) =>
      category.variants.filter(([_name, when]) => when).map(([name, when]) => ({ name, ...this.told(when, answers, market) })),
    );
    return { possible, rule, candidate: this.candidate(rule, requirements, market), requirements, variants };
  }

  // The category by the rules alone: the worst that is possible.
  rule(market) {
    const order = this.data.order;
    return this.answers(market)
      .map((one) => this.category(one))
      .reduce((worst, one) => (order[one].proven > order[worst].proven ? one : worst));
  }

  // Whether a condition holds in all completions, in none, or in some; and the same of its parts.
  told(node, answers, market) {
    const held = answers.filter((one) => this.holds(node, one)).length;
    const outcome = held === answers.length ? "met" : held ? "unknown" : "not_met";
    const parts = (node.parts || []).map((part) => this.told(part, answers, market));
    if (node.kind !== "leaf") return { kind: node.kind, outcome, parts };
    const { inputs, values, least } = this.questions[node.question];
    const sets = [...inputs].map((input) => market.sets[input]);
    return {
      kind: node.kind,
      outcome,
      text: node.text,
      inputs: [...inputs],
      least,
      surely: sets.filter((set) => set.every((value) => values.has(value))).length,
      atMost: sets.filter((set) => set.some((value) => values.has(value))).length,
    };
  }

  // The best category above the rules' of which all that is required surely holds; none where there is none.
  candidate(rule, requirements, market) {
    for (const [number, category] of this.categories.entries()) {
      if (number >= this.data.order[rule].rank) return null;
      if (requirements[number].every((one) => one.strength !== "required" || one.outcome === "met")) {
        const lowest = market.sets.map((set) => (set.includes("out") ? "out" : set[0]));
        const inputs = [...lowest.keys()];
        const none = new Array(this.questions.length).fill(0);
        return this.place.get(this.outcome(category, this.answered(this.sum(none, this.added(inputs, lowest)))));
      }
    }
    return null;
  }

  // What a market can be: the possible values of each input, and the blocks that take their values together. `settings`
  // are the values that inputs are set to, by number. Throws Contradiction.
  market(code, settings = new Map()) {
    const own = this.data.markets.find((one) => one.code === code);
    const lists = this.data.lists.inputs;
    const sets = own.sets.map((set) => this.data.sets[set]);
    if (this.data.judged) sets[this.data.judged.input] = this.judged(own);
    for (const [input, value] of settings) {
      if (!lists.includes(input)) sets[input] = this.valuesOf(input, value);
    }
    const blocks = (own.joint || []).map(([inputs, ways]) => this.without(inputs, ways, settings));
    const coupled = new Set(blocks.flatMap(([inputs]) => inputs));
    sets.forEach((set, input) => {
      if (!coupled.has(input)) blocks.push([[input], set.map((value) => [value])]);
    });
    if (lists.length) {
      const ways = this.memberships(own, settings);
      blocks.push([lists, ways]);
      lists.forEach((input, place) => (sets[input] = [...new Set(ways.map((way) => way[place]))]));
    }
    return { sets, blocks };
  }

  valuesOf(input, value) {
    return value === "unknown" ? this.data.open[this.data.inputs[input].path.split(".")[0]] : [value];
  }

  // A block of inputs that hang together, less those that are set.
  without(inputs, ways, settings) {
    const left = [...inputs.keys()].filter((place) => !settings.has(inputs[place]));
    return [left.map((place) => inputs[place]), ways.map((way) => left.map((place) => way[place]))];
  }

  memberships(own, settings) {
    const { inputs, complete, ways, table } = this.data.lists;
    let at = own.named;
    if (complete.length) {
      const words = ["", "in", "out", "unknown"];
      for (const input of inputs) at = at * words.length + words.indexOf(settings.get(input) || "");
      for (const knob of complete) at = at * 2 + (this.value(knob) === "true" ? 1 : 0);
    }
    if (table[at] === null) throw new Contradiction();
    return ways[table[at]];
  }

  // The characteristic that figures judge, of a market or by those of its members.
  judged(own) {
    const { input, node, sets, majority } = this.data.judged;
    if (own.reached) {
      const reaches = (one, end) =>
        one.any ? one.any.some((part) => reaches(part, end))
        : one.all ? one.all.every((part) => reaches(part, end))
        : this.chosen[one.by] < own.reached[one.figure][end];
      return this.data.sets[sets[Number(reaches(node, 0)) + Number(reaches(node, 1))]];
    }
    if (own.fromMembers) {
      const of = own.members.map((code) => this.judged(this.data.markets.find((one) => one.code === code)));
      const surely = of.filter((set) => set.every((value) => value === "positive")).length;
      const atMost = of.filter((set) => set.includes("positive")).length;
      return this.data.sets[majority[of.length][surely][atMost - surely]];
    }
    return this.data.sets[own.sets[input]];
  }
}

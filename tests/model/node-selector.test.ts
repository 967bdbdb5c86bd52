// Node selectors and affinity terms: what matches, what narrows, and what is an error.

import { describe, expect, it } from "vitest";

import {
  compilePreferred,
  compileRequired,
  matchesRequired,
  matchesTerm,
  namesAllowedByFields,
  preferenceWeight,
  preferredTermError,
  requiredTermError,
  type SelectableNode,
} from "../../src/model/node-selector.ts";
import type {
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PreferredSchedulingTerm,
} from "../../src/model/objects.ts";
import { recordedCalls } from "./recorded-calls.ts";

function required(...nodeSelectorTerms: readonly NodeSelectorTerm[]): NodeAffinity {
  return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
}

function preferred(...terms: readonly PreferredSchedulingTerm[]): NodeAffinity {
  return { preferredDuringSchedulingIgnoredDuringExecution: terms };
}

/** Whether a node with this one label matches a term of one requirement. */
function holds(operator: string, values: readonly string[], label: string | undefined): boolean {
  const requirement = { key: "gen", operator, values };
  const labels = label === undefined ? {} : { gen: label };
  return matchesRequired(compileRequired(undefined, required({ matchExpressions: [requirement] })), {
    name: "n1",
    labels,
  });
}

const nameIn = (...names: readonly string[]): NodeSelectorTerm => ({
  matchFields: names.map((name) => ({ key: "metadata.name", operator: "In", values: [name] })),
});

describe("an operator", () => {
  it.each([
    ["In holds for a listed value", "In", ["a", "b"], "b", true],
    ["In fails for another value", "In", ["a", "b"], "c", false],
    ["In fails without the label", "In", ["a"], undefined, false],
    ["In holds for the empty value if it is listed", "In", [""], "", true],
    ["NotIn fails for a listed value", "NotIn", ["a"], "a", false],
    ["NotIn holds without the label", "NotIn", ["a"], undefined, true],
    ["Exists holds for an empty value", "Exists", [], "", true],
    ["Exists fails without the label", "Exists", [], undefined, false],
    ["DoesNotExist holds without the label", "DoesNotExist", [], undefined, true],
    ["DoesNotExist fails with the label", "DoesNotExist", [], "x", false],
    ["Gt reads 08 as 8", "Gt", ["7"], "08", true],
    ["Gt is strict", "Gt", ["8"], "8", false],
    ["Gt compares numbers and not texts", "Gt", ["9"], "10", true],
    ["Gt fails for a fraction", "Gt", ["4"], "4.5", false],
    ["Gt fails without the label", "Gt", ["4"], undefined, false],
    ["Gt fails for a word", "Gt", ["4"], "x", false],
    ["Gt fails beyond 64 bits", "Gt", ["4"], "9223372036854775808", false],
    ["Lt holds for a smaller number", "Lt", ["4"], "-3", true],
    ["Lt fails without the label", "Lt", ["4"], undefined, false],
  ])("%s", (_sentence, operator, values, label, expected) => {
    expect(holds(operator, values, label)).toBe(expected);
  });

  it("looks at the node's own labels only", () => {
    expect(matchesRequired(compileRequired({ constructor: "x" }, undefined), { name: "n1", labels: {} })).toBe(false);
    const exists = required({ matchExpressions: [{ key: "constructor", operator: "Exists" }] });
    expect(matchesRequired(compileRequired(undefined, exists), { name: "n1", labels: {} })).toBe(false);
  });
});

describe("required node affinity", () => {
  const node: SelectableNode = { name: "n1", labels: { zone: "a", disk: "ssd" } };
  const inZone = (zone: string): NodeSelectorTerm => ({
    matchExpressions: [{ key: "zone", operator: "In", values: [zone] }],
  });

  it.each([
    ["nothing asked matches", undefined, undefined, true],
    ["a selector of equal labels matches", { zone: "a", disk: "ssd" }, undefined, true],
    ["a selector with one other value does not", { zone: "a", disk: "hdd" }, undefined, false],
    ["an empty selector matches", {}, undefined, true],
    ["terms are alternatives", undefined, required(inZone("b"), inZone("a")), true],
    ["no term of several matches", undefined, required(inZone("b"), inZone("c")), false],
    ["selector and terms must both match", { disk: "hdd" }, required(inZone("a")), false],
    ["an empty list of terms matches nothing", undefined, required(), false],
    ["an empty term matches nothing", undefined, required({}), false],
    ["an empty term beside a good one does no harm", undefined, required({}, inZone("a")), true],
    ["a term that cannot be parsed never matches", undefined, required(badTerm()), false],
    ["a term that cannot be parsed beside a good one does no harm", undefined, required(badTerm(), inZone("a")), true],
    ["the name as a field matches", undefined, required(nameIn("n1")), true],
    ["another name does not", undefined, required(nameIn("n2")), false],
    ["fields and labels of a term must both match", undefined, required({ ...inZone("b"), ...nameIn("n1") }), false],
    ["two names in one term contradict each other", undefined, required(nameIn("n1", "n2")), false],
  ])("%s", (_sentence, nodeSelector, affinity, expected) => {
    expect(matchesRequired(compileRequired(nodeSelector, affinity), node)).toBe(expected);
  });

  function badTerm(): NodeSelectorTerm {
    return { matchExpressions: [{ key: "zone", operator: "Gt", values: ["x"] }] };
  }

  it("says why it cannot parse a term only where nothing else decides", () => {
    const messages = [
      required(badTerm()),
      required(badTerm(), badTerm(), inZone("a")),
      required(badTerm(), badTerm(), inZone("b")),
    ].map((affinity) => requiredTermError(compileRequired(undefined, affinity), node));
    const place = (index: number): string =>
      `nodeSelectorTerms[${index}].matchExpressions[0].values[0]: Invalid value: "x"`;
    const why = "for 'Gt', 'Lt' operators, the value must be an integer";
    expect(messages).toEqual([`${place(0)}: ${why}`, undefined, `[${place(0)}: ${why}, ${place(1)}: ${why}]`]);
    expect(requiredTermError(compileRequired({ disk: "none" }, required(badTerm())), node)).toBeUndefined();
    expect(requiredTermError(compileRequired({ disk: "none" }, undefined), node)).toBeUndefined();
  });

  it("does not ask fields of a node without a name", () => {
    const nameless = { name: "", labels: {} };
    expect(matchesRequired(compileRequired(undefined, required(nameIn("n1"))), nameless)).toBe(true);
  });

  it("reads fields other than the name as empty", () => {
    const field = (operator: string): NodeAffinity =>
      required({ matchFields: [{ key: "metadata.namespace", operator, values: ["n1"] }] });
    expect(matchesRequired(compileRequired(undefined, field("In")), node)).toBe(false);
    expect(matchesRequired(compileRequired(undefined, field("NotIn")), node)).toBe(true);
  });
});

describe("the names that required terms allow", () => {
  const notIn: NodeSelectorRequirement = { key: "metadata.name", operator: "NotIn", values: ["n1"] };

  it.each([
    ["any without required terms", undefined, undefined],
    [
      "any where a term has no name",
      required(nameIn("n1"), { matchExpressions: [{ key: "a", operator: "Exists" }] }),
      undefined,
    ],
    ["any where a term says nothing, though it selects nothing", required(nameIn("n1"), {}), undefined],
    ["any where a term only excludes names", required({ matchFields: [notIn] }), undefined],
    ["those of all terms together", required(nameIn("n1"), nameIn("n3")), ["n1", "n3"]],
    ["those that are in every list of a term", required(nameIn("n1", "n1")), ["n1"]],
    ["none where a term contradicts itself", required(nameIn("n1", "n2")), []],
    ["those of the other terms where one contradicts itself", required(nameIn("n1", "n2"), nameIn("n3")), ["n3"]],
  ])("are %s", (_sentence, affinity, expected) => {
    const names = namesAllowedByFields(affinity);
    expect(names === undefined ? undefined : [...names]).toEqual(expected);
  });
});

describe("preferred terms", () => {
  const term = { matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] };

  it("of weight 0 and empty ones are left out", () => {
    const terms = compilePreferred(
      preferred({ weight: 0, preference: term }, { weight: 5, preference: {} }, { weight: 7, preference: term }),
    );
    expect(terms.map(({ weight }) => weight)).toEqual([7]);
    expect(matchesTerm(terms[0]!.term, { name: "n1", labels: { zone: "a" } })).toBe(true);
  });

  it("that cannot be parsed are an error which names each place once", () => {
    const wrong = { matchExpressions: [{ key: "gen", operator: "Gt", values: ["-1"] }] };
    const terms = compilePreferred(preferred({ weight: 1, preference: term }, { weight: 2, preference: wrong }));
    expect(preferredTermError(terms)).toMatch(/^\[1\]\.matchExpressions\[0\]\.values\[0\]\[gen\]: Invalid value: "-1"/);
    expect(preferredTermError(compilePreferred(preferred({ weight: 1, preference: term })))).toBeUndefined();
  });
});

interface AffinityCall {
  readonly op: "nodeSelector" | "requiredNodeAffinity" | "preferredTerms";
  readonly nodes: readonly { readonly name: string; readonly labels?: Readonly<Record<string, string>> }[];
  readonly nodeSelector: { readonly nodeSelectorTerms: readonly NodeSelectorTerm[] };
  readonly podSpec: {
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly affinity?: { readonly nodeAffinity?: NodeAffinity };
  };
  readonly terms: readonly PreferredSchedulingTerm[];
}

interface AffinityAnswer {
  readonly error?: string;
  readonly matches?: readonly boolean[];
  readonly lazy?: readonly { readonly match: boolean }[];
  readonly results?: readonly { readonly match: boolean }[];
  readonly scores?: readonly string[];
}

describe("the library", () => {
  it.each(recordedCalls<AffinityCall, AffinityAnswer>("nodeaffinity"))("agrees in $case", ({ input, expected }) => {
    const nodes = input.nodes.map(({ name, labels = {} }) => ({ name, labels }));
    if (input.op === "preferredTerms") {
      const terms = compilePreferred({ preferredDuringSchedulingIgnoredDuringExecution: input.terms });
      expect(preferredTermError(terms)).toBe(expected.error);
      if (expected.scores !== undefined) expect(nodes.map((node) => score(terms, node))).toEqual(expected.scores);
      return;
    }
    const selects =
      input.op === "nodeSelector"
        ? compileRequired(undefined, { requiredDuringSchedulingIgnoredDuringExecution: input.nodeSelector })
        : compileRequired(input.podSpec.nodeSelector, input.podSpec.affinity?.nodeAffinity);
    const answers = expected.matches ?? (expected.lazy ?? expected.results)!.map(({ match }) => match);
    expect(nodes.map((node) => matchesRequired(selects, node))).toEqual(answers);
  });

  function score(terms: ReturnType<typeof compilePreferred>, node: SelectableNode): string {
    return String(preferenceWeight(terms, node));
  }
});

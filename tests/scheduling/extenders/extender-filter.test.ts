// Nodes that passed all filters go through the extenders.

import { describe, expect, it } from "vitest";

import { filterByExtenders } from "../../../src/scheduling/extenders/extender-filter.ts";
import type { Extender } from "../../../src/scheduling/framework/extender.ts";
import { pod } from "../../model/build-objects.ts";
import { answering, clusterOf, failing } from "./made-up-extenders.ts";

const small = clusterOf(4);
const asked = small.pod(pod());

function filter(...extenders: readonly Extender[]) {
  return filterByExtenders(extenders, small.cluster, asked, [0, 1, 2, 3]);
}

/** Statuses as `node code reason`. */
function statusesOf(filtering: ReturnType<typeof filter>): readonly string[] {
  if (filtering.kind === "error") return [filtering.message];
  return Array.from(filtering.statuses, ([node, { code, reasons, plugin }]) =>
    [node, code, ...reasons, plugin].join(" "),
  );
}

describe("an extender that filters", () => {
  it("is sent the names of the nodes, and lets those pass that it names, in its order", () => {
    const { extender, asked: questions } = answering(() => ({ NodeNames: ["n3", "n1"] }));
    expect(filter(extender)).toMatchObject({ kind: "filtered", nodes: [3, 1] });
    expect(questions).toMatchObject([{ verb: "filter", args: { NodeNames: ["n0", "n1", "n2", "n3"], Nodes: null } }]);
  });

  it("is sent the nodes themselves where it knows none, and may answer so", () => {
    const { extender, asked: questions } = answering(() => ({ nodes: { items: [{ metadata: { name: "n2" } }] } }), {
      nodeCacheCapable: false,
    });
    expect(filter(extender)).toMatchObject({ nodes: [2] });
    const { Nodes } = questions[0]!.args as { readonly Nodes: { readonly items: readonly unknown[] } };
    expect(Nodes.items).toEqual([0, 1, 2, 3].map((id) => small.cluster.nodes.record(id).object));
  });

  it("has words for nodes that it refuses; those that nothing can resolve count before others", () => {
    const { extender } = answering(() => ({
      NodeNames: ["n0"],
      FailedNodes: { n1: "full", n2: "full", ghost: "gone" },
      FailedAndUnresolvableNodes: { n2: "wrong kind" },
    }));
    expect(statusesOf(filter(extender))).toEqual([
      "1 Unschedulable full Extender",
      "2 UnschedulableAndUnresolvable wrong kind Extender",
    ]);
  });

  it("lets no node pass if it names none", () => {
    expect(filter(answering(() => ({})).extender)).toMatchObject({ nodes: [] });
  });

  it("hands on to the next what it left; nobody is asked about nothing", () => {
    const first = answering(() => ({ NodeNames: ["n2"] }));
    const second = answering(() => ({ NodeNames: [] }));
    const third = answering(() => ({ NodeNames: [] }));
    filter(first.extender, second.extender, third.extender);
    expect(second.asked[0]!.args["NodeNames"]).toEqual(["n2"]);
    expect(third.asked).toEqual([]);
  });

  it("is not asked where it does not filter, or is not interested", () => {
    const unasked = [
      answering(() => ({}), { filterVerb: "" }),
      answering(() => ({}), { managedResources: new Set(["example.com/gpu"]) }),
    ];
    expect(filter(...unasked.map(({ extender }) => extender))).toMatchObject({ nodes: [0, 1, 2, 3] });
    expect(unasked.flatMap((one) => one.asked)).toEqual([]);
  });
});

describe("an extender that fails", () => {
  it.each<[string, Extender, string]>([
    ["gives no answer", failing(), "out of order"],
    ["says so", answering(() => ({ error: "no licence" })).extender, "no licence"],
    [
      "names a node that it was not asked about",
      answering(() => ({ NodeNames: ["n9"] })).extender,
      'extender "http://extender" claims a filtered node "n9" which is not found in the input node list',
    ],
    [
      "answers something else",
      answering(() => ({ NodeNames: "n1" })).extender,
      'extender "http://extender" gave an answer to filter that is no ExtenderFilterResult',
    ],
  ])("and %s fails the cycle", (_sentence, extender, message) => {
    expect(filter(extender)).toEqual({ kind: "error", message });
  });

  it("is passed over if it may be ignored", () => {
    const { extender } = answering(() => ({ NodeNames: ["n1"] }));
    expect(filter(failing({ ignorable: true }), extender)).toMatchObject({ nodes: [1] });
  });
});

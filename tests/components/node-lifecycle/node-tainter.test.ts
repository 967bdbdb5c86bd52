// Taints of single nodes: at once where a node's object says so, through its zone's queue where it is lost.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { NodeDecision } from "../../../src/components/node-lifecycle/decision.ts";
import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../../src/components/node-lifecycle/flags.ts";
import { NodeTainter } from "../../../src/components/node-lifecycle/node-tainter.ts";
import { ZoneBook } from "../../../src/components/node-lifecycle/zone-book.ts";
import { NOT_READY, UNREACHABLE } from "../../../src/model/node-taints.ts";
import type { Node, Taint } from "../../../src/model/objects.ts";

const NOW = moment(5_000_000);

function nodeWith(ready: string, taints: readonly Taint[]): Node {
  return { metadata: { name: "n" }, spec: { taints }, status: { conditions: [{ type: "Ready", status: ready }] } };
}

function tainterOf(node: Node | undefined) {
  const decisions: NodeDecision[] = [];
  const zones = new ZoneBook(DEFAULT_NODE_LIFECYCLE_FLAGS);
  zones.begin("");
  const tainter = new NodeTainter(zones, { find: () => node }, (decision) => decisions.push(decision) > 0);
  return { tainter, decisions, queue: zones.queueOf("")! };
}

describe("the taints of a node", () => {
  it("follow its object at once, with its labels", () => {
    const node = { ...nodeWith("Unknown", []), metadata: { name: "n", labels: { "kubernetes.io/os": "linux" } } };
    const { tainter, decisions } = tainterOf(node);
    tainter.reconcile("n");
    expect(decisions.map(({ kind }) => kind)).toEqual(["add-taints", "labels"]);
  });

  it("that drive pods away wait for their turn", () => {
    const node = nodeWith("Unknown", []);
    const { tainter, decisions, queue } = tainterOf(node);
    tainter.follow(node, "Unknown", NOW);
    expect(decisions).toEqual([]);
    queue.serve(NOW, 0, (name) => tainter.serve(name));
    expect(decisions).toEqual([{ kind: "add-taints", node: "n", taints: [UNREACHABLE] }]);
  });

  it("are swapped at once where the node has the other one", () => {
    const node = nodeWith("Unknown", [NOT_READY]);
    const { tainter, decisions } = tainterOf(node);
    tainter.follow(node, "Unknown", NOW);
    expect(decisions.map(({ kind }) => kind)).toEqual(["add-taints", "remove-taints"]);
  });

  it("go when the node is ready", () => {
    const node = nodeWith("True", [UNREACHABLE]);
    const { tainter, decisions } = tainterOf(node);
    tainter.follow(node, "True", NOW);
    expect(decisions).toEqual([{ kind: "remove-taints", node: "n", taints: [UNREACHABLE] }]);
  });

  it("are not given to one that is ready again, or gone, when its turn comes", () => {
    for (const node of [nodeWith("True", []), undefined]) {
      const { tainter, decisions } = tainterOf(node);
      expect(tainter.serve("n")).toEqual({ kind: "done" });
      expect(decisions).toEqual([]);
    }
  });

  it("wait for a node that does not say how it is", () => {
    const { tainter } = tainterOf({ metadata: { name: "n" } });
    expect(tainter.serve("n")).toEqual({ kind: "retry", afterUs: 50_000 });
  });
});

// Which nodes went or moved.

import { describe, expect, it } from "vitest";

import { NodeChanges } from "../../../../src/components/controllers/endpoint-slice/node-changes.ts";
import type { Node } from "../../../../src/model/objects.ts";

function node(name: string, zone: string): Node {
  return { metadata: { name, labels: { "topology.kubernetes.io/zone": zone } } };
}

describe("nodes that changed", () => {
  it("are those that went and those of another zone, since so many changes", () => {
    const changes = new NodeChanges();
    const before = node("n1", "a");
    changes.hear({ type: "added", kind: "Node", node: before });
    changes.hear({ type: "updated", kind: "Node", node: node("n1", "a"), before });
    expect(changes.count).toBe(0);
    changes.hear({ type: "updated", kind: "Node", node: node("n1", "b"), before });
    changes.hear({ type: "deleted", kind: "Node", node: node("n2", "a") });
    expect([...changes.after(0)]).toEqual(["n1", "n2"]);
    expect([...changes.after(1)]).toEqual(["n2"]);
  });

  it("are all that may have moved where it is not told how they were", () => {
    const changes = new NodeChanges();
    changes.hear({ type: "updated", kind: "Node", node: node("n1", "a") });
    expect([...changes.after(0)]).toEqual(["n1"]);
  });
});

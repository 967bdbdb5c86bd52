// NodeUnschedulable: cordoned nodes.

import { describe, expect, it } from "vitest";

import type { Toleration } from "../../../src/model/objects.ts";
import { nodeUnschedulable } from "../../../src/scheduling/plugins/node-unschedulable.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const REFUSAL = "UnschedulableAndUnresolvable: node(s) were unschedulable";

describe("a cordoned node", () => {
  const cluster = () => new SmallCluster([node("open", {}), node("cordoned", {}, { unschedulable: true })]);
  const key = "node.kubernetes.io/unschedulable";

  it.each<[string, readonly Toleration[], string]>([
    ["refuses pods", [], REFUSAL],
    ["takes pods that tolerate its taint, though it does not carry it", [{ key, operator: "Exists" }], "Success"],
    ["takes pods that tolerate everything", [{ operator: "Exists" }], "Success"],
    ["takes pods that tolerate the empty value", [{ key, operator: "Equal", value: "" }], "Success"],
    ["refuses pods that tolerate another value", [{ key, operator: "Equal", value: "x" }], REFUSAL],
    ["refuses pods that tolerate eviction only", [{ key, operator: "Exists", effect: "NoExecute" }], REFUSAL],
  ])("%s", (_sentence, tolerations, expected) => {
    expect(cluster().filter(nodeUnschedulable, pod({ tolerations }))).toEqual({ open: "Success", cordoned: expected });
  });

  it("takes pods again once it is not cordoned any more", () => {
    const small = cluster();
    small.apply({ kind: "node-updated", node: node("cordoned", {}) });
    expect(small.filter(nodeUnschedulable, pod())).toEqual({ open: "Success", cordoned: "Success" });
  });
});

// NodeName: a pod that names its node.

import { describe, expect, it } from "vitest";

import { nodeName } from "../../../src/scheduling/plugins/node-name.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const REFUSAL = "UnschedulableAndUnresolvable: node(s) didn't match the requested node name";

describe("a pod that names its node", () => {
  const cluster = new SmallCluster([node("n1", {}), node("n2", {})]);

  it.each([
    ["passes there only", "n2", { n1: REFUSAL, n2: "Success" }],
    ["passes nowhere if that is not there", "ghost", { n1: REFUSAL, n2: REFUSAL }],
    ["passes everywhere if the name is empty", "", { n1: "Success", n2: "Success" }],
  ])("%s", (_sentence, name, expected) => {
    expect(cluster.filter(nodeName, pod({ nodeName: name }))).toEqual(expected);
  });

  it("is not of one batch with pods that do not", () => {
    const plugin = cluster.plugin(nodeName);
    const sign = (name?: string) =>
      plugin.sign!(cluster.pod(pod(name === undefined ? {} : { nodeName: name })).podClass);
    expect(new Set([sign(), sign("n1"), sign("n2")]).size).toBe(3);
    expect(sign("")).toBe(sign());
  });
});

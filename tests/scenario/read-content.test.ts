// Files that a scenario's parts name.

import { describe, expect, it } from "vitest";

import { load, POD, scenario } from "./memory-files.ts";

describe("the files of a scenario", () => {
  it("name their workload unless it has a name", () => {
    const files = { "s.yaml": "", "data/My Pods.v2.yaml": POD, "b.yaml": POD.replace("name: a", "name: b") };
    const spec = "  workloads:\n    - manifests: ['data/*.yaml']\n    - { name: other, manifests: [b.yaml] }\n";
    const { plan } = load({ ...files, "s.yaml": scenario(spec) });
    expect(plan?.workloads.map(({ name, source }) => `${name} ${source}`)).toEqual([
      "manifests manifests",
      "other manifests",
    ]);
    const direct = scenario("  workloads: [{ manifests: ['data/My Pods.v2.yaml'] }]\n");
    expect(load({ ...files, "s.yaml": direct }).plan?.workloads[0]?.name).toBe("my-pods");
  });

  it("are listed with the scenario first", () => {
    const { plan } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD });
    expect(plan?.inputs.map(({ path }) => path)).toEqual(["s.yaml", "a.yaml"]);
  });

  it("may hold nodes, bound pods and pods in any mixture, wherever they are named", () => {
    const node =
      "apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\nstatus: { allocatable: { cpu: 1, memory: 1Gi, pods: 9 } }\n";
    const bound = POD.replace("name: a", "name: b").replace("spec: {", "spec: { nodeName: n1,");
    const { plan } = load({
      "s.yaml": scenario("  workloads: [{ manifests: [all.yaml] }]\n", "    manifests: [dump.yaml]\n"),
      "dump.yaml": `${node}---\n${bound}---\n${POD.replace("name: a", "name: c")}`,
      "all.yaml": `${node.replace("n1", "n2")}---\n${POD}`,
    });
    expect(plan?.nodes.map(({ node: { metadata } }) => metadata.name)).toEqual(["n1", "n2"]);
    expect(plan?.boundPods.map(({ metadata }) => metadata.name)).toEqual(["b"]);
    expect(plan?.workloads.map(({ name, pods }) => [name, pods.names])).toEqual([
      ["cluster", ["c"]],
      ["all", ["a"]],
    ]);
  });
});

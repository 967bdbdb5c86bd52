// Names that are taken, and nodes that are not there.

import { describe, expect, it } from "vitest";

import { load, POD, scenario } from "./memory-files.ts";

const TWO = "  workloads:\n    - { manifests: [a.yaml] }\n    - { manifests: [b.yaml] }\n";

describe("names", () => {
  it("of pods may not return in another workload, which is told once for a pair", () => {
    const both = `${POD}---\n${POD.replace(": a", ": b")}`;
    const { errors } = load({ "s.yaml": scenario(TWO), "a.yaml": both, "b.yaml": both });
    expect(errors).toMatchObject([
      { code: "duplicate-name", message: "pod default/a is in the workload b and in the workload a" },
    ]);
  });

  it("of pods in other namespaces are others", () => {
    const other = POD.replace("name: a", "name: a, namespace: z");
    expect(load({ "s.yaml": scenario(TWO), "a.yaml": POD, "b.yaml": other }).errors).toEqual([]);
  });
});

describe("bound pods", () => {
  it("whose node is not there are left out, and told", () => {
    const bound = POD.replace("spec: {", "spec: { nodeName: gone,");
    const { plan, told } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": bound });
    expect(plan?.boundPods).toEqual([]);
    expect(told).toMatchObject([{ code: "unknown-node", severity: "warning", position: { file: "a.yaml" } }]);
  });
});

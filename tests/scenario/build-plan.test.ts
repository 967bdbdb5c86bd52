// Checked scenarios to plans.

import { describe, expect, it } from "vitest";

import { load, places, POD, scenario } from "./memory-files.ts";

const NODE =
  "apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\nstatus: { allocatable: { cpu: 1, memory: 1Gi, pods: 9 } }\n";

describe("a plan", () => {
  it("has the nodes of pools before those of files, and pending pods of the cluster before workloads", () => {
    const files = {
      "s.yaml": scenario("    manifests: [dump.yaml]\n  workloads: [{ name: w, manifests: [a.yaml] }]\n"),
      "dump.yaml": `${NODE}---\n${POD.replace("name: a", "name: pending")}`,
      "a.yaml": POD,
    };
    const { plan } = load(files);
    expect(plan?.nodes.map(({ node }) => node.metadata.name)).toEqual(["pool-1", "pool-2", "pool-3", "n1"]);
    expect(plan?.workloads.map(({ name }) => name)).toEqual(["cluster", "w"]);
    expect(plan?.inputs.map(({ path }) => path)).toEqual(["s.yaml", "dump.yaml", "a.yaml"]);
  });

  it("takes a file that is named twice for two readings of it", () => {
    const files = {
      "s.yaml": scenario("    manifests: [n.yaml]\n  workloads: [{ manifests: [n.yaml] }]\n"),
      "n.yaml": NODE,
    };
    expect(places(load(files).errors)).toEqual(["duplicate-name 1:1"]);
  });
});

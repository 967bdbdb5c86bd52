// Pools to nodes: their names, labels and amounts, and what can be wrong with them.

import { describe, expect, it } from "vitest";

import { load, places, POOL, scenario } from "./memory-files.ts";

describe("node pools", () => {
  it("become equal nodes that take the zones in turn", () => {
    const cluster =
      "    nodePools:\n    - { name: big, count: 12, zones: [a, b], region: r, labels: { x: z }, allocatable: { cpu: 15, memory: 56Gi, nvidia.com/gpu: 2 }, taints: [{ key: k, effect: NoSchedule }], unschedulable: true }\n";
    const { plan, errors } = load({ "s.yaml": scenario("", cluster) });
    expect(errors).toEqual([]);
    expect(plan?.nodes.map(({ node }) => node.metadata.name).slice(8, 11)).toEqual(["big-09", "big-10", "big-11"]);
    expect(plan?.nodes[1]).toEqual({
      pool: "big",
      node: {
        metadata: {
          name: "big-02",
          labels: {
            "kubernetes.io/hostname": "big-02",
            "kubernetes.io/os": "linux",
            "beta.kubernetes.io/os": "linux",
            "plimsoll/node-pool": "big",
            "topology.kubernetes.io/region": "r",
            "topology.kubernetes.io/zone": "b",
            x: "z",
          },
        },
        spec: { unschedulable: true, taints: [{ key: "k", effect: "NoSchedule" }] },
        status: { allocatable: { cpu: 15, memory: "56Gi", "nvidia.com/gpu": 2, pods: 110 } },
      },
    });
  });

  it("of machines offer what their kubelets leave of them", () => {
    const cluster =
      "    nodePools: [{ name: m, count: 1, capacity: { cpu: 4, memory: 8Gi }, kubelet: { kubeReserved: { cpu: 200m, memory: 1Gi } } }]\n";
    const { plan, errors } = load({ "s.yaml": scenario("", cluster) });
    expect(errors).toEqual([]);
    expect(plan?.nodes[0]?.node.status).toEqual({
      allocatable: { cpu: "3800m", memory: "7068Mi", pods: 110 },
      capacity: { cpu: 4, memory: "8Gi" },
    });
    expect(plan?.kubelets.map(({ pool }) => pool)).toEqual(["m"]);
  });

  it("may say both, and then no reservation counts", () => {
    const both = POOL.replace(
      "allocatable:",
      "kubelet: { systemReserved: { cpu: 1 } }, capacity: { cpu: 5, memory: 9Gi }, allocatable:",
    );
    const { plan, told } = load({ "s.yaml": scenario("", both) });
    expect(told).toMatchObject([{ code: "without-effect", severity: "ignored" }]);
    expect(plan?.nodes[0]?.node.status).toMatchObject({ allocatable: { cpu: 4 }, capacity: { cpu: 5 } });
  });

  it("have a size, or are told of", () => {
    const { errors } = load({ "s.yaml": scenario("", "    nodePools: [{ name: m, count: 1 }]\n") });
    expect(errors).toMatchObject([{ code: "missing-field", message: "spec.cluster.nodePools[0] has no allocatable" }]);
  });

  it("have disks for images of some size", () => {
    const withDisk = (size: string) => scenario("", POOL.replace("[{", `[{ imageFs: ${size},`));
    expect(load({ "s.yaml": withDisk("50Gi") }).plan?.kubelets[0]?.settings.imageFsBytes).toBe(50 * 1024 * 1024 * 1024);
    expect(places(load({ "s.yaml": withDisk("50GB") }).errors)).toEqual(["bad-quantity 6:28"]);
  });

  it("tell of wrong amounts at their place", () => {
    const cluster =
      "    nodePools:\n    - name: a\n      count: 1\n      allocatable:\n        cpu: 4\n        memory: 8GB\n        gpus: 1\n";
    expect(places(load({ "s.yaml": scenario("", cluster) }).errors)).toEqual([
      "bad-quantity 11:17",
      "unknown-resource 12:9",
    ]);
  });

  it("warn of amounts that nobody means", () => {
    const { plan, told } = load({ "s.yaml": scenario("", POOL.replace("8Gi", "8")) });
    expect(told).toMatchObject([{ code: "suspicious-quantity", severity: "warning", suggestion: "8Mi" }]);
    expect(plan).toBeDefined();
  });

  it("tell of wrong amounts whatever else is wrong with the pool", () => {
    const { errors } = load({ "s.yaml": scenario("", POOL.replace("8Gi", "8GB").replace("count: 3", "count: -3")) });
    expect(errors.map(({ code, suggestion }) => [code, suggestion])).toEqual([
      ["out-of-range", undefined],
      ["bad-quantity", "8G"],
    ]);
  });

  it("of the same name give nodes of the same name, which is a mistake", () => {
    const twice = POOL.replace("[{", "[{ name: pool, count: 1, allocatable: { cpu: 1, memory: 1Gi } }, {");
    expect(load({ "s.yaml": scenario("", twice) }).errors).toMatchObject([
      { code: "duplicate-name", message: "the node pool-1 is there twice; the first stands at s.yaml:6" },
    ]);
  });

  it("together have no more nodes than fit, and are not made if they have", () => {
    const pools = Array.from(
      { length: 5 },
      (_, n) => `{ name: p${n}, count: 1000000, allocatable: { cpu: 1, memory: 1Gi } }`,
    );
    const { errors } = load({ "s.yaml": scenario("", `    nodePools: [${pools.join(", ")}]\n`) });
    expect(errors).toMatchObject([{ code: "out-of-range", message: "the pools have 5000000 nodes together" }]);
  });

  it("may be empty as long as there is some node", () => {
    expect(load({ "s.yaml": scenario("", POOL.replace("3", "0")) }).errors).toMatchObject([{ code: "no-nodes" }]);
  });
});

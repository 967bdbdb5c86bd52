// `growth` of node pools: what comes into the plan, and what is told of mistakes.

import { describe, expect, it } from "vitest";

import { load, scenario, type Loaded } from "./memory-files.ts";

function withPool(growth: string, more = ""): Loaded {
  const pools = `    nodePools: [{ name: m, count: 2, zones: [a, b], ${growth}, allocatable: { cpu: 4, memory: 8Gi } }]\n`;
  return load({ "s.yaml": scenario(`  horizon: 1h\n${more}`, pools) });
}

describe("a pool's growth", () => {
  it("is planned with the nodes that may come, numbered on from those that are there and those of actions", () => {
    const actions = "  actions: [{ at: 1m, addNodes: { pool: m, count: 2 } }]\n";
    const { plan, errors } = withPool("growth: { max: 4, delay: 3m }", actions);
    expect(errors).toEqual([]);
    const [growth] = plan!.growth!;
    expect(growth).toMatchObject({ pool: "m", maxNodes: 4, delayUs: 180_000_000 });
    expect(growth!.nodes.map(({ metadata }) => metadata.name)).toEqual(["m-5", "m-6", "m-7", "m-8"]);
    expect(growth!.position).toMatchObject({ file: "s.yaml" });
  });

  it("lets controllers run", () => {
    expect(withPool("growth: { max: 4, delay: 3m }").plan!.controlled).toBeDefined();
    expect(withPool("region: home").plan!.controlled).toBeUndefined();
  });

  it("lets faults name nodes that may come", () => {
    const faults = "  faults: [{ nodeCrash: { node: m-4, at: 30m } }]\n";
    expect(withPool("growth: { max: 4, delay: 3m }", faults).errors).toEqual([]);
  });

  it.each([
    ["growth: { max: 1, delay: 3m }", "", "max: 1 is less than the 2 nodes that the pool has"],
    ["growth: { max: 4, delay: 200000d }", "", "delay: 200000d is out of range"],
    [
      "growth: { max: 4, delay: 3m }",
      "  controllers: expanded\n",
      "no controllers run in this scenario: no pool grows",
    ],
  ])("%s is a mistake%s", (growth, more, message) => {
    expect(withPool(growth, more).errors.map((error) => error.message)).toEqual([message]);
  });
});

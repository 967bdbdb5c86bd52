// The reference decides as plimsoll does: same nodes, same moments, same number of attempts. The two large scenarios are
// compared whenever the benchmarks run.

import { describe, expect, it } from "vitest";

import type { PodRecord } from "../../bench/reference/pod-record.ts";
import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import { randomPlan } from "./random-plan.ts";
import { runReference, runSimulated } from "./run-both.ts";

/** Nodes, pods of a workload at most, and how many such plans. */
const SIZES: readonly (readonly [nodes: number, pods: number, plans: number])[] = [
  [1, 30, 12],
  [4, 80, 24],
  [30, 200, 12],
  [260, 400, 6],
];

const SEEDS = SIZES.flatMap(([nodes, pods, plans]) =>
  Array.from({ length: plans }, (_, index) => ({ seed: `${nodes}/${index}`, nodes, pods })),
);

describe("the reference", () => {
  it.each(["first-steps", "gcda-100"])("places the pods of %s where plimsoll does, at the same moments", (name) => {
    // Without the owners of pods nothing is spread by default, which the reference does not know.
    const loaded = loadScenario(`scenarios/${name}.yaml`, NODE_FILES, new DiagnosticSink())!;
    const plan = { ...loaded, objects: [], controlPlane: { kind: "instant" } as const };
    expect(runReference(plan)).toEqual(runSimulated(plan));
  });

  const seen: PodRecord[] = [];

  it.each(SEEDS)("agrees on every pod of random plan $seed", ({ seed, nodes, pods }) => {
    const plan = randomPlan(seed, nodes, pods);
    const records = runReference(plan);
    expect(records).toEqual(runSimulated(plan));
    seen.push(...records);
  });

  it("has met pods of every fate in these plans", () => {
    const count = (holds: (pod: PodRecord) => boolean) => seen.filter(holds).length;
    expect(count(({ endedAtUs }) => endedAtUs !== null)).toBeGreaterThan(1000);
    expect(count(({ node, attempts }) => node === null && attempts > 0)).toBeGreaterThan(1000);
    expect(count(({ node, attempts }) => node !== null && attempts > 1)).toBeGreaterThan(300);
    expect(count(({ attempts }) => attempts > 5)).toBeGreaterThan(50);
    expect(count(({ boundAtUs, startedAtUs }) => boundAtUs !== null && startedAtUs === null)).toBeGreaterThan(0);
    expect(count(({ attempts, assumedAtUs }) => attempts === 0 && assumedAtUs === null)).toBeGreaterThan(50);
  });
});

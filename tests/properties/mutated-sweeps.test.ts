// Mutations of sweeps and of arguments that vary: always diagnostics or points that can be loaded, never an exception.

import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { MAX_NODES } from "../../src/scenario/scenario-schema.ts";

import { pointLabel } from "../../src/experiment/design/point.ts";
import { readSweep } from "../../src/experiment/read-sweep.ts";

import { MemoryFiles, POD } from "../scenario/memory-files.ts";
import { changeStructure, edited, edits, runsFor, SEED, structural, TIMEOUT_MS } from "./mutations.ts";
import { expectReadable } from "./readable.ts";

const USUAL_MUTATIONS = 60;
const MAX_POINTS = 60;

const HEAD = {
  apiVersion: "plimsoll/v1alpha1",
  kind: "Scenario",
  metadata: { name: "test" },
  spec: {
    horizon: "1h",
    cluster: { nodePools: [{ name: "general", count: 3, zones: ["a"], allocatable: { cpu: 4, memory: "8Gi" } }] },
    workloads: [{ name: "shop", manifests: ["a.yaml"], arrival: { perSecond: 2 } }],
  },
};

const SWEEPS: readonly object[] = [
  {
    parameters: {
      "cluster.nodePools[general].count": { from: 1, to: 5, step: 2 },
      "scheduler.configuration": [null, "k.yaml"],
    },
    paired: [{ name: "load", "workloads[shop].arrival.perSecond": [1, 2], horizon: ["1h", "2h"] }],
    nested: [{ when: { "scheduler.configuration": "k.yaml" }, parameters: { "scheduler.ties": ["name", "random"] } }],
    replications: 3,
  },
  {
    points: [{ horizon: "2h" }, { "cluster.nodePools[0].allocatable.cpu": "500m", kubernetes: 1.33 }],
    precision: "5%",
  },
  {
    design: "latin-hypercube",
    points: 7,
    parameters: {
      'coefficients["scheduler.cycleFixedUs"]': { from: 1, to: 1000, scale: "log" },
      "cluster.nodePools[general].allocatable.memory": { from: "1Gi", to: "64Gi" },
      "scheduler.ties": ["name", "random"],
    },
  },
];

const FILES = {
  "a.yaml": POD,
  "k.yaml": "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n",
};

function textOf(sweep: object): string {
  return dump({ ...HEAD, spec: { ...HEAD.spec, sweep } });
}

function tryOut(text: string, ...vary: readonly string[]): void {
  const sink = new DiagnosticSink();
  const files = new MemoryFiles({ ...FILES, "s.yaml": text });
  const sweep = readSweep("s.yaml", { vary, seed: null, maxPoints: MAX_POINTS }, files, sink);
  expect(sweep === undefined, "points or mistakes").toBe(sink.hasErrors);
  for (const diagnostic of sink.all) if (vary.length === 0) expectReadable(diagnostic);
  if (sweep === undefined) return;
  expect(sweep.plan.nodes.length).toBeLessThanOrEqual(MAX_NODES);
  expect(sweep.design.points.length).toBeLessThanOrEqual(MAX_POINTS);
  for (const point of sweep.design.points) expect(pointLabel(sweep.design, point)).not.toMatch(/undefined|\[object/);
}

describe("mutations of sweeps", () => {
  it(
    "that change their structure end in diagnostics or points",
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...SWEEPS), structural, (sweep, change) => {
          const changed = structuredClone(sweep);
          changeStructure(changed, change);
          tryOut(textOf(changed));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that change lines and characters end in diagnostics or points",
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...SWEEPS), edits, (sweep, changes) => {
          const [before, after] = textOf({}).split("sweep: {}");
          const indented = edited(dump(sweep), changes).replaceAll(/^/gm, "    ");
          tryOut(`${before!}sweep:\n${indented}${after!}`);
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "of arguments end in diagnostics or points",
    () => {
      const written = ["cluster.nodePools[general].count=1,2", "horizon=1h..3h:1h", "scheduler.ties=null,name"];
      fc.assert(
        fc.property(fc.constantFrom(...written), edits, (argument, changes) => {
          tryOut(dump(HEAD), edited(argument, changes));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it("start from sweeps that are right", () => {
    for (const sweep of SWEEPS) {
      const sink = new DiagnosticSink();
      const files = new MemoryFiles({ ...FILES, "s.yaml": textOf(sweep) });
      expect(readSweep("s.yaml", { vary: [], seed: null, maxPoints: MAX_POINTS }, files, sink)).toBeDefined();
      expect(sink.all).toEqual([]);
    }
  });
});

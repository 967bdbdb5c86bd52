// Pods with random behaviours on a node that fails and comes back: whatever happens, what is told of them must be a life.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { exactly, kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "./kubelet-world.ts";

const END = 1200;
const DOWN = { managesPods: false, renewsLease: false, postsStatus: false };

const span = fc.integer({ min: 0, max: 90 }).map((count) => `${count}s`);
const probe = fc.record(
  {
    initialDelaySeconds: fc.integer({ min: 0, max: 20 }),
    periodSeconds: fc.integer({ min: 1, max: 15 }),
    failureThreshold: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
);
const container = fc.record(
  {
    startupProbe: probe,
    livenessProbe: probe,
    readinessProbe: fc.oneof(
      probe,
      probe.map((one) => ({ ...one, successThreshold: 2 })),
    ),
  },
  { requiredKeys: [] },
);
const annotations = fc.record(
  {
    "plimsoll/ready-after": span,
    "plimsoll/unhealthy-after": span,
    "plimsoll/exit-after": span,
    "plimsoll/exit-code": fc.constantFrom("0", "1"),
    "plimsoll/exit-code.init": fc.constantFrom("0", "7"),
    "plimsoll/stops-within": span,
    "plimsoll/image-size": fc.constantFrom("1M", "3G"),
    "plimsoll/pull-fails": fc.constantFrom("true", "false"),
  },
  { requiredKeys: [] },
);
const podParts: fc.Arbitrary<PodParts> = fc
  .record({
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    init: fc.constantFrom("none", "init", "sidecar"),
    restartPolicy: fc.constantFrom("Always", "OnFailure", "Never"),
    deadline: fc.option(fc.integer({ min: 1, max: 600 })),
    annotations,
  })
  .map(({ containers, init, restartPolicy, deadline, annotations: said }) => ({
    annotations: said as Readonly<Record<string, string>>,
    spec: {
      containers: containers.map((one, index) => ({ ...one, name: `c${index}`, image: "app" })),
      ...(init === "none"
        ? {}
        : {
            initContainers: [
              { name: "init", image: "app", ...(init === "sidecar" ? { restartPolicy: "Always" } : {}) },
            ],
          }),
      restartPolicy,
      ...(deadline === null ? {} : { activeDeadlineSeconds: deadline }),
    },
  }));
const outage = fc.record({
  at: fc.integer({ min: 1, max: END }),
  length: fc.integer({ min: 1, max: 600 }),
  runsContainers: fc.boolean(),
});
const script = fc.record({
  pods: fc.array(fc.record({ parts: podParts, leavesAt: fc.option(fc.integer({ min: 6, max: END })) }), {
    minLength: 1,
    maxLength: 4,
  }),
  outages: fc.array(outage, { maxLength: 3 }),
});
type Script = typeof script extends fc.Arbitrary<infer Value> ? Value : never;

function begun({ pods, outages }: Script): KubeletWorld {
  const world = kubeletWorld(undefined, exactly(2));
  for (const [index, { parts, leavesAt }] of pods.entries()) {
    const pod = world.bind(`pod-${index}`, parts);
    if (leavesAt !== null) world.applyAt(leavesAt, { kind: "pod-terminating", pod });
  }
  for (const { at, length, runsContainers } of outages) {
    world.setHealth(at, { ...DOWN, runsContainers });
    world.setHealth(at + length, {});
  }
  return world;
}

/** What was told of one pod. */
function toldOf({ told }: KubeletWorld, pod: PodId): readonly Change[] {
  return told.flatMap(({ change }) => ("pod" in change && change.pod === pod ? [change] : []));
}

function expectLife(changes: readonly Change[]): void {
  const kinds = changes.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "pod-started").length).toBeLessThanOrEqual(1);
  const ended = kinds.findIndex((kind) => kind === "pod-ended");
  if (ended >= 0) expect(kinds.slice(ended + 1).every((kind) => kind === "pod-deleted")).toBe(true);
  const deleted = kinds.indexOf("pod-deleted");
  if (deleted >= 0) expect(kinds.length).toBe(deleted + 1);
  const readies = changes.flatMap((change) => (change.kind === "pod-ready" ? [change.ready] : []));
  expect(readies.every((ready, index) => index === 0 || ready !== readies[index - 1])).toBe(true);
  const restarts = changes.flatMap((change) =>
    change.kind === "pod-containers" ? [change.containers![0]!.restartCount] : [],
  );
  expect(restarts).toEqual(restarts.toSorted((left, right) => left - right));
}

describe("random lives", () => {
  it("start once, end once, and count restarts upwards", () => {
    fc.assert(
      fc.property(script, (plan) => {
        const world = begun(plan);
        world.engine.run(moment(END * SECOND));
        for (const pod of plan.pods.keys()) expectLife(toldOf(world, pod));
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it("leave nobody on a node that was to go and has a kubelet", () => {
    fc.assert(
      fc.property(script, (plan) => {
        const world = begun(plan);
        world.engine.run(moment((END + 700) * SECOND));
        for (const [pod, { leavesAt }] of plan.pods.entries()) {
          if (leavesAt !== null) expect(world.cluster.pods.phaseNameOf(pod)).toBe("deleted");
        }
      }),
      { seed: 12, numRuns: 30 },
    );
  });
});

// One probe from tick to tick, beside the records.

import { describe, expect, it } from "vitest";

import {
  NEW_WORKER,
  probed,
  probeTick,
  resultOf,
  seenRun,
  type ProbedContainer,
  type ProbeSettings,
} from "../../../../src/components/kubelet/probes/probe-worker.ts";

const SETTINGS: ProbeSettings = { initialDelaySeconds: 0, periodSeconds: 1, successThreshold: 1, failureThreshold: 2 };
const CONTAINER: ProbedContainer = { run: 1, isRunning: true, startedAtUs: 0, isStarted: true };

describe("a tick", () => {
  it("does nothing before the container has ever run", () => {
    expect(probeTick("readiness", SETTINGS, NEW_WORKER, { ...CONTAINER, run: 0 }, 0)).toEqual({
      worker: NEW_WORKER,
      hasChanged: false,
      runsCommand: false,
    });
  });

  it.each([
    ["readiness", "failure"],
    ["liveness", "success"],
    ["startup", "unknown"],
  ] as const)("of %s begins a run with %s", (kind, result) => {
    const { worker, hasChanged } = probeTick(kind, SETTINGS, NEW_WORKER, CONTAINER, 0);
    expect([worker.result, hasChanged]).toEqual([result, true]);
    expect(seenRun(kind, NEW_WORKER, 1)).toEqual(worker);
  });

  it("waits for whole seconds of the initial delay", () => {
    const settings = { ...SETTINGS, initialDelaySeconds: 3 };
    expect(probeTick("readiness", settings, NEW_WORKER, CONTAINER, 2_999_999).runsCommand).toBe(false);
    expect(probeTick("readiness", settings, NEW_WORKER, CONTAINER, 3_000_000).runsCommand).toBe(true);
  });

  it("runs a start-up probe until the container has started, and the others from then on", () => {
    const starting = { ...CONTAINER, isStarted: false };
    const runs = (kind: "startup" | "liveness", container: ProbedContainer) =>
      probeTick(kind, SETTINGS, NEW_WORKER, container, 0).runsCommand;
    expect([runs("startup", starting), runs("liveness", starting)]).toEqual([true, false]);
    expect([runs("startup", CONTAINER), runs("liveness", CONTAINER)]).toEqual([false, true]);
  });

  it("finds a container that does not run any more to have failed", () => {
    const known = seenRun("liveness", NEW_WORKER, 1);
    const tick = probeTick("liveness", SETTINGS, known, { ...CONTAINER, isRunning: false }, 0);
    expect([tick.worker.result, tick.hasChanged, tick.runsCommand]).toEqual(["failure", true, false]);
  });
});

describe("an outcome", () => {
  it("changes the result once it has come often enough in a row", () => {
    const known = { ...seenRun("readiness", NEW_WORKER, 1), result: "success" } as const;
    const once = probed("readiness", SETTINGS, known, "failure");
    expect([once.worker.result, once.hasChanged]).toEqual(["success", false]);
    const twice = probed("readiness", SETTINGS, once.worker, "failure");
    expect([twice.worker.result, twice.hasChanged]).toEqual(["failure", true]);
  });

  it("of liveness or start-up puts the probe on hold when there is nothing more to say", () => {
    const settings = { ...SETTINGS, failureThreshold: 1 };
    expect(probed("liveness", settings, NEW_WORKER, "failure").worker.isOnHold).toBe(true);
    expect(probed("liveness", settings, NEW_WORKER, "success").worker.isOnHold).toBe(false);
    expect(probed("startup", settings, NEW_WORKER, "success").worker.isOnHold).toBe(true);
  });

  it("counts on over a restart, but for a probe that was on hold", () => {
    const worker = probed("readiness", SETTINGS, NEW_WORKER, "failure").worker;
    expect(seenRun("readiness", worker, 2).outcomesInRow).toBe(1);
  });
});

describe("a result", () => {
  it("is of one run of the container", () => {
    const worker = seenRun("liveness", NEW_WORKER, 2);
    expect([resultOf(worker, 2), resultOf(worker, 3), resultOf(undefined, 2)]).toEqual([
      "success",
      undefined,
      undefined,
    ]);
  });
});

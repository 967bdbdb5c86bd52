// How pods stood that were there before the run.

import { describe, expect, it } from "vitest";

import type { ContainerStatus, Pod } from "../../src/model/objects.ts";
import { placedStarts, placedStatuses } from "../../src/simulation/placed-statuses.ts";
import { podAsking } from "../model/build-objects.ts";

/** When the run begins: a second after the dump was made. */
const START = "2026-01-01T01:00:01Z";

function dumped(status: Pod["status"] & object, metadata: Partial<Pod["metadata"]> = {}): Pod {
  const pod = podAsking({});
  return { ...pod, metadata: { ...pod.metadata, ...metadata }, status };
}

function statusesOf(pods: readonly Pod[], start: string | undefined) {
  return pods.map(placedStatuses(pods, start));
}

function liveOf(...containerStatuses: readonly ContainerStatus[]) {
  const [status] = statusesOf([dumped({ phase: "Running", containerStatuses })], START);
  return status!.containers;
}

describe("pods that were bound before", () => {
  it("have started as long before one another as their statuses say, the last of them a second before the run", () => {
    const times = ["2026-01-01T00:00:10Z", undefined, "2026-01-01T01:00:00+01:00", "never"];
    const pods = times.map((startTime) => dumped(startTime === undefined ? {} : { startTime }));
    expect(pods.map(placedStarts(pods, undefined)).map(({ startUs }) => startUs)).toEqual([
      -1e6,
      undefined,
      -11e6,
      undefined,
    ]);
  });

  it("have their age and readiness as of the dump", () => {
    const status = {
      phase: "Running",
      startTime: "2026-01-01T00:59:00Z",
      conditions: [{ type: "Ready", status: "False", lastTransitionTime: "2026-01-01T00:59:30Z" }],
    };
    expect(statusesOf([dumped(status, { creationTimestamp: "2026-01-01T00:58:00Z" })], START)).toEqual([
      { createdUs: -121e6, startUs: -61e6, runs: true, ready: { status: "False", sinceUs: -31e6 } },
    ]);
  });

  it("have as much of their grace left as in the dump", () => {
    const metadata = { deletionTimestamp: "2026-01-01T01:00:20Z", deletionGracePeriodSeconds: 45 };
    const [status] = statusesOf([dumped({ phase: "Running" }, metadata)], START);
    expect(status!.deletion).toEqual({ deadlineUs: 19e6, graceSeconds: 45 });
  });

  it("grow older by as much as the run begins later", () => {
    const containerStatuses = [
      { name: "c", restartCount: 1, state: { running: { startedAt: "2026-01-01T00:54:00Z" } } },
    ];
    const pods = [dumped({ phase: "Running", startTime: "2026-01-01T00:53:00Z", containerStatuses })];
    const agesAt = (start: string) => {
      const [status] = statusesOf(pods, start);
      return [status!.startUs, status!.containers![0]!.state];
    };
    expect(agesAt("2026-01-01T01:10:00Z")).toEqual([-1020e6, { kind: "running", startedUs: -960e6 }]);
    expect(agesAt("2026-01-01T00:56:00Z")).toEqual([-180e6, { kind: "running", startedUs: -120e6 }]);
    expect(agesAt("2026-01-01T00:00:00Z")).toEqual([-1e6, { kind: "running", startedUs: -1e6 }]);
  });

  it("have not started while they are Pending", () => {
    const [status] = statusesOf([dumped({ phase: "Pending" })], START);
    expect(status!.runs).toBe(false);
  });
});

describe("their containers", () => {
  it("are not spoken of while all of them run and were never restarted", () => {
    expect(liveOf({ name: "c", ready: true, restartCount: 0, state: { running: {} } })).toBeUndefined();
  });

  it.each([
    ["back-off 2m40s restarting failed container=c pod=p", 2, 160e6],
    ["back-off 5m0s restarting failed container=c pod=p", 9, 300e6],
    ["back-off 10s restarting failed container=c pod=p", 9, 10e6],
    [undefined, 1, 10e6],
    [undefined, 3, 40e6],
    [undefined, 30, 300e6],
  ])("wait as the kubelet says (%s, %i restarts)", (message, restartCount, backoffUs) => {
    const terminated = { exitCode: 2, finishedAt: "2026-01-01T00:59:59Z" };
    const waiting = { reason: "CrashLoopBackOff", ...(message === undefined ? {} : { message }) };
    expect(liveOf({ name: "c", restartCount, state: { waiting }, lastState: { terminated } })).toEqual([
      {
        name: "c",
        isReady: false,
        restartCount,
        state: { kind: "waiting", reason: "CrashLoopBackOff", backoffUs },
        lastTerminated: { kind: "terminated", exitCode: 2, reason: "Error", finishedUs: -2e6 },
      },
    ]);
  });

  it("have ended, run, or wait for something else", () => {
    const terminated = { exitCode: 0, reason: "Completed", finishedAt: "2026-01-01T00:59:59Z" };
    const states = [{ terminated }, { running: { startedAt: START } }, { waiting: { reason: "ErrImagePull" } }, {}];
    const live = liveOf(...states.map((state) => ({ name: "c", ready: false, state })));
    expect(live!.map(({ state }) => state)).toEqual([
      { kind: "terminated", exitCode: 0, reason: "Completed", finishedUs: -2e6 },
      { kind: "running", startedUs: -1e6 },
      { kind: "waiting", reason: "ErrImagePull" },
      { kind: "waiting", reason: "ContainerCreating" },
    ]);
  });
});

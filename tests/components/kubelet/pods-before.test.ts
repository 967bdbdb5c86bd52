// What of a pod that stood on its node before is still to come.

import { describe, expect, it } from "vitest";

import type { LiveContainer } from "../../../src/cluster/live-pod.ts";
import { NEVER } from "../../../src/components/kubelet/container-work.ts";
import { podProgramme } from "../../../src/components/kubelet/pod-programme.ts";
import { nextDueUs } from "../../../src/components/kubelet/pod-work.ts";
import { isHeldUp, stoppedForUs, workBefore, type PodBefore } from "../../../src/components/kubelet/pods-before.ts";
import type { Pod } from "../../../src/model/objects.ts";

const PROBE = { httpGet: { port: 80 }, initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 };

function programme(annotations: Record<string, string> = {}, initContainers: object[] = []) {
  const spec = { containers: [{ name: "c", readinessProbe: PROBE }], initContainers };
  const pod: object = { metadata: { name: "p", annotations }, spec };
  return podProgramme(pod as Pod);
}

function before(isReady: boolean, startedUs: number, ...containers: readonly LiveContainer[]): PodBefore {
  return { runs: true, isReady, startedUs, containers };
}

const EXIT = { kind: "terminated", exitCode: 2, reason: "Error", finishedUs: -100e6 } as const;
const CRASHED: LiveContainer = {
  name: "c",
  isReady: false,
  restartCount: 7,
  state: { kind: "waiting", reason: "CrashLoopBackOff", backoffUs: 160e6 },
  lastTerminated: EXIT,
};

describe("a pod that stood on its node before", () => {
  it("is left alone while it is ready and nothing of it is foreseen", () => {
    expect(workBefore(programme(), before(true, -3600e6), 0)).toBeUndefined();
  });

  it("starts its container when what is left of the back-off is over, and doubles that", () => {
    const own = programme({ "plimsoll/exit-after.c": "10s" });
    const work = workBefore(own, before(false, -3600e6, CRASHED), 0)!;
    expect(nextDueUs(work, own)).toBe(60e6);
    expect(work.containers[0]).toMatchObject({
      state: "waiting",
      waitingReason: "CrashLoopBackOff",
      restarts: 7,
      backoff: { delayUs: 160e6, updatedAtUs: -110e6 },
    });
  });

  it("becomes ready when its probe succeeds for the first time", () => {
    const work = workBefore(programme(), before(false, -12e6), 0)!;
    expect(nextDueUs(work, programme())).toBe(18e6);
  });

  it("stays as it is if its probe has failed for longer than it may", () => {
    const work = workBefore(programme(), before(false, -61e6), 0)!;
    expect(nextDueUs(work, programme())).toBe(NEVER);
    expect(workBefore(programme(), before(false, -59e6), 0)!.containers[0]!.workers.readiness!.tickUs).toBeLessThan(
      NEVER,
    );
  });

  it("ends when it will have run for as long as the user says, at once if that is over", () => {
    const own = programme({ "plimsoll/exit-after": "10m" });
    expect(nextDueUs(workBefore(own, before(true, -240e6), 0)!, own)).toBe(360e6);
    expect(nextDueUs(workBefore(own, before(true, -3600e6), 0)!, own)).toBe(0);
  });

  it("waits for the init container that keeps crashing, and begins the others after it", () => {
    const own = programme({}, [{ name: "init" }]);
    const work = workBefore(own, { ...before(false, -60e6, { ...CRASHED, name: "init" }), runs: false }, 0)!;
    expect(work).toMatchObject({ begun: 1, saidStarted: false });
    expect(work.containers[1]).toMatchObject({ state: "waiting", run: 0 });
  });

  it("has had as much of its grace as passed before the run", () => {
    expect(stoppedForUs({ deadlineUs: 20e6, graceSeconds: 30 })).toBe(10e6);
    expect(stoppedForUs({ deadlineUs: 90e6, graceSeconds: 30 })).toBe(0);
    expect(stoppedForUs(undefined)).toBe(0);
  });

  it("is held up by what cannot be made, and not by what is on its way", () => {
    const waiting = (reason: string) => [{ ...CRASHED, state: { kind: "waiting", reason } as const }];
    expect(isHeldUp(waiting("CreateContainerConfigError"))).toBe(true);
    expect(isHeldUp(waiting("ContainerCreating"))).toBe(false);
    expect(isHeldUp(waiting("ImagePullBackOff"))).toBe(false);
  });
});

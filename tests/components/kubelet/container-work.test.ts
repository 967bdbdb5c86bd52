// One container, moved on step by step.

import { describe, expect, it } from "vitest";

import {
  changeResult,
  changingProbe,
  dueUs,
  exit,
  isLooping,
  NEVER,
  newContainerWork,
  nextSyncUs,
  noticeExit,
  noticeStart,
  start,
} from "../../../src/components/kubelet/container-work.ts";
import { podProgramme } from "../../../src/components/kubelet/pod-programme.ts";
import type { Pod } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;
const PORTS = { chance: () => 0.5, containerStartUs: 0, relistUs: SECOND };

function world(annotations: Readonly<Record<string, string>>, container: object = {}) {
  const pod: Pod = { metadata: { name: "p", annotations }, spec: { containers: [{ name: "app", ...container }] } };
  const programme = podProgramme(pod);
  const own = programme.containers[0]!;
  return { programme, own, work: newContainerWork(own, 0, 0) };
}

describe("a container at work", () => {
  it("foresees nothing before its turn, then that it is noticed, then its exit", () => {
    const { work, own, programme } = world({ "plimsoll/exit-after": "10s" });
    expect(dueUs(work, own)).toBe(NEVER);
    start(work, own, SECOND, 500);
    expect(dueUs(work, own)).toBe(SECOND + 500);
    noticeStart(work, own, programme, SECOND + 500);
    expect(dueUs(work, own)).toBe(11 * SECOND);
  });

  it("foresees the change of a probe, and nothing of one that stays healthy", () => {
    const slow = world({ "plimsoll/ready-after": "25s" }, { readinessProbe: { periodSeconds: 10 } });
    start(slow.work, slow.own, 0, 0);
    noticeStart(slow.work, slow.own, slow.programme, 0);
    expect(slow.work.isReady).toBe(false);
    expect(dueUs(slow.work, slow.own)).toBe(30 * SECOND);
    expect(changingProbe(slow.work, slow.own, 30 * SECOND)).toBe("readiness");
    const healthy = world({}, { readinessProbe: {}, livenessProbe: {} });
    start(healthy.work, healthy.own, 0, 0);
    noticeStart(healthy.work, healthy.own, healthy.programme, 0);
    expect([healthy.work.isReady, dueUs(healthy.work, healthy.own)]).toEqual([true, NEVER]);
  });

  it("is finished, or waits for its next start", () => {
    const { work, own, programme } = world({});
    start(work, own, 0, 0);
    noticeStart(work, own, programme, 0);
    exit(work, { exitCode: 2, reason: "Error" }, 5 * SECOND, 0);
    noticeExit(work, own, "Always", 5 * SECOND, PORTS);
    expect([work.state, work.nextUs, work.last?.exitCode]).toEqual(["waiting", 5 * SECOND, 2]);
    const other = world({});
    exit(other.work, { exitCode: 2, reason: "Error" }, 5 * SECOND, 0);
    noticeExit(other.work, other.own, "Never", 5 * SECOND, PORTS);
    expect([other.work.state, other.work.nextUs]).toEqual(["finished", NEVER]);
  });

  it("is looping once its back-off is as long as it gets", () => {
    const { work } = world({});
    expect(isLooping(work)).toBe(false);
    work.backoff = { delayUs: 300 * SECOND, updatedAtUs: 0 };
    expect(isLooping(work)).toBe(true);
  });
});

describe("a container that its liveness probe kills", () => {
  /** What it says of its readiness, by whole seconds, until it has ended. */
  function readinessOf(periodSeconds: number, failureThreshold: number): readonly string[] {
    const container = {
      readinessProbe: { periodSeconds, failureThreshold },
      livenessProbe: { periodSeconds: 5, failureThreshold: 3 },
    };
    const { work, own, programme } = world({ "plimsoll/unhealthy-after": "60s" }, container);
    start(work, own, 0, 0);
    noticeStart(work, own, programme, 0);
    const told = [`ready ${work.isReady}`];
    for (let dueAtUs = dueUs(work, own); dueAtUs < work.nextUs; dueAtUs = dueUs(work, own)) {
      changeResult(work, own, programme, changingProbe(work, own, dueAtUs)!, dueAtUs);
      told.push(`${dueAtUs / SECOND} ${work.state} ready ${work.isReady}`);
    }
    return [...told, `ends ${work.nextUs / SECOND}`];
  }

  it("is not ready with the same failure of an equal readiness probe", () => {
    expect(readinessOf(5, 3)).toEqual(["ready true", "70 stopping ready true", "70 stopping ready false", "ends 100"]);
  });

  it("has its readiness probed on while it stops", () => {
    expect(readinessOf(5, 5)).toEqual(["ready true", "70 stopping ready true", "80 stopping ready false", "ends 100"]);
  });

  it("stays ready until it has ended where its readiness probe is slower than that", () => {
    expect(readinessOf(10, 9)).toEqual(["ready true", "70 stopping ready true", "ends 100"]);
  });
});

describe("the next synchronization", () => {
  it("comes at once, or up to half of what is left too late", () => {
    expect(nextSyncUs(SECOND, 0, () => 0.5)).toBe(SECOND);
    expect(nextSyncUs(0, 10 * SECOND, () => 0)).toBe(10 * SECOND);
    expect(nextSyncUs(0, 10 * SECOND, () => 1)).toBe(15 * SECOND);
  });

  it("comes each minute at the latest", () => {
    // 60, 120 and then 30 s, half as long again each.
    expect(nextSyncUs(0, 150 * SECOND, () => 0.5)).toBe(150 * SECOND);
    expect(nextSyncUs(0, 160 * SECOND, () => 0.5)).toBe((150 + 12.5) * SECOND);
  });
});

// Pods by queue: kept up to date from deltas, checked against a count from scratch after every change.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { QueueName } from "../../src/cluster/change.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import { QueueProbe } from "../../src/metrics/queue-probe.ts";
import { podAsking } from "../model/build-objects.ts";
import { addNodes, emptyCluster, HISTORIES, play } from "./random-history.ts";

const SEED = 20_260_404;
const QUEUES = ["active", "backoff", "unschedulable", "gated"] as const;

function watched() {
  const cluster = emptyCluster();
  const probe = new QueueProbe(cluster);
  cluster.observe(probe);
  addNodes(cluster);
  return { cluster, probe };
}

describe("the queue probe", () => {
  it("follows a pod from queue to queue", () => {
    const { cluster, probe } = watched();
    const { pod } = cluster.apply(
      { kind: "pod-created", classId: cluster.classify(podAsking({})), name: "web" },
      moment(0),
    );
    const move = (queue: QueueName, at: number) =>
      void cluster.apply({ kind: "pod-queued", pod, queue }, moment(at * 1_000_000));
    move("gated", 1);
    move("active", 2);
    move("none", 3);
    move("unschedulable", 4);
    move("active", 6);
    const [active, , unschedulable, gated] = probe.series(moment(7_000_000));
    expect(active).toMatchObject({ labels: { queue: "active" }, atSeconds: [2, 3, 6, 7], value: [1, 0, 1, 1] });
    expect(unschedulable).toMatchObject({ atSeconds: [4, 6, 7], value: [1, 0, 0] });
    expect(gated).toMatchObject({ atSeconds: [1, 2, 7], value: [1, 0, 0] });
    expect(probe.firstActiveAtUs(pod)).toBe(2_000_000);
    expect(QUEUES.map((queue) => probe.count(queue))).toEqual([1, 0, 0, 0]);
  });

  it("knows of no first entry of a pod that never was active", () => {
    expect(watched().probe.firstActiveAtUs(0)).toBeUndefined();
  });

  it("agrees with a count from scratch after every change of any history", () => {
    fc.assert(
      fc.property(HISTORIES, (steps) => {
        const { cluster, probe } = watched();
        const queueOf = new Map<PodId, QueueName>();
        const firstActive = new Map<PodId, number>();
        const course = QUEUES.map((): { at: number; count: number }[] => []);
        const end = play(cluster, steps, (at, change, pod) => {
          if (change.kind === "pod-queued") queueOf.set(pod, change.queue);
          if (change.kind === "pod-deleted") queueOf.delete(pod);
          if (queueOf.get(pod) === "active" && !firstActive.has(pod)) firstActive.set(pod, at);
          for (const [index, queue] of QUEUES.entries()) {
            const count = [...queueOf.values()].filter((held) => held === queue).length;
            course[index]!.push({ at: at / 1_000_000, count });
            expect(probe.count(queue)).toBe(count);
          }
        });
        for (let pod = 0; pod < cluster.pods.size; pod += 1)
          expect(probe.firstActiveAtUs(pod)).toBe(firstActive.get(pod));
        for (const [index, series] of probe.series(end).entries()) {
          for (const { at } of course[index]!) expect(valueAt(series, at)).toBe(lastAt(course[index]!, at));
        }
        expect(
          probe.measurements().map((measurement) => [measurement.labels["queue"], "value" in measurement]),
        ).toEqual(QUEUES.map((queue) => [queue, true]));
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it("goes on from a snapshot as one that has heard everything", () => {
    fc.assert(
      fc.property(HISTORIES, HISTORIES, (before, after) => {
        const { cluster, probe } = watched();
        const split = play(cluster, before, () => {});
        const other = new QueueProbe(cluster);
        other.restore(probe.snapshot());
        cluster.observe(other);
        const end = play(cluster, after, () => {}, split);
        expect(other.series(end)).toEqual(probe.series(end));
        expect(other.measurements()).toEqual(probe.measurements());
        const firstEntries = (of: QueueProbe) =>
          Array.from({ length: cluster.pods.size }, (_, pod) => of.firstActiveAtUs(pod));
        expect(firstEntries(other)).toEqual(firstEntries(probe));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

/** The value of a series at a moment: that of the last point not after it; 0 before the first. */
function valueAt({ atSeconds, value }: { atSeconds: readonly number[]; value: readonly number[] }, at: number) {
  return value[atSeconds.findLastIndex((point) => point <= at)] ?? 0;
}

function lastAt(course: readonly { at: number; count: number }[], at: number): number {
  return course.findLast((point) => point.at <= at)!.count;
}

// What is recorded of pods is there for those that measure, until the pod has ended, and survives being saved.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NO_LINE, PodUsage } from "../../src/cluster/pod-usage.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const SECOND = 1_000_000;

function worldOfOne(): { readonly cluster: ClusterState; readonly pod: number } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({ cpu: "1" }));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web-1" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
  cluster.apply({ kind: "pod-bound", pod }, moment(0));
  cluster.apply({ kind: "pod-started", pod }, moment(SECOND));
  return { cluster, pod };
}

describe("usage", () => {
  it("may be recorded after the fact, and holds from the moment that is said", () => {
    const { cluster, pod } = worldOfOne();
    cluster.apply({ kind: "pod-usage", pod, fromUs: 2 * SECOND, cpuMilli: 250 }, moment(9 * SECOND));
    cluster.apply({ kind: "pod-usage", pod, fromUs: 9 * SECOND, cpuMilli: 100 }, moment(9 * SECOND));
    const { usage } = cluster;
    expect(usage.lines.amountOver(usage.cpuLine(pod, 0), 0, 10 * SECOND)).toBe(7 * 250 * SECOND + 100 * SECOND);
    expect(usage.cpuLine(pod, 1)).toBe(NO_LINE);
  });

  it("is told of containers by their place, and of series by their names", () => {
    const { cluster, pod } = worldOfOne();
    const at = moment(3 * SECOND);
    cluster.apply({ kind: "pod-usage", pod, fromUs: at, cpuMilli: 5, container: 2 }, at);
    cluster.apply({ kind: "pod-figure", pod, series: "__proto__", fromUs: at, value: 7 }, at);
    cluster.apply({ kind: "figure-recorded", series: "queue", fromUs: at, value: 9 }, at);
    const { usage } = cluster;
    const now = (line: number) => usage.lines.amountAt(line, at);
    expect([usage.cpuLine(pod, 2), usage.podLine("__proto__", pod), usage.line("queue")].map(now)).toEqual([5, 7, 9]);
    expect([usage.podLine("queue", pod), usage.line("other")]).toEqual([NO_LINE, NO_LINE]);
  });

  it("of a pod that has ended is forgotten, and nothing more is heard of it", () => {
    const { cluster, pod } = worldOfOne();
    cluster.apply({ kind: "pod-usage", pod, fromUs: SECOND, cpuMilli: 5 }, moment(SECOND));
    cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, moment(2 * SECOND));
    cluster.apply({ kind: "pod-usage", pod, fromUs: SECOND, cpuMilli: 6 }, moment(2 * SECOND));
    expect(cluster.usage.cpuLine(pod, 0)).toBe(NO_LINE);
  });

  it("is the same after it was saved", () => {
    const { cluster, pod } = worldOfOne();
    cluster.apply({ kind: "pod-usage", pod, fromUs: SECOND, cpuMilli: 5, container: 1 }, moment(SECOND));
    cluster.apply({ kind: "pod-figure", pod, series: "rps", fromUs: SECOND, value: 7 }, moment(SECOND));
    const twin = new PodUsage(cluster.pods);
    twin.restore(cluster.usage.snapshot());
    expect(twin.snapshot()).toEqual(cluster.usage.snapshot());
    expect(twin.version).toBe(cluster.usage.version);
    expect(twin.podLine("rps", pod)).toBe(cluster.usage.podLine("rps", pod));
  });
});

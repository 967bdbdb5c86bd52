// The scheduler's events of attempts that placed nothing.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { ChronicleProbe } from "../../src/metrics/chronicle-probe.ts";
import { FailedScheduling } from "../../src/metrics/failed-scheduling.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { pod } from "../model/build-objects.ts";

describe("events of failed scheduling", () => {
  it("counts attempts that no node or an error refused, with the latest words", () => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const chronicle = new ChronicleProbe(cluster);
    cluster.observe(new FailedScheduling(cluster, chronicle));
    cluster.apply({ kind: "pod-created", classId: cluster.classify(pod()), name: "web-1" }, moment(0));
    const message = "0/1 nodes are available: 1 Insufficient cpu.";
    cluster.apply({ kind: "pod-attempted", pod: 0 }, moment(1e6));
    cluster.apply({ kind: "pod-attempt-failed", pod: 0, message: "no answer" }, moment(1e6));
    cluster.apply({ kind: "pod-attempted", pod: 0 }, moment(3e6));
    const failure = { plugins: ["NodeResourcesFit"], reasons: [], message };
    cluster.apply({ kind: "pod-unschedulable", pod: 0, failure }, moment(3e6));
    expect(chronicle.chronicle().events).toEqual([
      {
        kind: "Pod",
        object: "default/web-1",
        type: "Warning",
        reason: "FailedScheduling",
        message,
        count: 2,
        firstSeconds: 1,
        lastSeconds: 3,
      },
    ]);
  });
});

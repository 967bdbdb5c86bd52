// What objects say of their rollouts, as kubectl rollout status judges it.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { readRollout, type RolloutReading } from "../../../src/metrics/availability/rollout-reading.ts";

function read(kind: string, object: object, previous?: object): RolloutReading | undefined {
  const stored = (value: object) => ({ kind, object: value }) as StoredObject;
  return readRollout(stored(object), previous === undefined ? undefined : stored(previous));
}

const template = (version: string) => ({ metadata: { labels: { version } } });
const ONE = { spec: { replicas: 2, template: template("1") } };
const TWO = { spec: { replicas: 2, template: template("2") } };

describe("a rollout", () => {
  it.each(["Deployment", "StatefulSet", "DaemonSet"])("of a %s begins with another template", (kind) => {
    expect(read(kind, TWO, ONE)?.begins).toBe(true);
    expect(read(kind, { ...ONE, status: {} }, ONE)?.begins).toBe(false);
    expect(read(kind, ONE)?.begins).toBe(false);
  });

  it("does not begin by itself where pods wait for their deletion, or of what has none", () => {
    const onDelete = { spec: { ...TWO.spec, updateStrategy: { type: "OnDelete" } } };
    expect(read("StatefulSet", onDelete, ONE)?.begins).toBe(false);
    expect(read("Job", TWO, ONE)).toBeUndefined();
  });

  it("of a StatefulSet is over when all are ready and of one revision, or as many as its partition lets", () => {
    const status = { observedGeneration: 2, readyReplicas: 2, currentRevision: "b", updateRevision: "b" };
    const set = { ...TWO, metadata: { generation: 2 }, status };
    expect(read("StatefulSet", set)?.isOver).toBe(true);
    expect(read("StatefulSet", { ...set, status: { ...status, readyReplicas: 1 } })?.isOver).toBe(false);
    expect(read("StatefulSet", { ...set, status: { ...status, currentRevision: "a" } })?.isOver).toBe(false);
    expect(read("StatefulSet", { ...set, metadata: { generation: 3 } })?.isOver).toBe(false);
    const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 1 } };
    const partly = { ...set, spec: { ...TWO.spec, updateStrategy } };
    expect(read("StatefulSet", { ...partly, status: { ...status, updatedReplicas: 1 } })?.isOver).toBe(true);
    expect(read("StatefulSet", { ...partly, status: { ...status, updatedReplicas: 0 } })?.isOver).toBe(false);
  });

  it("of a DaemonSet is over when all nodes have a new pod that is available", () => {
    const status = { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };
    expect(read("DaemonSet", { ...TWO, status })?.isOver).toBe(true);
    expect(read("DaemonSet", { ...TWO, status: { ...status, numberAvailable: 2 } })?.isOver).toBe(false);
    expect(read("DaemonSet", { ...TWO, status: { ...status, updatedNumberScheduled: 2 } })?.isOver).toBe(false);
  });

  it("of a Deployment turns when its progress deadline passes, and once it goes on", () => {
    const conditions = [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }];
    const spec = { ...TWO.spec, progressDeadlineSeconds: 90 };
    const stuck = { spec, status: { conditions, updatedReplicas: 1, readyReplicas: 1 } };
    const why = "its progress deadline of 90s has passed, 1 of 2 pods are new, 1 are ready";
    expect(read("Deployment", stuck, TWO)?.turn).toEqual({ kind: "stuck", why });
    expect(read("Deployment", stuck, stuck)?.turn).toBeUndefined();
    expect(read("Deployment", { spec }, stuck)?.turn).toEqual({ kind: "goes-on" });
  });
});

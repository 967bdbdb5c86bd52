// Workload objects that have no pods and get none.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import type { PlannedAction } from "../../../src/environment/actions/planned-action.ts";
import { IdleWorkloads } from "../../../src/scenario/load/idle-workloads.ts";

function stored(kind: string, spec: unknown, status?: unknown): StoredObject {
  return { kind, object: { metadata: { name: "web", namespace: "shop" }, spec, status } } as StoredObject;
}

function scaling(name: string, replicas: number): PlannedAction {
  return {
    name: "a",
    kind: "scale",
    start: { atUs: 0, after: null, when: null, delayUs: 0 },
    settings: { subject: { kind: "Deployment", namespace: "shop", name }, replicas },
    position: { file: "s.yaml", line: 1, column: 1 },
  };
}

function autoscaler(minReplicas?: number): StoredObject {
  return stored("HorizontalPodAutoscaler", { minReplicas, scaleTargetRef: { kind: "Deployment", name: "web" } });
}

const PARKED = stored("Deployment", { replicas: 0 });
const NONE = new IdleWorkloads([], []);

describe("a workload is idle", () => {
  it("without replicas, not where it says nothing of them", () => {
    expect(NONE.has(PARKED)).toBe(true);
    expect(NONE.has(stored("Deployment", { replicas: 1 }))).toBe(false);
    expect(NONE.has(stored("DaemonSet", {}))).toBe(false);
  });

  it("while it is suspended, and once it has finished", () => {
    expect(NONE.has(stored("CronJob", { suspend: true }))).toBe(true);
    expect(NONE.has(stored("CronJob", { suspend: false }))).toBe(false);
    const failed = { conditions: [{ type: "Failed", status: "True" }] };
    expect(NONE.has(stored("Job", {}, failed))).toBe(true);
    expect(NONE.has(stored("Job", {}, { conditions: [{ type: "Failed", status: "False" }] }))).toBe(false);
  });

  it("not if an action scales it", () => {
    expect(new IdleWorkloads([], [scaling("web", 1)]).has(PARKED)).toBe(false);
    expect(new IdleWorkloads([], [scaling("web", 0), scaling("other", 1)]).has(PARKED)).toBe(true);
  });

  it("not if its autoscaler may bring it back from nothing", () => {
    expect(new IdleWorkloads([autoscaler(0)], []).has(PARKED)).toBe(false);
    expect(new IdleWorkloads([autoscaler(1), autoscaler()], []).has(PARKED)).toBe(true);
  });
});

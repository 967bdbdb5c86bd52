// Budgets whose status follows the pods.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { Disruption } from "../../../src/components/disruption/disruption.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";

const WATCH_US = 10;
const COEFFICIENTS = [{ name: "scheduler.watchDelayUs", value: WATCH_US, unit: "µs", source: "a test" }];

type Status = NonNullable<PodDisruptionBudget["status"]>;

class Bench {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly disruption: Disruption;

  /** Two pods run from the beginning. */
  constructor(status?: Status) {
    const { engine, cluster } = this;
    this.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" });
    this.store("web", status);
    for (const name of ["a", "b"]) this.place(name);
    this.disruption = new Disruption({ engine, cluster, coefficients: COEFFICIENTS });
    cluster.observe(this.disruption);
  }

  apply(change: Change): number {
    return this.cluster.apply(change, this.engine.now).pod;
  }

  store(app: string, status?: Status): void {
    const spec = { selector: { matchLabels: { app } }, minAvailable: 1 };
    const object = { metadata: { name: "b", namespace: "default" }, spec, ...(status === undefined ? {} : { status }) };
    this.apply({ kind: "object-stored", stored: { kind: "PodDisruptionBudget", object } });
  }

  place(name: string): number {
    return this.apply({ kind: "pod-placed", classId: this.#classOf("web"), name, nodeName: "n1" });
  }

  create(name: string): number {
    return this.apply({ kind: "pod-created", classId: this.#classOf("web"), name });
  }

  #classOf(app: string): number {
    return this.cluster.classify({ ...podAsking({}), metadata: { name: "", namespace: "default", labels: { app } } });
  }

  get status(): Status | undefined {
    return this.cluster.objects.find("PodDisruptionBudget", "default", "b")?.status;
  }

  /** How many may go once the controller has heard. */
  allowed(): number | undefined {
    this.engine.run(moment(this.engine.now + WATCH_US));
    return this.status?.disruptionsAllowed;
  }
}

describe("a budget without a status", () => {
  it("gets one when the controller has heard of it", () => {
    const bench = new Bench();
    expect(bench.status).toBeUndefined();
    expect(bench.allowed()).toBe(1);
    expect(bench.status).toEqual({ disruptionsAllowed: 1, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2 });
  });
});

describe("a budget with a status", () => {
  const DUMPED = { disruptionsAllowed: 7, disruptedPods: { a: "2026-01-01T00:00:00Z" }, observedGeneration: 3 };

  it("keeps it until its pods change", () => {
    const bench = new Bench(DUMPED);
    expect(bench.allowed()).toBe(7);
    bench.apply({ kind: "pod-terminating", pod: 0 });
    expect(bench.allowed()).toBe(0);
    expect(bench.status).toMatchObject({ observedGeneration: 3, currentHealthy: 1 });
    expect(bench.status).not.toHaveProperty("disruptedPods");
  });

  it("counts pods as they come, run and go", () => {
    const bench = new Bench(DUMPED);
    const pod = bench.create("c");
    expect([bench.allowed(), bench.status?.expectedPods]).toEqual([1, 3]);
    bench.apply({ kind: "pod-assumed", pod, node: 0 });
    bench.apply({ kind: "pod-bound", pod });
    bench.apply({ kind: "pod-started", pod });
    expect(bench.allowed()).toBe(2);
    bench.apply({ kind: "pod-ended", pod, phase: "succeeded" });
    expect([bench.allowed(), bench.status?.expectedPods]).toEqual([1, 3]);
    bench.apply({ kind: "pod-deleted", pod });
    expect([bench.allowed(), bench.status?.expectedPods]).toEqual([1, 2]);
  });

  it("goes on over a snapshot", () => {
    const bench = new Bench(DUMPED);
    bench.apply({ kind: "pod-terminating", pod: 0 });
    bench.disruption.restore(bench.disruption.snapshot());
    bench.apply({ kind: "pod-terminating", pod: 1 });
    expect(bench.allowed()).toBe(0);
    expect(bench.status?.currentHealthy).toBe(0);
  });
});

it("starts over when a budget is another, or a pod has other labels", () => {
  const bench = new Bench();
  expect(bench.allowed()).toBe(1);
  bench.store("db");
  expect(bench.allowed()).toBe(0);
  const object = { ...podAsking({}), metadata: { name: "a", namespace: "default", labels: { app: "db" } } };
  bench.apply({ kind: "pod-updated", pod: 0, object });
  bench.allowed();
  expect(bench.status).toMatchObject({ currentHealthy: 1, expectedPods: 1 });
});

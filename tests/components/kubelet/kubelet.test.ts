// A pod's life on its node: it starts a while after the binding, runs, and ends when its time is up.

import { describe, expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { moment, seconds, type Duration } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";
import { COEFFICIENTS } from "../../../src/components/kubelet/coefficients.ts";
import { Kubelet } from "../../../src/components/kubelet/kubelet.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { BOUND_AT, exactly, kubeletWorld as world, SECOND } from "./kubelet-world.ts";

describe("the kubelet", () => {
  it("starts a pod a while after its binding, and ends it when its lifetime is over", () => {
    const { engine, cluster, bind } = world(() => seconds(30));
    const pod = bind("web");
    engine.run();
    expect(cluster.pods.startedAtUs(pod)).toBe(BOUND_AT + 2 * SECOND);
    expect(cluster.pods.endedAtUs(pod)).toBe(BOUND_AT + 32 * SECOND);
    expect(cluster.pods.phaseNameOf(pod)).toBe("succeeded");
    expect(cluster.nodes.podCount(0)).toBe(0);
  });

  it("lets a pod run for ever that has no lifetime", () => {
    const { engine, cluster, bind } = world(() => undefined);
    const pod = bind("web");
    expect(engine.run()).toMatchObject({ endedBy: "quiescence", at: BOUND_AT + 2 * SECOND });
    expect(cluster.pods.phaseNameOf(pod)).toBe("running");
  });

  it("ends a pod without a moment to live as soon as it has started", () => {
    const { engine, cluster, bind } = world(() => seconds(0));
    const pod = bind("web");
    engine.run();
    expect(cluster.pods.endedAtUs(pod)).toBe(cluster.pods.startedAtUs(pod));
  });

  it("asks for the lifetime of each pod", () => {
    const lifetimes = new Map<PodId, Duration>();
    const { engine, cluster, bind } = world((pod) => lifetimes.get(pod));
    const [short, long, endless] = ["short", "long", "endless"].map((name) => bind(name)) as [PodId, PodId, PodId];
    lifetimes.set(short, seconds(1)).set(long, seconds(100));
    engine.run();
    const endings = [short, long].map((pod) => cluster.pods.endedAtUs(pod) - cluster.pods.startedAtUs(pod));
    expect(endings).toEqual([SECOND, 100 * SECOND]);
    expect(cluster.pods.phaseNameOf(endless)).toBe("running");
  });

  it("does not start a pod that was deleted meanwhile", () => {
    const { engine, cluster, bind } = world(() => undefined);
    const pod = bind("web");
    const deletion = () => void cluster.apply({ kind: "pod-deleted", pod }, engine.now);
    engine.scheduleHook(moment(BOUND_AT + SECOND), "api", deletion);
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.pods.startedAtUs(pod)]).toEqual(["deleted", -1]);
  });

  it("does not end a pod that was deleted while it ran", () => {
    const { engine, cluster, bind } = world(() => seconds(10));
    const pod = bind("web");
    const deletion = () => void cluster.apply({ kind: "pod-deleted", pod }, engine.now);
    engine.scheduleHook(moment(BOUND_AT + 5 * SECOND), "api", deletion);
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.pods.endedAtUs(pod)]).toEqual(["deleted", BOUND_AT + 5 * SECOND]);
  });

  it("lets a pod that is to go run on for its grace period, asked once or twice", () => {
    const { engine, cluster, bind } = world(() => undefined);
    const [pod, hasty] = [bind("web"), bind("hasty", { spec: { terminationGracePeriodSeconds: 5 } })];
    const ask = () => {
      for (const asked of [pod, hasty]) cluster.apply({ kind: "pod-terminating", pod: asked }, engine.now);
    };
    for (const after of [3, 7]) engine.scheduleHook(moment(BOUND_AT + after * SECOND), "api", ask);
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.pods.endedAtUs(pod)]).toEqual(["deleted", BOUND_AT + 33 * SECOND]);
    expect(cluster.pods.endedAtUs(hasty)).toBe(BOUND_AT + 8 * SECOND);
  });

  it("gives a pod the shorter grace that is asked for later, from then on, and no more than it had", () => {
    const { engine, cluster, bind } = world(() => undefined);
    const [pod, nearlyOver, overdue] = [bind("web"), bind("nearly-over"), bind("overdue")];
    const ask = (pods: readonly PodId[], after: number, graceSeconds?: number) =>
      engine.scheduleHook(moment(BOUND_AT + after * SECOND), "api", () => {
        const how = graceSeconds === undefined ? {} : { graceSeconds };
        for (const asked of pods) cluster.apply({ kind: "pod-terminating", pod: asked, ...how }, engine.now);
      });
    ask([pod, nearlyOver, overdue], 3);
    ask([pod], 10, 10);
    ask([nearlyOver], 25, 29);
    ask([overdue], 25, 20);
    engine.run();
    const ends = [pod, nearlyOver, overdue].map((asked) => (cluster.pods.endedAtUs(asked) - BOUND_AT) / SECOND);
    expect(ends).toEqual([20, 33, 26]);
  });

  it("deletes a pod that is to go as soon as it ends by itself", () => {
    const { engine, cluster, bind } = world(() => seconds(10));
    const pod = bind("web");
    const ask = () => void cluster.apply({ kind: "pod-terminating", pod }, engine.now);
    engine.scheduleHook(moment(BOUND_AT + 3 * SECOND), "api", ask);
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.pods.endedAtUs(pod)]).toEqual(["deleted", BOUND_AT + 12 * SECOND]);
  });

  it("gives pods that were on their way out before the run began their grace period from its first moment on", () => {
    const engine = new Engine();
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
    const written = { ...podAsking({}), metadata: { name: "old", deletionTimestamp: "2000-01-01T00:00:00Z" } };
    const classId = cluster.classify(written);
    const { pod } = cluster.apply({ kind: "pod-placed", classId, name: "old", nodeName: "n1" }, moment(0));
    const startDraws = new EntityDraws("seed", "start");
    const lifetimeOf = () => undefined;
    const api = new InstantApiServer(engine, cluster);
    cluster.observe(new Kubelet({ engine, cluster, api, coefficients: exactly(2), startDraws, lifetimeOf }));
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.pods.endedAtUs(pod)]).toEqual(["deleted", 30 * SECOND]);
  });

  it("leaves pods alone that ran before the run began", () => {
    const { engine, cluster } = world(() => seconds(1));
    const classId = cluster.classify(podAsking({}));
    const { pod } = cluster.apply({ kind: "pod-placed", classId, name: "old", nodeName: "n1" }, moment(0));
    expect(engine.run().events).toBe(0);
    expect(cluster.pods.phaseNameOf(pod)).toBe("running");
  });
});

describe("a node that is deleted under its kubelet", () => {
  it("has its pods run on, pull, restart and end as before", () => {
    const made = world(() => undefined, exactly(2));
    const annotations = { "plimsoll/exit-after": "20s", "plimsoll/exit-code": "1", "plimsoll/image-size": "100Mi" };
    const pod = made.bind("web", { annotations, spec: { terminationGracePeriodSeconds: 4 } });
    made.applyAt(BOUND_AT / SECOND, { kind: "node-removed", name: "n1" });
    made.applyAt(100, { kind: "pod-terminating", pod, graceSeconds: 0 });
    made.engine.run();
    const { pods } = made.cluster;
    expect([pods.phaseNameOf(pod), pods.endedAtUs(pod)]).toEqual(["deleted", 100 * SECOND]);
    const restarts = made.told.flatMap(({ change }) => (change.kind === "pod-containers" ? [change.containers] : []));
    expect(restarts.at(-1)).toMatchObject([{ restartCount: 2 }]);
  });
});

describe("the time that a start takes", () => {
  const median = COEFFICIENTS.find(({ name }) => name === "kubelet.podStartMedianSeconds")!.value;
  const p99 = COEFFICIENTS.find(({ name }) => name === "kubelet.podStartP99Seconds")!.value;

  /** Start-up times in seconds by pod name; the pods are bound in the order given. */
  function startTimes(names: readonly string[], seed: string): ReadonlyMap<string, number> {
    const machine = node("n1", { cpu: 8, pods: names.length });
    const { engine, cluster, bind } = world(() => undefined, [...COEFFICIENTS], seed, machine);
    const pods = names.map((name) => bind(name));
    engine.run();
    return new Map(pods.map((pod) => [cluster.pods.nameOf(pod), (cluster.pods.startedAtUs(pod) - BOUND_AT) / SECOND]));
  }

  const names = Array.from({ length: 100 }, (_, index) => `pod-${index}`);

  it("has the median and the 99th percentile of its coefficients", () => {
    const many = Array.from({ length: 5000 }, (_, index) => `pod-${index}`);
    const ascending = [...startTimes(many, "law").values()].toSorted((left, right) => left - right);
    // With 5,000 draws the fractions below lie within five standard deviations.
    const below = (limit: number) => ascending.filter((time) => time <= limit).length / ascending.length;
    expect(Math.abs(below(median) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 5000));
    expect(Math.abs(below(p99) - 0.99)).toBeLessThan(5 * Math.sqrt((0.99 * 0.01) / 5000));
  });

  it("belongs to the pod by name, in whatever order pods come", () => {
    const forward = startTimes(names, "seed");
    const backward = startTimes(names.toReversed(), "seed");
    for (const name of names) expect(backward.get(name)).toBe(forward.get(name));
  });

  it("is another with another seed", () => {
    expect([...startTimes(names, "seed").values()]).not.toEqual([...startTimes(names, "other").values()]);
  });
});

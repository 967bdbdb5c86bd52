// What becomes of a preemption: who is deleted when, and who gives up the node.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { ApiAnswer, ApiCall } from "../../../src/cluster/api-client.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { Evictions } from "../../../src/components/scheduler/evictions.ts";
import { StatusPatches } from "../../../src/components/scheduler/status-patches.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { TimedApi } from "./timed-api.ts";

const SECOND = 1_000_000;
const CALL_US: Partial<Record<ApiCall, number>> = { "patch pods/status": SECOND, "delete pods": 2 * SECOND };

/** A node with running pods a, b and c, an assumed one, and a pod that waits for it. */
function world(version: KubernetesVersion = "1.36", parallelism = 16) {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
  const classId = cluster.classify(podAsking({ cpu: "1m" }));
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
  const place = (name: string) => cluster.apply({ kind: "pod-placed", classId, name, nodeName: "n1" }, moment(0)).pod;
  const create = (name: string) => cluster.apply({ kind: "pod-created", classId, name }, moment(0)).pod;
  const pods = { a: place("a"), b: place("b"), c: place("c"), assumed: create("assumed"), me: create("me") };
  cluster.apply({ kind: "pod-assumed", pod: pods.assumed, node: 0 }, moment(0));
  const log: string[] = [];
  cluster.observe({
    hear({ change: { kind }, pod }) {
      log.push(`${cluster.now / SECOND} ${kind} ${cluster.pods.nameOf(pod)}`);
    },
  });
  const api = new TimedApi(engine, cluster, { watchUs: 0, callUs: CALL_US });
  const client = api.client({ name: "kube-scheduler", level: "workload-high" });
  const patches = new StatusPatches(engine, cluster, client);
  const ends: string[] = [];
  const ended = (pod: number, hasFailed: boolean) =>
    void ends.push(`${engine.now / SECOND} ${cluster.pods.nameOf(pod)} ${hasFailed ? "failed" : "done"}`);
  const evictions = new Evictions(engine, cluster, client, patches, parallelism, ended);
  const begin = (victims: readonly number[], denominated: readonly number[] = []) => {
    const preemption = { node: 0, victims, denominated, pdbViolations: 0, candidates: [], tied: [0] };
    evictions.begin(pods.me, denominated, evictions.liveOf(preemption));
    evictions.act(pods.me);
  };
  const failing = (call: ApiCall, ...answers: readonly ApiAnswer[]) => {
    api.failures[call] = [...answers];
  };
  return { engine, cluster, pods, log, evictions, begin, ends, failing };
}

describe("a preemption", () => {
  it("tells each victim why and deletes it, the last one when the others are through", () => {
    const { engine, cluster, pods, log, evictions, begin, ends } = world();
    begin([pods.a, pods.b, pods.c]);
    expect(evictions.isPreempting(pods.me)).toBe(true);
    engine.run();
    expect(log).toEqual([
      "1 pod-condition a",
      "1 pod-condition b",
      "3 pod-terminating a",
      "3 pod-terminating b",
      "4 pod-condition c",
      "6 pod-terminating c",
    ]);
    expect([pods.a, pods.b, pods.c].map((pod) => cluster.pods.isPreempted(pod))).toEqual([true, true, true]);
    expect([ends, evictions.isPreempting(pods.me)]).toEqual([["6 me done"], false]);
  });

  it("does so one after the other where no more requests are to be under way", () => {
    const { engine, pods, log, begin } = world("1.36", 1);
    begin([pods.a, pods.b]);
    engine.run();
    expect(log.map((entry) => Number.parseInt(entry, 10))).toEqual([1, 3, 4, 6]);
  });

  it("counts as over once the last victim is on its way out, though the answer has not come", () => {
    const { engine, cluster, pods, evictions, begin } = world();
    begin([pods.a]);
    engine.run(moment(2 * SECOND));
    cluster.apply({ kind: "pod-terminating", pod: pods.a }, engine.now);
    expect(evictions.isPreempting(pods.me)).toBe(false);
  });

  it("may begin anew before the answer has come, and both come to their ends", () => {
    const { engine, cluster, pods, log, evictions, begin, ends } = world();
    begin([pods.a]);
    engine.run(moment(2 * SECOND));
    cluster.apply({ kind: "pod-terminating", pod: pods.a }, engine.now);
    begin([pods.b, pods.c]);
    engine.run();
    expect(log.filter((entry) => entry.includes("pod-terminating"))).toEqual([
      "2 pod-terminating a",
      "3 pod-terminating a",
      "5 pod-terminating b",
      "8 pod-terminating c",
    ]);
    expect(ends).toEqual(["3 me done", "8 me done"]);
    expect(evictions.isPreempting(pods.me)).toBe(false);
  });

  it("takes the node from pods of lower priority that wait for it, before anything else", () => {
    const { engine, cluster, pods, log, begin } = world();
    const classId = cluster.classify(podAsking({}, { priority: -1 }));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "low" }, moment(0));
    cluster.apply({ kind: "pod-nominated", pod, nodeName: "n1" }, moment(0));
    log.length = 0;
    begin([pods.a], [pod]);
    engine.run();
    expect(log.slice(0, 2)).toEqual(["1 pod-nominated low", "2 pod-condition a"]);
    expect(cluster.nominations.nodeNameOf(pod)).toBeUndefined();
  });

  it("deletes a pod that is only being bound at once", () => {
    const { engine, cluster, pods, begin } = world();
    begin([pods.assumed]);
    engine.run();
    expect(cluster.pods.phaseNameOf(pods.assumed)).toBe("deleted");
  });

  it("needs nothing of a victim that is gone by then", () => {
    const { engine, cluster, pods, ends, begin } = world();
    begin([pods.a]);
    engine.scheduleHook(
      moment(SECOND / 2),
      "api",
      () => void cluster.apply({ kind: "pod-deleted", pod: pods.a }, engine.now),
    );
    engine.run();
    expect(ends).toEqual(["1 me done"]);
  });

  it("that fails leaves the last victim alone, and says so", () => {
    const { engine, cluster, pods, ends, begin, failing } = world();
    failing("delete pods", "failed");
    begin([pods.a, pods.b]);
    engine.run();
    expect([ends, cluster.pods.isTerminating(pods.b)]).toEqual([["3 me failed"], false]);
  });

  it("tells a victim only once", () => {
    const { engine, pods, log, begin, failing } = world();
    failing("delete pods", "failed");
    begin([pods.a]);
    engine.run();
    begin([pods.a]);
    engine.run();
    expect(log).toEqual(["1 pod-condition a", "5 pod-terminating a"]);
  });

  it.each([
    ["1.34", 1],
    ["1.35", 0],
  ] as const)("of pods that are on their way out already is, at %s, made of %d", (version, count) => {
    const { engine, cluster, pods, ends, begin } = world(version);
    cluster.apply({ kind: "pod-terminating", pod: pods.a }, moment(0));
    begin([pods.a]);
    engine.run();
    expect(ends).toHaveLength(count);
  });

  it("goes on after it was saved and taken up again", () => {
    const { evictions, pods, begin } = world();
    begin([pods.a, pods.b]);
    const other = world();
    other.evictions.restore(evictions.snapshot());
    expect([other.evictions.isPreempting(pods.me), other.evictions.isPreempting(pods.a)]).toEqual([true, false]);
    expect(other.evictions.snapshot()).toEqual(evictions.snapshot());
  });
});

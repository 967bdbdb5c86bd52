// What becomes of a preemption: who is deleted when, and who gives up the node.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { ClientLimiter } from "../../../src/components/scheduler/client-limiter.ts";
import { Evictions } from "../../../src/components/scheduler/evictions.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";

const SECOND = 1_000_000;

/** A node with running pods a, b and c, an assumed one, and a pod that waits for it; two requests a second. */
function world(version: KubernetesVersion = "1.36") {
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
  const evictions = new Evictions(engine, cluster, new ClientLimiter(2, 2));
  const begin = (victims: readonly number[], denominated: readonly number[] = []) => {
    evictions.begin(pods.me, { node: 0, victims, denominated, pdbViolations: 0, candidates: [], tied: [0] });
  };
  return { engine, cluster, pods, log, evictions, begin };
}

describe("a preemption", () => {
  it("writes each victim's condition and deletes it, as fast as the client's limit lets it", () => {
    const { engine, cluster, pods, log, evictions, begin } = world();
    begin([pods.a, pods.b]);
    expect(evictions.isPreempting(pods.me)).toBe(true);
    engine.run();
    expect(log).toEqual(["0 pod-terminating a", "1 pod-terminating b"]);
    expect([pods.a, pods.b, pods.c].map((pod) => cluster.pods.isPreempted(pod))).toEqual([true, true, false]);
    expect(evictions.isPreempting(pods.me)).toBe(false);
  });

  it("takes the node from pods of lower priority that wait for it, at once", () => {
    const { cluster, pods, log, begin } = world();
    const classId = cluster.classify(podAsking({}, { priority: -1 }));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "low" }, moment(0));
    cluster.apply({ kind: "pod-nominated", pod, nodeName: "n1" }, moment(0));
    begin([pods.a], [pod]);
    expect(log.at(-1)).toBe("0 pod-nominated low");
    expect(cluster.nominations.nodeNameOf(pod)).toBeUndefined();
  });

  it("deletes a pod that is only being bound at once", () => {
    const { engine, cluster, pods, begin } = world();
    begin([pods.assumed]);
    engine.run();
    expect(cluster.pods.phaseNameOf(pods.assumed)).toBe("deleted");
  });

  it("does nothing to a victim that has gone by then", () => {
    const { engine, cluster, pods, log, evictions, begin } = world();
    begin([pods.a, pods.b]);
    const ended = () => void cluster.apply({ kind: "pod-ended", pod: pods.b, phase: "succeeded" }, engine.now);
    engine.scheduleHook(moment(SECOND / 2), "api", ended);
    engine.run();
    expect(log).toEqual(["0 pod-terminating a", "0.5 pod-ended b"]);
    expect(evictions.isPreempting(pods.me)).toBe(false);
  });

  it.each([
    ["1.34", ["0 pod-terminating a"]],
    ["1.35", []],
  ] as const)("of pods that are on their way out already comes, at %s, to %j", (version, expected) => {
    const { engine, cluster, pods, log, evictions, begin } = world(version);
    cluster.apply({ kind: "pod-terminating", pod: pods.a }, moment(0));
    log.length = 0;
    begin([pods.a]);
    expect(evictions.isPreempting(pods.me)).toBe(expected.length > 0);
    engine.run();
    expect(log).toEqual(expected);
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

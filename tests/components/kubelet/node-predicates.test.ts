// What keeps a pod from the node that it is bound to.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { failedPredicates, isPlainlyWelcome } from "../../../src/components/kubelet/node-predicates.ts";
import { refusalFor } from "../../../src/model/kubelet/predicate-failure.ts";
import type { Node, Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { container, node, pod, podAsking } from "../../model/build-objects.ts";

/** Pods that are bound to one node, whatever its size. */
function world(machine: Node) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: machine, pool: "p" }, moment(0));
  const bind = (written: Pod): PodId => {
    const classId = cluster.classify(written);
    const name = `pod-${cluster.pods.size}`;
    const { pod: id } = cluster.apply({ kind: "pod-created", classId, name }, moment(0));
    cluster.apply({ kind: "pod-assumed", pod: id, node: 0 }, moment(0));
    cluster.apply({ kind: "pod-bound", pod: id }, moment(0));
    return id;
  };
  const reasons = (id: PodId, others: readonly PodId[]) =>
    failedPredicates(cluster, cluster.classOfPod(id), 0, others).map((failure) => refusalFor(failure).reason);
  const isWelcome = (id: PodId) => isPlainlyWelcome(cluster, cluster.classOfPod(id), 0);
  return { cluster, bind, reasons, isWelcome };
}

describe("room on a node", () => {
  it("is there for what fits beside the pods that were taken", () => {
    const { bind, reasons, isWelcome } = world(node("n1", { cpu: 2 }));
    const first = bind(podAsking({ cpu: 1 }));
    const second = bind(podAsking({ cpu: 1 }));
    expect([isWelcome(second), reasons(second, [first])]).toEqual([true, []]);
    const third = bind(podAsking({ cpu: 1 }));
    expect([isWelcome(third), reasons(third, [first, second])]).toEqual([false, ["OutOfcpu"]]);
    // What was not taken does not count, though its room is booked.
    expect(reasons(third, [first])).toEqual([]);
  });

  it("is told in the order of pods, CPU, memory, storage, and names", () => {
    const machine = node("n1", { cpu: 1, memory: 10, "ephemeral-storage": 10, pods: 1, "b.io/x": 1, "a.io/x": 1 });
    const { bind, reasons } = world(machine);
    const first = bind(podAsking({ cpu: 1 }));
    const large = { memory: 11, "b.io/x": 2, cpu: 1, "a.io/x": 2, "ephemeral-storage": 11 };
    expect(reasons(bind(podAsking(large)), [first])).toEqual([
      "OutOfpods",
      "OutOfcpu",
      "OutOfmemory",
      "OutOfephemeral-storage",
      "OutOfa.io/x",
      "OutOfb.io/x",
    ]);
  });

  it("of a vendor's resource does not concern a node that does not know it", () => {
    const { bind, reasons, isWelcome } = world(node("n1", { cpu: 1 }));
    const odd = bind(podAsking({ "vendor.io/card": 1 }));
    expect([isWelcome(odd), reasons(odd, [])]).toEqual([false, []]);
  });
});

describe("a rule of the scheduler", () => {
  it("holds of labels when the pod comes, not when it was placed", () => {
    const { cluster, bind, reasons, isWelcome } = world(node("n1", { cpu: 1 }, { labels: { disk: "ssd" } }));
    const picky = bind(podAsking({}, { nodeSelector: { disk: "ssd" } }));
    expect([isWelcome(picky), reasons(picky, [])]).toEqual([true, []]);
    cluster.apply({ kind: "node-updated", node: node("n1", { cpu: 1 }) }, moment(0));
    expect([isWelcome(picky), reasons(picky, [])]).toEqual([false, ["NodeAffinity"]]);
  });

  it("keeps two pods from one port", () => {
    const { bind, reasons, isWelcome } = world(node("n1", { cpu: 1 }));
    const listening = pod({ containers: [container({}, { ports: [{ containerPort: 80, hostPort: 80 }] })] });
    const first = bind(listening);
    const second = bind(listening);
    expect([isWelcome(first), reasons(first, [])]).toEqual([false, []]);
    expect(reasons(second, [first])).toEqual(["NodePorts"]);
  });

  it("asks of taints only for those that drive pods away", () => {
    const taint = { key: "k", value: "v" };
    const soft = world(node("n1", { cpu: 1 }, { taints: [{ ...taint, effect: "NoSchedule" }] }));
    expect(soft.isWelcome(soft.bind(podAsking({})))).toBe(true);
    const hard = world(node("n1", { cpu: 1 }, { taints: [{ ...taint, effect: "NoExecute" }] }));
    expect(hard.reasons(hard.bind(podAsking({})), [])).toEqual(["TaintToleration"]);
    expect(hard.reasons(hard.bind(podAsking({}, { tolerations: [{ operator: "Exists" }] })), [])).toEqual([]);
    const ofFile = { ...podAsking({}), metadata: { name: "", annotations: { "kubernetes.io/config.source": "file" } } };
    expect(hard.isWelcome(hard.bind(ofFile))).toBe(true);
  });
});

// Candidates of a preemption go through the extenders that care about preemption: each may leave nodes out, or spare victims.
// Imitates pkg/scheduler/framework/preemption/preemption.go (callExtenders) and pkg/scheduler/extender.go
// (ProcessPreemption), v1.36. Pods have no UIDs here: their keys, namespace/name, stand for them.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { isInterested, type Extender } from "../framework/extender.ts";
import type { CyclePod } from "../framework/plugin.ts";
import type { Candidate } from "../preemption/select-victims.ts";
import { fieldOf, podObject } from "./wire.ts";

export type ExtendedCandidates =
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "candidates"; readonly candidates: readonly Candidate[] };

/** Asks those that answer to the preempt verb, until no candidate is left. */
export function askAboutCandidates(
  extenders: readonly Extender[],
  cluster: ClusterState,
  pod: CyclePod,
  found: readonly Candidate[],
): ExtendedCandidates {
  let candidates = found;
  for (const extender of extenders) {
    if (candidates.length === 0) break;
    if (extender.preemptVerb === "" || !isInterested(extender, pod.podClass.pod)) continue;
    const left = ask(extender, cluster, pod, candidates);
    if (typeof left !== "string") candidates = left;
    else if (!extender.ignorable) return { kind: "error", message: left };
  }
  return { kind: "candidates", candidates };
}

/** What is left, or what is wrong. */
function ask(
  extender: Extender,
  cluster: ClusterState,
  pod: CyclePod,
  candidates: readonly Candidate[],
): readonly Candidate[] | string {
  const answer = extender.send(extender.preemptVerb, preemptionArguments(extender, cluster, pod, candidates));
  if (answer.kind === "failed") return answer.error;
  const left: Candidate[] = [];
  for (const [name, named] of Object.entries(fieldOf(answer.body, "NodeNameToMetaVictims") ?? {})) {
    const node = cluster.nodes.find(name);
    if (node === undefined) return `nodeinfo not found for node name "${name}"`;
    const victims = victimsIn(extender, cluster, node, named);
    if (typeof victims === "string") return victims;
    if (victims.length > 0)
      left.push({ node, victims, pdbViolations: Number(fieldOf(named, "NumPDBViolations") ?? 0) });
    else if (!extender.ignorable) return `expected at least one victim pod on node "${name}"`;
  }
  const order = cluster.nodeOrder;
  return left.toSorted((one, other) => order.indexOf(one.node) - order.indexOf(other.node));
}

function preemptionArguments(
  { nodeCacheCapable }: Extender,
  cluster: ClusterState,
  pod: CyclePod,
  candidates: readonly Candidate[],
): Readonly<Record<string, unknown>> {
  const byNode = (show: (victim: PodId) => unknown) =>
    Object.fromEntries(
      candidates.map(({ node, victims, pdbViolations }) => [
        cluster.nodes.record(node).name,
        { Pods: victims.map(show), NumPDBViolations: pdbViolations },
      ]),
    );
  return nodeCacheCapable
    ? {
        Pod: podObject(pod),
        NodeNameToVictims: null,
        NodeNameToMetaVictims: byNode((victim) => ({ UID: cluster.keyOfPod(victim) })),
      }
    : {
        Pod: podObject(pod),
        NodeNameToVictims: byNode((victim) => victimObject(cluster, victim)),
        NodeNameToMetaVictims: null,
      };
}

function victimObject(cluster: ClusterState, victim: PodId): unknown {
  const named = podObject({ id: victim, name: cluster.pods.nameOf(victim), podClass: cluster.classOfPod(victim) });
  return { ...named, metadata: { ...named.metadata, uid: cluster.keyOfPod(victim) } };
}

/** The pods that are named, which must be on the node. */
function victimsIn({ name }: Extender, cluster: ClusterState, node: number, named: unknown): readonly PodId[] | string {
  const pods = fieldOf(named, "Pods") ?? [];
  const byKey = new Map(Array.from(cluster.pods.onNode(node), (pod) => [cluster.keyOfPod(pod), pod]));
  const victims: PodId[] = [];
  for (const pod of Array.isArray(pods) ? pods : []) {
    const uid = String(fieldOf(pod, "UID"));
    const victim = byKey.get(uid);
    if (victim === undefined) {
      const onNode = `on node: ${cluster.nodes.record(node).name}, but the pod is not found on that node`;
      return `extender: ${name} claims to preempt pod (UID: ${uid}) ${onNode}`;
    }
    victims.push(victim);
  }
  return victims;
}

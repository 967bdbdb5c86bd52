// Pods of StatefulSets that nobody makes anew: they run on a node that is silent, and their name is taken for as long as nobody
// confirms that they have ended. Knows the cluster.
// Source: k8s.io/website, "Force Delete StatefulSet Pods"; pkg/controller/statefulset/stateful_set_control.go, v1.36

import { controllingOwner } from "../../model/controlling-owner.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { DELETED, NONE } from "../../cluster/pod-table.ts";

import type { HeldPod } from "./rehearsal-result.ts";

/** `lost` are names of nodes that failed. */
export function heldPods({ classes, nodes, pods }: ClusterState, lost: ReadonlySet<string>): readonly HeldPod[] {
  const held: HeldPod[] = [];
  for (let pod = 0; pod < pods.size; pod += 1) {
    if (pods.phaseOf(pod) === DELETED || pods.nodeOf(pod) === NONE || !pods.isTerminating(pod)) continue;
    const node = nodes.nameOf(pods.nodeOf(pod));
    const { namespace, pod: template } = classes.get(pods.classOf(pod));
    const owner = controllingOwner(template.metadata);
    if (owner?.kind === "StatefulSet" && lost.has(node)) held.push({ pod: `${namespace}/${pods.nameOf(pod)}`, node });
  }
  return held;
}

// Pods and classes for the tests of hints.

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { SchedulingClass } from "../../../src/cluster/class-table.ts";
import type { WaitingPod } from "../../../src/components/scheduler/waiting-pod.ts";
import { compileRequired } from "../../../src/model/node-selector.ts";
import type { Pod, PodSpec } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { SpreadRulebook } from "../../../src/scheduling/plugins/pod-topology-spread-rules.ts";
import { podAsking } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
const rulebook = new SpreadRulebook(cluster.objects, {});

/** A class of pods with labels. */
export function classWith(
  spec: Partial<PodSpec> = {},
  labels: Readonly<Record<string, string>> = {},
  namespace = "default",
): SchedulingClass {
  return classOf({ ...podAsking({}, spec), metadata: { name: "p", namespace, labels } });
}

export function classOf(pod: Pod): SchedulingClass {
  return cluster.classes.get(cluster.classify(pod));
}

export function waitingPod(podClass: SchedulingClass): WaitingPod {
  const { hard } = rulebook.rulesOf(podClass);
  return {
    id: 0,
    name: "p",
    podClass,
    addedAffinity: compileRequired(undefined, undefined),
    spread: "kind" in hard ? undefined : hard,
  };
}

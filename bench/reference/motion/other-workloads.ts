// StatefulSets, DaemonSets and Jobs, the plain way: each sync filters all pods.
// Imitates pkg/controller/statefulset/stateful_set_control.go (ordered, without an update), pkg/controller/daemon/
// daemon_controller.go (manage) and pkg/controller/job/job_controller.go (manageJob), v1.36.

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import { isTolerated } from "../../../src/model/toleration.ts";

import { inSlowStart, type Request } from "./work-loop.ts";
import type { PlainWorkload } from "./workloads.ts";
import { isActive, type World } from "./world.ts";

/** Pods that a sync of a DaemonSet makes at most. */
const DAEMON_BURST = 250;

const DAEMON_TOLERATIONS = [
  ...["not-ready", "unreachable"].map((name) => tolerationOf(name, "NoExecute")),
  ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map((name) =>
    tolerationOf(name, "NoSchedule"),
  ),
];

function tolerationOf(name: string, effect: string) {
  return { key: `node.kubernetes.io/${name}`, operator: "Exists", effect };
}

type Batches = readonly (readonly Request[])[];

/** The first place that is empty is filled; one that is not well holds up all behind it. */
export function syncStatefulSet(world: World, { name, replicas, template }: PlainWorkload): Batches {
  const owner = { kind: "StatefulSet", name } as const;
  const pods = world.podsOf(owner);
  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const podName = `${name}-${ordinal}`;
    const pod = pods.find((candidate) => candidate.name === podName);
    if (pod === undefined) return [[() => world.createPod({ owner, name: podName, template })]];
    if (pod.isLeaving || !pod.isReady) return [];
  }
  return [];
}

/** Nodes go by name. */
export function syncDaemonSet(world: World, { name, template }: PlainWorkload): Batches {
  const owner = { kind: "DaemonSet", name } as const;
  const pods = world.podsOf(owner);
  const tolerating = withDaemonTolerations(template);
  const { tolerations = [] } = tolerating.spec ?? {};
  const lacking = world.nodes
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .filter((node) => !pods.some(({ pinnedTo }) => pinnedTo === node.name))
    .filter((node) => node.taints.every((taint) => isTolerated(taint, tolerations)));
  const requests = lacking.slice(0, DAEMON_BURST).map((node): Request => {
    const podName = world.generatedName(`${name}-`);
    return () => world.createPod({ owner, name: podName, template: tolerating, pinnedTo: node.name });
  });
  return inSlowStart(requests);
}

function withDaemonTolerations(template: PodTemplateSpec): PodTemplateSpec {
  const { spec } = template;
  return {
    ...template,
    spec: { ...spec, tolerations: [...(spec?.tolerations ?? []), ...DAEMON_TOLERATIONS] },
  };
}

export function syncJob(world: World, { name, replicas, template }: PlainWorkload): Batches {
  const owner = { kind: "Job", name } as const;
  const pods = world.podsOf(owner);
  const succeeded = pods.filter(({ phase }) => phase === "Succeeded").length;
  const missing = Math.max(0, replicas - succeeded - pods.filter(isActive).length);
  const requests = Array.from({ length: missing }, (): Request => {
    const podName = world.generatedName(`${name}-`);
    return () => world.createPod({ owner, name: podName, template });
  });
  return inSlowStart(requests);
}

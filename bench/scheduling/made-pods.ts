// Pods for measuring the scheduler, with the looks of those in scheduler_perf (test/integration/scheduler_perf/templates,
// v1.36) and of those on which kube-scheduler's own speed was measured.

import type { Affinity } from "../../src/model/objects.ts";
import type { Pod, PodSpec } from "../../src/model/objects.ts";

const ZONE = "topology.kubernetes.io/zone";
const HOST = "kubernetes.io/hostname";
const COLOUR = { color: "blue" };
const SELECTOR = { matchLabels: COLOUR };

/** All that is left to say of a pod's spec. */
type Wishes = Partial<PodSpec>;

type Requests = Readonly<Record<string, string>>;

/** The requests of scheduler_perf's default pod. */
const DEFAULT_REQUESTS = { cpu: "100m", memory: "500Mi" };

function podAsking(requests: Requests, wishes: Wishes = {}, labels: Readonly<Record<string, string>> = {}): Pod {
  return {
    metadata: { name: "", namespace: "default", labels },
    spec: { ...wishes, containers: [{ name: "pause", image: "pause:3.10", resources: { requests } }] },
  };
}

/** The pod that does nothing but wish. */
function colouredPod(wishes: Wishes): Pod {
  return podAsking(DEFAULT_REQUESTS, wishes, COLOUR);
}

function spread(maxSkew: number, topologyKey: string, whenUnsatisfiable: string): Wishes {
  return { topologySpreadConstraints: [{ maxSkew, topologyKey, whenUnsatisfiable, labelSelector: SELECTOR }] };
}

function required(kind: "podAffinity" | "podAntiAffinity", topologyKey: string): Wishes {
  const terms = [{ labelSelector: SELECTOR, topologyKey }];
  return { affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: terms } } satisfies Affinity };
}

function preferred(kind: "podAffinity" | "podAntiAffinity", topologyKey: string): Wishes {
  const terms = [{ weight: 1, podAffinityTerm: { labelSelector: SELECTOR, topologyKey } }];
  return { affinity: { [kind]: { preferredDuringSchedulingIgnoredDuringExecution: terms } } satisfies Affinity };
}

function onNodes(term: object): Wishes {
  const nodeSelectorTerms = [term];
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

/** The pods of the recorded measurement. */
const RECORDED_REQUESTS = { cpu: "500m", memory: "512Mi" };

export const RECORDED_PODS = {
  plain: podAsking(RECORDED_REQUESTS),
  spread: podAsking(RECORDED_REQUESTS, spread(1, ZONE, "DoNotSchedule"), COLOUR),
  antiAffinity: podAsking(RECORDED_REQUESTS, required("podAntiAffinity", HOST), COLOUR),
};

export const PERF_PODS = {
  basic: podAsking(DEFAULT_REQUESTS),
  coloured: colouredPod({}),
  nodeAffinity: podAsking(
    DEFAULT_REQUESTS,
    onNodes({ matchExpressions: [{ key: ZONE, operator: "In", values: ["zone-0", "zone-1"] }] }),
  ),
  hardSpread: colouredPod(spread(5, ZONE, "DoNotSchedule")),
  softSpread: colouredPod(spread(5, ZONE, "ScheduleAnyway")),
  affinity: colouredPod(required("podAffinity", ZONE)),
  antiAffinity: colouredPod(required("podAntiAffinity", HOST)),
  preferredAffinity: colouredPod(preferred("podAffinity", HOST)),
  preferredAntiAffinity: colouredPod(preferred("podAntiAffinity", HOST)),
  device: podAsking({ ...DEFAULT_REQUESTS, "example.com/device": "1" }),
  lowPriority: podAsking({ cpu: "900m", memory: "500Mi" }, { priority: 0 }),
  highPriority: podAsking({ cpu: "3", memory: "500Mi" }, { priority: 10 }),
  /** More than any node has. */
  tooLarge: podAsking({ cpu: "9", memory: "500Mi" }, { priority: 10 }),
};

/** The pod of a DaemonSet for one node. */
export function podForNode(name: string): Pod {
  const matchFields = [{ key: "metadata.name", operator: "In", values: [name] }];
  return podAsking({}, onNodes({ matchFields }));
}

// Random topology spread constraints, and the Services and controllers from which default constraints take their selectors.
// Few keys and few labels, so that pods often count each other.

import type { LabelSelector } from "../../src/model/api/types/object-meta.ts";
import type { TopologySpreadConstraint } from "../../src/model/api/types/affinity.ts";
import type { OwnerReference } from "../../src/model/objects.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import type { RandomObjects } from "./random-objects.ts";

const KEYS = ["topology.kubernetes.io/zone", "topology.kubernetes.io/zone", "kubernetes.io/hostname", "disk", "gen"];
const POLICIES = ["Honor", "Ignore"];
const CONTROLLERS = ["ReplicaSet", "StatefulSet", "ReplicationController"] as const;
const NAMES = ["web", "db"];

/** Constraints of a pod's own, each of another key or action. */
export function randomSpread(draw: RandomObjects): readonly TopologySpreadConstraint[] {
  return draw.upTo(3, () => randomConstraint(draw));
}

function randomConstraint(draw: RandomObjects): TopologySpreadConstraint {
  const hard = draw.chance(50);
  return {
    maxSkew: draw.pick([1, 1, 2, 5]),
    topologyKey: draw.pick(KEYS),
    whenUnsatisfiable: hard ? "DoNotSchedule" : "ScheduleAnyway",
    ...(draw.chance(90) ? { labelSelector: randomSelector(draw) } : {}),
    ...(hard && draw.chance(20) ? { minDomains: draw.pick([1, 2, 4]) } : {}),
    ...(draw.chance(30) ? { nodeAffinityPolicy: draw.pick(POLICIES) } : {}),
    ...(draw.chance(40) ? { nodeTaintsPolicy: draw.pick(POLICIES) } : {}),
    ...(draw.chance(20) ? { matchLabelKeys: ["app"] } : {}),
  };
}

function randomSelector(draw: RandomObjects): LabelSelector {
  switch (draw.index(6)) {
    case 0:
      return {};
    case 1:
      return { matchExpressions: [{ key: "app", operator: "Exists" }] };
    case 2:
      return { matchExpressions: [{ key: "app", operator: "NotIn", values: ["db"] }] };
    // What the API server would refuse fails the cycle.
    case 3:
      return draw.chance(15) ? { matchExpressions: [{ key: "app", operator: "Near" }] } : {};
    default:
      return { matchLabels: { app: draw.pick(["web", "db"]) } };
  }
}

/** An owner that may be there. */
export function randomOwner(draw: RandomObjects): OwnerReference {
  const kind = draw.pick(CONTROLLERS);
  const apiVersion = kind === "ReplicationController" ? "v1" : "apps/v1";
  return { apiVersion, kind, name: draw.pick(NAMES), controller: draw.chance(90) };
}

/** A Service or a controller that may select pods. */
export function randomSelectingObject(draw: RandomObjects): StoredObject {
  const metadata = { name: draw.pick(NAMES), namespace: draw.pick(["default", "other"]) };
  const labels = draw.chance(80) ? { app: draw.pick(["web", "db"]) } : {};
  const kind = draw.pick(["Service", ...CONTROLLERS] as const);
  if (kind === "Service" || kind === "ReplicationController") {
    return { kind, object: { metadata, spec: { selector: labels } } };
  }
  return { kind, object: { metadata, spec: { selector: { matchLabels: labels } } } as never };
}

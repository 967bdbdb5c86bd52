// How many pods there should be of those that a budget selects: what their controllers want, all together.
// Imitates getExpectedPodCount, getExpectedScale and the finders of pkg/controller/disruption/disruption.go, v1.36.

import type { PodDisruptionBudget } from "../../../model/api/types/policy.ts";
import { asksForScale, desiredHealthy } from "../../../model/disruption-rules.ts";
import { quoted } from "../../../model/go-text.ts";
import { scaledUp } from "../../../model/int-or-percent.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { selectorOf } from "../compiled-selectors.ts";
import type { ControllerView } from "../controller.ts";
import { controllerOf } from "../owner-references.ts";
import { podsSelected } from "../pod-groups.ts";
import type { SelectedPods } from "./selected-pods.ts";

export type ExpectedPods =
  | {
      readonly kind: "expected";
      readonly expectedPods: number;
      readonly desiredHealthy: number;
      /** Some pods have no controller that could say how many they should be. */
      readonly hasUnmanaged: boolean;
    }
  /** `message` is the controller's error text. */
  | { readonly kind: "failed"; readonly message: string };

export function expectedPodsOf(
  { metadata, spec = {} }: PodDisruptionBudget,
  pods: SelectedPods,
  view: ControllerView,
): ExpectedPods {
  if (!asksForScale(spec)) {
    const desired = desiredHealthy(spec, pods.total);
    const expectedPods = spec.minAvailable === undefined ? 0 : pods.total;
    return { kind: "expected", expectedPods, desiredHealthy: desired, hasUnmanaged: false };
  }
  const { namespace = "default" } = metadata ?? {};
  const scale = scaleOf(pods, namespace, view);
  // Which pod's owner has no scale is told by the first such pod.
  if (scale.kind !== "scale")
    return failureOf(podsSelected(view, namespace, selectorOf(spec.selector)), namespace, view);
  const share = scaledUp(spec.maxUnavailable ?? spec.minAvailable, scale.total);
  if (share.kind === "refused") return { kind: "failed", message: share.message };
  const { total, hasUnmanaged } = scale;
  return { kind: "expected", expectedPods: total, desiredHealthy: desiredHealthy(spec, total), hasUnmanaged };
}

type Scale =
  { readonly kind: "scale"; readonly total: number; readonly hasUnmanaged: boolean } | { readonly kind: "unknown" };

/** What the owners want together; pods of a Deployment name their ReplicaSets, whose scale is the Deployment's. */
function scaleOf(pods: SelectedPods, namespace: string, view: ControllerView): Scale {
  const uids: string[] = [];
  let total = 0;
  for (const { owner } of pods.owners) {
    const found = scaledOwner(owner, namespace, view);
    if (found.kind !== "scaled") return { kind: "unknown" };
    if (uids.includes(found.uid)) continue;
    uids.push(found.uid);
    total += found.replicas;
  }
  return { kind: "scale", total, hasUnmanaged: pods.unmanaged > 0 };
}

function failureOf(pods: readonly LivePod[], namespace: string, view: ControllerView): ExpectedPods {
  for (const { name, object } of pods) {
    const owner = controllerOf(object.metadata);
    const found = owner === undefined ? undefined : scaledOwner(owner, namespace, view);
    if (found?.kind === "failed") return found;
    if (found?.kind === "none") return { kind: "failed", message: `found no controllers for pod ${quoted(name)}` };
  }
  return { kind: "failed", message: "found no controllers" };
}

type ScaledOwner =
  | { readonly kind: "scaled"; readonly uid: string; readonly replicas: number }
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly message: string };

const NONE: ScaledOwner = Object.freeze({ kind: "none" });

/** What has replicas, as `kubectl scale` would find it; and what the server knows but cannot scale. */
const UNSCALABLE: ReadonlyMap<string, string> = new Map([
  ["DaemonSet", "daemonsets.apps"],
  ["Job", "jobs.batch"],
  ["CronJob", "cronjobs.batch"],
  ["Node", "nodes"],
]);

function scaledOwner(
  owner: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string; readonly uid?: string },
  namespace: string,
  view: ControllerView,
): ScaledOwner {
  const { apiVersion = "", kind = "", name = "", uid } = owner;
  switch (kind) {
    case "ReplicationController":
      return scaledBy(view.find("ReplicationController", namespace, name), uid);
    case "StatefulSet":
      return scaledBy(view.find("StatefulSet", namespace, name), uid);
    case "Deployment":
      return scaledBy(view.find("Deployment", namespace, name), uid);
    case "ReplicaSet":
      return scaledByReplicaSet(name, uid, namespace, view);
    default: {
      const resource = UNSCALABLE.get(kind);
      const problem = `no matches for kind ${quoted(kind)} in version ${quoted(apiVersion)}`;
      const message = resource === undefined ? problem : `${resource} does not implement the scale subresource`;
      return { kind: "failed", message };
    }
  }
}

interface Scaled {
  readonly metadata?: { readonly uid?: string };
  readonly spec?: { readonly replicas?: number };
}

function scaledBy(object: Scaled | undefined, uid: string | undefined): ScaledOwner {
  if (object === undefined || object.metadata?.uid !== uid) return NONE;
  return { kind: "scaled", uid: uid ?? "", replicas: object.spec?.replicas ?? 1 };
}

/** The Deployment above it counts if there is one. */
function scaledByReplicaSet(
  name: string,
  uid: string | undefined,
  namespace: string,
  view: ControllerView,
): ScaledOwner {
  const replicaSet = view.find("ReplicaSet", namespace, name);
  if (replicaSet === undefined || replicaSet.metadata?.uid !== uid) return NONE;
  const owner = controllerOf(replicaSet.metadata);
  if (owner?.kind !== "Deployment") return scaledBy(replicaSet, uid);
  const deployment = scaledBy(view.find("Deployment", namespace, owner.name ?? ""), owner.uid);
  // Of a Deployment that is gone, the ReplicaSet's own scale is asked as of anything that has one.
  return deployment.kind === "none" ? scaledBy(replicaSet, uid) : deployment;
}

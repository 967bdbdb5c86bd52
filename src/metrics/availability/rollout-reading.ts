// What an object's change says of its rollout: that one begins, is over, or is stuck. Pure functions of what the API shows.
// Source: kubectl rollout status (k8s.io/kubectl pkg/polymorphichelpers/rollout_status.go), and the condition Progressing
// (pkg/controller/deployment/progress.go), v1.36.

import { areSemanticallyEqual } from "../../model/api/semantic-equality.ts";
import { POD_TEMPLATE_SPEC } from "../../model/api/types/pod.ts";
import type { DaemonSet, Deployment, StatefulSet } from "../../model/api/types/workload.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

export interface RolloutReading {
  /** Another template has been stored, and its controller will replace pods. */
  readonly begins: boolean;
  readonly isOver: boolean;
  /** What changes about that it goes on: it is stuck now, and why, or goes on again. */
  readonly turn: { readonly kind: "stuck"; readonly why: string } | { readonly kind: "goes-on" } | undefined;
}

/** Undefined for kinds that roll nothing out. */
export function readRollout(stored: StoredObject, previous: StoredObject | undefined): RolloutReading | undefined {
  if (stored.kind === "Deployment") {
    const before = previous?.kind === "Deployment" ? previous.object : undefined;
    return {
      begins: hasOtherTemplate(stored.object, before),
      isOver: isDeploymentOver(stored.object),
      turn: turnOf(stored.object, before),
    };
  }
  if (stored.kind === "StatefulSet") {
    const before = previous?.kind === "StatefulSet" ? previous.object : undefined;
    return reading(stored.object, before, isStatefulSetOver);
  }
  if (stored.kind === "DaemonSet") {
    const before = previous?.kind === "DaemonSet" ? previous.object : undefined;
    return reading(stored.object, before, isDaemonSetOver);
  }
  return undefined;
}

/** Where pods are replaced only once somebody deletes them, nothing begins by itself. */
function reading<Kind extends StatefulSet | DaemonSet>(
  object: Kind,
  before: Kind | undefined,
  isOver: (object: Kind) => boolean,
): RolloutReading {
  const waitsForDeletions = object.spec?.updateStrategy?.type === "OnDelete";
  return {
    begins: !waitsForDeletions && hasOtherTemplate(object, before),
    isOver: isOver(object),
    turn: undefined,
  };
}

function hasOtherTemplate(object: Deployment | StatefulSet | DaemonSet, before: typeof object | undefined): boolean {
  if (before === undefined || before.spec === object.spec) return false;
  return !areSemanticallyEqual(before.spec?.template, object.spec?.template, POD_TEMPLATE_SPEC);
}

function isDeploymentOver({ metadata, spec, status }: Deployment): boolean {
  const wanted = spec?.replicas ?? 1;
  return (
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    (status?.updatedReplicas ?? 0) === wanted &&
    (status?.replicas ?? 0) === wanted &&
    (status?.availableReplicas ?? 0) === wanted
  );
}

function isStatefulSetOver({ metadata, spec, status }: StatefulSet): boolean {
  const replicas = spec?.replicas ?? 1;
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0)) return false;
  if ((status?.readyReplicas ?? 0) < replicas) return false;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (partition > 0) return (status?.updatedReplicas ?? 0) >= replicas - partition;
  return status?.updateRevision === status?.currentRevision;
}

function isDaemonSetOver({ metadata, status }: DaemonSet): boolean {
  const desired = status?.desiredNumberScheduled ?? 0;
  return (
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    (status?.updatedNumberScheduled ?? 0) >= desired &&
    (status?.numberAvailable ?? 0) >= desired
  );
}

function turnOf(object: Deployment, before: Deployment | undefined): RolloutReading["turn"] {
  const [was, is] = [before !== undefined && isStuck(before), isStuck(object)];
  if (was === is) return undefined;
  return is ? { kind: "stuck", why: stuckText(object) } : { kind: "goes-on" };
}

function isStuck({ status }: Deployment): boolean {
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  return progressing?.status === "False" && progressing.reason === "ProgressDeadlineExceeded";
}

const DEFAULT_DEADLINE_SECONDS = 600;

function stuckText({ spec, status }: Deployment): string {
  const seconds = spec?.progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS;
  const deadline = seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
  const wanted = spec?.replicas ?? 1;
  const figures = `${status?.updatedReplicas ?? 0} of ${wanted} pods are new, ${status?.readyReplicas ?? 0} are ready`;
  return `its progress deadline of ${deadline} has passed, ${figures}`;
}

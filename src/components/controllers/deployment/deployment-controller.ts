// The controller of Deployments: one ReplicaSet for each template, and the way from one to the next.
// Imitates pkg/controller/deployment/deployment_controller.go, v1.36.

import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";
import type { Pod } from "../../../model/objects.ts";
import { rolloutOf } from "../../../model/rollout/deployment-revisions.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { mayWant, selectorOf } from "../compiled-selectors.ts";
import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { joinedKeys, NO_KEYS } from "../key-wishes.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { controllerOf } from "../owner-references.ts";
import { SelectingObjects } from "../selecting-objects.ts";
import { USUAL_RETRIES } from "../work-queue.ts";
import { syncDeployment } from "./sync-deployment.ts";

const SOURCE = "pkg/controller/deployment/deployment_controller.go";
/** Failures in a row after which a Deployment is left alone. */
const ATTEMPTS_MAX = 15;

class DeploymentController implements Controller {
  readonly name = "deployment";
  readonly source = SOURCE;
  readonly watches = ["Deployment", "ReplicaSet", "Pod"] as const;
  readonly retries = { ...USUAL_RETRIES, attemptsMax: ATTEMPTS_MAX };
  readonly #selecting = new SelectingObjects(
    "Deployment",
    ({ spec }) => selectorOf(spec?.selector),
    ({ spec }, labels) => mayWant(spec?.selector, labels),
  );

  mayConcern({ metadata }: Pod): boolean {
    return controllerOf(metadata)?.kind === "ReplicaSet";
  }

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    this.#selecting.hear(event);
    if ("pod" in event) return event.type === "deleted" ? keysAfterPodDeletion(event.pod, view) : NO_KEYS;
    if (event.kind === "Node") return NO_KEYS;
    const { kind, object } = event.stored;
    if (kind === "Deployment") return [{ key: keyOf(object.metadata) }];
    if (kind !== "ReplicaSet") return NO_KEYS;
    const before = event.before?.kind === "ReplicaSet" ? event.before.object : undefined;
    return this.#keysAfterReplicaSet(event.type, object, before, view);
  }

  sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    return syncDeployment(view, view.find("Deployment", namespace, name));
  }

  #keysAfterReplicaSet(
    type: WatchEvent["type"],
    replicaSet: ReplicaSet,
    before: ReplicaSet | undefined,
    view: ControllerView,
  ): readonly KeyWish[] {
    const uid = controllerOf(replicaSet.metadata)?.uid;
    const oldUid = before === undefined ? uid : controllerOf(before.metadata)?.uid;
    const keys = type === "updated" && uid !== oldUid ? ownerKey(before!, view) : NO_KEYS;
    if (uid !== undefined) return joinedKeys(keys, ownerKey(replicaSet, view));
    if (type === "deleted" || (type === "added" && replicaSet.metadata?.deletionTimestamp !== undefined)) return keys;
    const isSame = before !== undefined && oldUid === uid && before.metadata?.labels === replicaSet.metadata?.labels;
    return type === "updated" && isSame ? keys : joinedKeys(keys, this.#adopterKeys(replicaSet, view));
  }

  #adopterKeys({ metadata }: ReplicaSet, view: ControllerView): readonly KeyWish[] {
    return this.#selecting
      .of(view, metadata?.namespace ?? "default", metadata?.labels)
      .map((owner) => ({ key: keyOf(owner) }));
  }
}

function ownerKey(replicaSet: ReplicaSet, view: ControllerView): readonly KeyWish[] {
  const owner = deploymentOf(replicaSet, view);
  return owner === undefined ? NO_KEYS : [{ key: keyOf(owner.metadata) }];
}

function deploymentOf({ metadata }: ReplicaSet, view: ControllerView): Deployment | undefined {
  const reference = controllerOf(metadata);
  if (reference?.kind !== "Deployment") return undefined;
  const owner = view.find("Deployment", metadata?.namespace ?? "default", reference.name ?? "");
  return owner?.metadata?.uid === reference.uid ? owner : undefined;
}

/** One that recreates waits until no pod of it is left. */
function keysAfterPodDeletion(pod: LivePod, view: ControllerView): readonly KeyWish[] {
  const reference = controllerOf(pod.object.metadata);
  if (reference?.kind !== "ReplicaSet") return NO_KEYS;
  const replicaSet = view.find("ReplicaSet", pod.namespace, reference.name ?? "");
  if (replicaSet === undefined || replicaSet.metadata?.uid !== reference.uid) return NO_KEYS;
  const deployment = deploymentOf(replicaSet, view);
  if (deployment === undefined || rolloutOf(deployment).strategy.type !== "Recreate") return NO_KEYS;
  const own = view.controlledBy("ReplicaSet", pod.namespace, deployment.metadata?.uid ?? "");
  const hasPods = own
    .filter(({ metadata }) => mayWant(deployment.spec?.selector, metadata?.labels))
    .some(({ metadata }) => view.podsControlledBy(pod.namespace, metadata?.uid ?? "").length > 0);
  return hasPods ? NO_KEYS : [{ key: keyOf(deployment.metadata) }];
}

export const DEPLOYMENT_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "deployment",
  source: SOURCE,
  create: () => new DeploymentController(),
});

// The nodes and pods of each DaemonSet as the last look at it left them, kept up with what happens since, so that a look goes by
// what has changed. Nothing is kept that does not follow from the view; where it might not, a look begins anew.
// Knows what informers tell, no rule about what is to be done.

import type { DaemonSet } from "../../../model/api/types/workload.ts";
import type { Node } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Claimant } from "../claim-objects.ts";
import type { ControllerView, WatchEvent } from "../controller.ts";
import { controllerOf } from "../owner-references.ts";
import { changeOfNode } from "./daemon-keys.ts";
import { DaemonPlaces } from "./daemon-places.ts";
import { generationOf, isUpdatedBy } from "./daemon-pods.ts";

/** What a set is asked with in a look. */
export interface DaemonWish {
  readonly set: DaemonSet;
  /** Of the wanted revision. */
  readonly hash: string;
  readonly claimant: Claimant;
}

/** A set's nodes and pods, and what has happened to them since they were looked at. */
class Kept {
  readonly spec: DaemonSet["spec"];
  readonly namespace: string;
  readonly hash: string;
  readonly generation: string | undefined;
  readonly claimant: Claimant;
  readonly places: DaemonPlaces;
  /** Pods by number; undefined: the pod is none of the set's now. */
  readonly pods = new Map<number, LivePod | undefined>();
  /** Nodes that stand where they stood. */
  readonly nodes: Node[] = [];
  /** Nodes have come or gone, or stand elsewhere. */
  hasOtherNodes = false;

  constructor({ set, hash, claimant }: DaemonWish, places: DaemonPlaces) {
    this.spec = set.spec;
    this.namespace = set.metadata?.namespace ?? "default";
    this.hash = hash;
    this.generation = generationOf(set);
    this.claimant = claimant;
    this.places = places;
  }

  isOf({ set, hash }: DaemonWish): boolean {
    return this.spec === set.spec && this.hash === hash && this.generation === generationOf(set);
  }

  /** False: a pod is to be let go, or more has to be known than was told. */
  bringUp(view: ControllerView): boolean {
    const { places, pods, nodes, claimant } = this;
    if (this.hasOtherNodes) places.layOut(view.nodes());
    else for (const node of nodes) places.noteNode(node);
    this.hasOtherNodes = false;
    nodes.length = 0;
    for (const [id, pod] of pods) {
      if (pod === undefined) places.dropPod(id);
      else if (claimant.selects(pod.object.metadata.labels)) places.notePod(pod);
      else return false;
    }
    if (pods.size > 0) pods.clear();
    return places.bringUpTo(view.clock.nowUs);
  }
}

export class KeptPlaces {
  /** By uid of the set. */
  readonly #bySet = new Map<string, Kept>();
  /** By pod: the set to which it was counted last. */
  readonly #ofPod = new Map<number, Kept>();

  /** To be told of each event, before anything is asked. */
  hear(event: WatchEvent): void {
    if (this.#bySet.size === 0) return;
    if (event.kind === "Pod") this.#hearOfPod(event.type, event.pod);
    else if (event.kind === "Node") this.#hearOfNode(event);
    else if (event.kind === "DaemonSet" && event.type === "deleted") {
      this.#bySet.delete(event.stored.object.metadata?.uid ?? "");
    }
  }

  /** After a leap to another state: all is to be looked at anew. */
  forget(): void {
    this.#bySet.clear();
    this.#ofPod.clear();
  }

  /** The set's nodes and pods as they are now; undefined: a look has to begin anew. */
  find(view: ControllerView, wish: DaemonWish): DaemonPlaces | undefined {
    const uid = wish.set.metadata?.uid ?? "";
    const kept = this.#bySet.get(uid);
    if (kept === undefined) return undefined;
    if (kept.isOf(wish) && kept.bringUp(view)) return kept.places;
    this.#bySet.delete(uid);
    return undefined;
  }

  /** Keeps them up from now on: all of the pods are the set's, and it lacks none. */
  keep(wish: DaemonWish, places: DaemonPlaces, pods: readonly LivePod[]): void {
    const kept = new Kept(wish, places);
    this.#bySet.set(wish.set.metadata?.uid ?? "", kept);
    for (const { id } of pods) this.#ofPod.set(id, kept);
  }

  #hearOfPod(type: WatchEvent["type"], pod: LivePod): void {
    const { id, namespace, object } = pod;
    const owner = controllerOf(object.metadata)?.uid;
    const kept = owner === undefined || type === "deleted" ? undefined : this.#bySet.get(owner);
    const former = this.#ofPod.get(id);
    if (former !== kept) {
      former?.pods.set(id, undefined);
      if (kept === undefined) this.#ofPod.delete(id);
      else this.#ofPod.set(id, kept);
    }
    kept?.pods.set(id, pod);
    if (owner === undefined && type !== "deleted" && pod.deletion === undefined) this.#letAdopt(namespace, pod);
  }

  /** A set that wants the orphan has to be looked at as a whole. */
  #letAdopt(namespace: string, { object }: LivePod): void {
    for (const [uid, { namespace: own, claimant }] of this.#bySet) {
      if (own === namespace && claimant.selects(object.metadata.labels)) this.#bySet.delete(uid);
    }
  }

  #hearOfNode(event: Extract<WatchEvent, { readonly kind: "Node" }>): void {
    const change = changeOfNode(event);
    if (change === "nothing") return;
    for (const kept of this.#bySet.values()) {
      if (change === "taints") kept.nodes.push(event.node);
      else kept.hasOtherNodes = true;
    }
  }
}

/** The set's nodes and these pods, which are its own. */
export function placesOf(view: ControllerView, { set, hash }: DaemonWish, pods: readonly LivePod[]): DaemonPlaces {
  const { template = NO_TEMPLATE, minReadySeconds = 0 } = set.spec ?? {};
  const rules = { template, minReadySeconds, isUpdated: isUpdatedBy(set, hash) };
  const places = new DaemonPlaces(rules, view.nodes(), pods);
  places.bringUpTo(view.clock.nowUs);
  return places;
}

const NO_TEMPLATE = Object.freeze({});

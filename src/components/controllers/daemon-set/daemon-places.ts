// The nodes of a DaemonSet, each with the set's pods on it and what they come to: counted, and found in order, without a walk
// over all of them. Kept up by whoever hears of nodes and pods. Knows nodes and pods as they are shown, no controller's view.
// Imitates getNodesToDaemonPods of pkg/controller/daemon/daemon_controller.go, v1.36.

import type { Node } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { untilNextPodAvailableUs } from "../pod-availability.ts";
import { placeNameOf } from "./daemon-pods.ts";
import { FLAGS, isOrderOfConcern, stateOf, type PlaceRules } from "./place-state.ts";

/** A node, or one that is gone and has pods of the set yet. */
export interface DaemonPlace {
  readonly name: string;
  /** Undefined: it is gone. */
  readonly node: Node | undefined;
  /** In the order in which they were listed; without those that are over and going. */
  readonly pods: readonly LivePod[];
}

class Place implements DaemonPlace {
  readonly name: string;
  node: Node | undefined;
  readonly pods: LivePod[] = [];
  /** What it is counted as. */
  state = 0;
  /** It is to be asked anew what it comes to. */
  isStale = false;
  /** A pod has come beside others, and where it is listed among them is not known. */
  isUnordered = false;

  constructor(name: string) {
    this.name = name;
  }
}

const NOWHERE: readonly DaemonPlace[] = Object.freeze([]);

export class DaemonPlaces {
  readonly #rules: PlaceRules;
  readonly #byName = new Map<string, Place>();
  /** By pod. */
  readonly #placeOf = new Map<number, Place>();
  /** Nodes as they are listed, then those that are gone, by name. */
  #order: Place[] = [];
  /** Pods have come to a node that is not there. */
  #hasNewGone = false;
  /** By flag: how many places have it. */
  readonly #counts = new Int32Array(FLAGS);
  readonly #stale: Place[] = [];
  /** Those with pods that are ready and will be available by waiting, and when the first of them is, µs. */
  readonly #waiting = new Set<Place>();
  #nextUs = Number.POSITIVE_INFINITY;

  constructor(rules: PlaceRules, nodes: readonly Node[], pods: readonly LivePod[]) {
    this.#rules = rules;
    this.layOut(nodes);
    for (const pod of pods) this.#join(pod);
    // They are in the order in which they were listed.
    for (const place of this.#order) place.isUnordered = false;
  }

  /** How many places have the flag. */
  count(flag: number): number {
    return this.#counts[indexOf(flag)]!;
  }

  /** The places that have one of the flags, in order; the first `most` of them. */
  having(flags: number, most = Number.POSITIVE_INFINITY): readonly DaemonPlace[] {
    let left = 0;
    for (let rest = flags; rest !== 0; rest &= rest - 1) left += this.#counts[indexOf(rest & -rest)]!;
    if (left === 0) return NOWHERE;
    const found: DaemonPlace[] = [];
    for (const place of this.#order) {
      if (found.length >= most) break;
      if ((place.state & flags) !== 0) found.push(place);
    }
    return found;
  }

  /** All nodes as they are now, in order. */
  layOut(nodes: readonly Node[]): void {
    const gone = new Set(this.#byName.values());
    this.#order = nodes.map((node) => {
      const place = this.#placeNamed(node.metadata.name);
      gone.delete(place);
      this.#setNode(place, node);
      return place;
    });
    for (const place of gone) {
      this.#setNode(place, undefined);
      if (place.pods.length === 0) this.#byName.delete(place.name);
      else this.#order.push(place);
    }
    this.#hasNewGone = true;
  }

  /** The node is there, as it is now. */
  noteNode(node: Node): void {
    const place = this.#byName.get(node.metadata.name);
    if (place !== undefined) this.#setNode(place, node);
  }

  /** The pod is one of the set's, as it is now. */
  notePod(pod: LivePod): void {
    const place = this.#placeOf.get(pod.id);
    if (place === undefined || place.name !== placeNameOf(pod)) {
      this.dropPod(pod.id);
      this.#join(pod);
    } else {
      place.pods[positionOf(place, pod.id)] = pod;
      this.#makeStale(place);
    }
  }

  /** The pod is gone, or no longer one of the set's. */
  dropPod(id: number): void {
    const place = this.#placeOf.get(id);
    if (place === undefined) return;
    this.#placeOf.delete(id);
    place.pods.splice(positionOf(place, id), 1);
    if (place.pods.length < 2) place.isUnordered = false;
    this.#makeStale(place);
  }

  /** To be called before anything is asked. False: the order of pods on a node matters and is not known; all is to be made anew. */
  bringUpTo(nowUs: number): boolean {
    if (this.#hasNewGone) this.#sortGone();
    if (nowUs >= this.#nextUs) {
      this.#nextUs = Number.POSITIVE_INFINITY;
      for (const place of this.#waiting) this.#makeStale(place);
    }
    for (let place = this.#stale.pop(); place !== undefined; place = this.#stale.pop()) {
      if (place.isUnordered && isOrderOfConcern(this.#rules, place.node, place.pods)) return false;
      place.isStale = false;
      this.#recount(place, nowUs);
    }
    return true;
  }

  #placeNamed(name: string): Place {
    let place = this.#byName.get(name);
    if (place === undefined) {
      this.#byName.set(name, (place = new Place(name)));
      this.#makeStale(place);
    }
    return place;
  }

  #setNode(place: Place, node: Node | undefined): void {
    if (place.node === node) return;
    place.node = node;
    this.#makeStale(place);
  }

  #join(pod: LivePod): void {
    const name = placeNameOf(pod);
    if (name === undefined) return;
    let place = this.#byName.get(name);
    if (place === undefined) {
      place = this.#placeNamed(name);
      this.#order.push(place);
      this.#hasNewGone = true;
    }
    if (place.pods.push(pod) > 1) place.isUnordered = true;
    this.#placeOf.set(pod.id, place);
    this.#makeStale(place);
  }

  #sortGone(): void {
    const gone = this.#order.filter(({ node }) => node === undefined);
    if (gone.length > 0) this.#order = [...this.#order.filter(({ node }) => node !== undefined), ...gone.sort(byName)];
    this.#hasNewGone = false;
  }

  #makeStale(place: Place): void {
    if (place.isStale) return;
    place.isStale = true;
    this.#stale.push(place);
  }

  #recount(place: Place, nowUs: number): void {
    const { node, pods } = place;
    const isEmpty = node === undefined && pods.length === 0;
    const state = isEmpty ? 0 : stateOf(this.#rules, node, pods, nowUs);
    for (let rest = place.state & ~state; rest !== 0; rest &= rest - 1) this.#counts[indexOf(rest & -rest)]! -= 1;
    for (let rest = state & ~place.state; rest !== 0; rest &= rest - 1) this.#counts[indexOf(rest & -rest)]! += 1;
    place.state = state;
    this.#awaitAvailable(place, nowUs);
  }

  #awaitAvailable(place: Place, nowUs: number): void {
    const { minReadySeconds } = this.#rules;
    if (minReadySeconds === 0) return;
    const waitUs = untilNextPodAvailableUs(place.pods, minReadySeconds, nowUs);
    if (waitUs === undefined) {
      this.#waiting.delete(place);
    } else {
      this.#waiting.add(place);
      this.#nextUs = Math.min(this.#nextUs, nowUs + waitUs);
    }
  }
}

function positionOf({ pods }: Place, id: number): number {
  return pods.findIndex((pod) => pod.id === id);
}

function byName({ name: left }: Place, { name: right }: Place): number {
  return left < right ? -1 : 1;
}

/** Which bit is set. */
function indexOf(flag: number): number {
  return 31 - Math.clz32(flag);
}

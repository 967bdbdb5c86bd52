// The pods behind one Service, what of each is known that its endpoint follows from, and which of them something has happened
// to since the Service was looked at last. One record stands for a pod as long as it is behind the Service, and takes what is
// known of its place in the slices too, so that a look at what has changed reads nothing else of it.
// Imitates podEndpointsChanged of staging endpointslice util/controller_utils.go, v1.36.

import type { Endpoint } from "../../../model/api/types/endpoint-slice.ts";
import type { Pod } from "../../../model/objects.ts";
import { isTerminalPhase } from "../../../model/ranking/pod-phase.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { isPodReady } from "../pod-availability.ts";
import type { PodGroup } from "../pod-groups.ts";
import { hasAddress } from "./pod-endpoints.ts";
import type { Slot } from "./slots.ts";

/** A pod behind a Service. What is heard of it is written by `ServicePods`, where its endpoint stands by whoever keeps the slices. */
export interface KnownPod {
  readonly id: number;
  pod: LivePod;
  /** The pod's as it was heard of last. */
  object: Pod;
  /** Pods that came earlier have lower ones. */
  place: number;
  traits: number;
  /** It has gone, and nobody has taken that in yet. */
  isGone: boolean;
  isChanged: boolean;
  /** The next of those of which something was heard. */
  nextChanged: KnownPod | undefined;
  /** Both undefined: its endpoint is in no slice. */
  slot: Slot | undefined;
  endpoint: Endpoint | undefined;
  /** The object of which the endpoint was made; undefined where it was found as it is. */
  madeOf: Pod | undefined;
}

const HAS_ADDRESS = 1;
const IS_READY = 2;
const IS_GOING = 4;
const IS_OVER = 8;

/** What is news about a pod; that it is over changes more than that. */
const NEWS = HAS_ADDRESS | IS_READY | IS_GOING;

export class ServicePods implements PodGroup {
  /** Those that have gone, too, until that is taken in. */
  readonly #byId = new Map<number, KnownPod>();
  #nextPlace = 0;
  #firstChanged: KnownPod | undefined;
  #lastChanged: KnownPod | undefined;

  constructor(pods: Iterable<LivePod> = []) {
    for (const pod of pods) this.note(pod);
  }

  /** In the order in which they came. */
  get pods(): readonly LivePod[] {
    return Array.from(this.known(), ({ pod }) => pod);
  }

  /** In the order in which they came. */
  *known(): Generator<KnownPod> {
    for (const known of this.#byId.values()) if (!known.isGone) yield known;
  }

  note(pod: LivePod): boolean {
    const known = this.#byId.get(pod.id);
    const traits = traitsOf(pod);
    if (known === undefined || known.isGone) {
      this.#come(pod, traits, known);
      return true;
    }
    const isNews = ((known.traits ^ traits) & NEWS) !== 0;
    known.pod = pod;
    known.object = pod.object;
    known.traits = traits;
    this.touch(known);
    return isNews;
  }

  drop(id: number): boolean {
    const known = this.#byId.get(id);
    if (known === undefined || known.isGone) return false;
    known.isGone = true;
    this.touch(known);
    return true;
  }

  /** The pod is to be among those of which something was heard. */
  touch(known: KnownPod): void {
    if (known.isChanged) return;
    known.isChanged = true;
    if (this.#lastChanged === undefined) this.#firstChanged = known;
    else this.#lastChanged.nextChanged = known;
    this.#lastChanged = known;
  }

  /** Of those of which anything has been heard, the one that has waited longest; it does not wait any more. */
  takeChanged(): KnownPod | undefined {
    const known = this.#firstChanged;
    if (known === undefined) return undefined;
    this.#firstChanged = known.nextChanged;
    if (known.nextChanged === undefined) this.#lastChanged = undefined;
    known.nextChanged = undefined;
    known.isChanged = false;
    if (known.isGone) this.#byId.delete(known.id);
    return known;
  }

  forgetChanged(): void {
    while (this.takeChanged() !== undefined);
  }

  /** `gone`: its record, where it was here before. */
  #come(pod: LivePod, traits: number, gone: KnownPod | undefined): void {
    const { id, object } = pod;
    const place = this.#nextPlace;
    this.#nextPlace += 1;
    if (gone === undefined) {
      const known = newlyKnown(pod, place, traits);
      this.#byId.set(id, known);
      this.touch(known);
      return;
    }
    gone.pod = pod;
    gone.object = object;
    gone.place = place;
    gone.traits = traits;
    gone.isGone = false;
    this.#byId.delete(id);
    this.#byId.set(id, gone);
  }
}

/** Nothing is known of where its endpoint stands. */
export function forgetStanding(known: KnownPod): void {
  known.slot = undefined;
  known.endpoint = undefined;
  known.madeOf = undefined;
}

/** Whether it is to be an endpoint. */
export function isWanted({ isGone, traits }: KnownPod): boolean {
  return !isGone && (traits & (HAS_ADDRESS | IS_OVER)) === HAS_ADDRESS;
}

export function isServing({ traits }: KnownPod): boolean {
  return (traits & IS_READY) !== 0;
}

export function isTerminating({ traits }: KnownPod): boolean {
  return (traits & IS_GOING) !== 0;
}

function newlyKnown(pod: LivePod, place: number, traits: number): KnownPod {
  return {
    id: pod.id,
    pod,
    object: pod.object,
    place,
    traits,
    isGone: false,
    isChanged: false,
    nextChanged: undefined,
    slot: undefined,
    endpoint: undefined,
    madeOf: undefined,
  };
}

function traitsOf(pod: LivePod): number {
  return (
    (hasAddress(pod) ? HAS_ADDRESS : 0) +
    (isPodReady(pod) ? IS_READY : 0) +
    (pod.deletion === undefined ? 0 : IS_GOING) +
    (isTerminalPhase(pod.phase) ? IS_OVER : 0)
  );
}

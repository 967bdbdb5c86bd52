// The pods behind one Service, what of each is known that its endpoint follows from, and which of them something has happened
// to since the Service was looked at last.
// Imitates podEndpointsChanged of staging endpointslice util/controller_utils.go, v1.36.

import type { LivePod } from "../../../cluster/live-pod.ts";

import { isPodReady } from "../pod-availability.ts";
import type { PodGroup } from "../pod-groups.ts";
import { hasAddress } from "./pod-endpoints.ts";

/** A pod behind a Service. */
export interface KnownPod {
  readonly pod: LivePod;
  /** Pods that came earlier have lower ones. */
  readonly place: number;
  readonly traits: number;
}

const HAS_ADDRESS = 1;
const IS_READY = 2;
const IS_GOING = 4;

export class ServicePods implements PodGroup {
  readonly #byId = new Map<number, KnownPod>();
  #nextPlace = 0;
  readonly #changed = new Set<number>();

  constructor(pods: Iterable<LivePod> = []) {
    for (const pod of pods) this.note(pod);
  }

  /** In the order in which they came. */
  get pods(): readonly LivePod[] {
    return Array.from(this.#byId.values(), ({ pod }) => pod);
  }

  get ids(): Iterable<number> {
    return this.#byId.keys();
  }

  find(id: number): KnownPod | undefined {
    return this.#byId.get(id);
  }

  note(pod: LivePod): boolean {
    const { id } = pod;
    const before = this.#byId.get(id);
    const traits = traitsOf(pod);
    this.#changed.add(id);
    let place = before?.place;
    if (place === undefined) {
      place = this.#nextPlace;
      this.#nextPlace += 1;
    }
    this.#byId.set(id, { pod, place, traits });
    return before?.traits !== traits;
  }

  drop(id: number): boolean {
    this.#changed.add(id);
    return this.#byId.delete(id);
  }

  /** The pods of which anything has been heard since this was asked last, those that have gone too. */
  takeChanged(): readonly number[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }
}

function traitsOf(pod: LivePod): number {
  const address = hasAddress(pod) ? HAS_ADDRESS : 0;
  return address + (isPodReady(pod) ? IS_READY : 0) + (pod.deletion === undefined ? 0 : IS_GOING);
}

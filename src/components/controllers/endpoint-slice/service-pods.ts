// The pods behind one Service, and what of each is known that its endpoint follows from.
// Imitates podEndpointsChanged of staging endpointslice util/controller_utils.go, v1.36.

import type { LivePod } from "../../../cluster/live-pod.ts";

import { isPodReady } from "../pod-availability.ts";
import type { PodGroup } from "../pod-groups.ts";
import { podAddress } from "./pod-endpoints.ts";

interface KnownPod {
  readonly pod: LivePod;
  readonly traits: number;
}

const HAS_ADDRESS = 1;
const IS_READY = 2;
const IS_GOING = 4;

export class ServicePods implements PodGroup {
  readonly #byId = new Map<number, KnownPod>();

  constructor(pods: Iterable<LivePod> = []) {
    for (const pod of pods) this.note(pod);
  }

  get pods(): readonly LivePod[] {
    return Array.from(this.#byId.values(), ({ pod }) => pod);
  }

  note(pod: LivePod): boolean {
    const before = this.#byId.get(pod.id);
    const traits = traitsOf(pod);
    this.#byId.set(pod.id, { pod, traits });
    return before?.traits !== traits;
  }

  drop(id: number): boolean {
    return this.#byId.delete(id);
  }
}

function traitsOf(pod: LivePod): number {
  const address = podAddress(pod) === undefined ? 0 : HAS_ADDRESS;
  return address + (isPodReady(pod) ? IS_READY : 0) + (pod.deletion === undefined ? 0 : IS_GOING);
}

// Endpoints of one look at a Service that are in no slice yet, with their pods: put in order for the slices, and once these are
// written each pod's record learns where its endpoint stands.

import type { Endpoint, EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";

import { areEqualEndpoints, areOneEndpoint } from "./pod-endpoints.ts";
import type { KnownPod } from "./service-pods.ts";
import type { Slot } from "./slots.ts";

interface NewEndpoint {
  readonly known: KnownPod;
  readonly endpoint: Endpoint;
}

/** So many are looked for one by one. */
const FEW = 4;

export class NewEndpoints {
  #all: NewEndpoint[] = [];
  /** Where they are many; made when somebody asks. */
  #pods: ReadonlyMap<Endpoint, KnownPod> | undefined;

  get size(): number {
    return this.#all.length;
  }

  clear(): void {
    if (this.#all.length === 0) return;
    this.#all = [];
    this.#pods = undefined;
  }

  add(known: KnownPod, endpoint: Endpoint): void {
    this.#all.push({ known, endpoint });
  }

  /** In the order in which their pods came. */
  inOrder(): Endpoint[] {
    if (this.#all.length > 1) this.#all.sort((one, other) => one.known.place - other.known.place);
    return this.#all.map(({ endpoint }) => endpoint);
  }

  /** Notes which of them stand in the slot, whose slice was written so. False if its endpoints are not the planned ones. */
  place(slot: Slot, { endpoints: planned = [] }: EndpointSlice): boolean {
    const { endpoints: stored = [] } = slot.slice;
    if (stored.length !== planned.length) return false;
    // New ones are the last ones of their slice.
    let index = planned.length - 1;
    for (; index >= 0; index -= 1) {
      const known = this.#podOf(planned[index]!);
      if (known === undefined) break;
      const endpoint = stored[index]!;
      if (!isLike(endpoint, planned[index]!)) return false;
      known.slot = slot;
      known.endpoint = endpoint;
      known.madeOf = known.object;
    }
    if (stored === planned) return true;
    for (; index >= 0; index -= 1) if (stored[index] !== planned[index]) return false;
    return true;
  }

  #podOf(endpoint: Endpoint): KnownPod | undefined {
    const all = this.#all;
    if (all.length > FEW) {
      this.#pods ??= new Map(all.map((each) => [each.endpoint, each.known]));
      return this.#pods.get(endpoint);
    }
    for (const each of all) if (each.endpoint === endpoint) return each.known;
    return undefined;
  }
}

function isLike(found: Endpoint, planned: Endpoint): boolean {
  return found === planned || (areOneEndpoint(found, planned) && areEqualEndpoints(found, planned));
}

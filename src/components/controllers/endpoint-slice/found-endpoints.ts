// Endpoints that stand in slices before it is known of which pods they are, by their addresses. Knows no pod.

import type { Endpoint } from "../../../model/api/types/endpoint-slice.ts";

import { areOneEndpoint } from "./pod-endpoints.ts";
import type { Slot } from "./slots.ts";

/** An endpoint that was found in a slice. */
interface FoundEndpoint {
  readonly endpoint: Endpoint;
  readonly slot: Slot;
}

export class FoundEndpoints {
  readonly #byAddress: Map<string, FoundEndpoint>;

  private constructor(byAddress: Map<string, FoundEndpoint>) {
    this.#byAddress = byAddress;
  }

  /** Undefined if two endpoints of the slices have one address, or one has none or several. */
  static in(slots: readonly Slot[]): FoundEndpoints | undefined {
    const byAddress = new Map<string, FoundEndpoint>();
    let count = 0;
    for (const slot of slots) {
      for (const endpoint of slot.slice.endpoints ?? []) {
        const [address, ...others] = endpoint.addresses ?? [];
        if (address === undefined || others.length > 0) return undefined;
        byAddress.set(address, { endpoint, slot });
        count += 1;
      }
    }
    return byAddress.size === count ? new FoundEndpoints(byAddress) : undefined;
  }

  /** The one that is this endpoint, which is nobody else's from now on. */
  take(wanted: Endpoint): FoundEndpoint | undefined {
    const [address = ""] = wanted.addresses ?? [];
    const found = this.#byAddress.get(address);
    if (found === undefined || !areOneEndpoint(found.endpoint, wanted)) return undefined;
    this.#byAddress.delete(address);
    return found;
  }

  /** Those that are nobody's. */
  get left(): Iterable<FoundEndpoint> {
    return this.#byAddress.values();
  }
}

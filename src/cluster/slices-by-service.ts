// EndpointSlices by the Service that their label names: made when somebody asks, kept up from then on, and made anew when a
// slice changes hands, so that each list is in the order in which its slices came. Knows the API's objects only.
// Stands for the lister's walk by label in syncService of pkg/controller/endpointslice/endpointslice_controller.go, v1.36.

import { SERVICE_NAME_LABEL, type EndpointSlice } from "../model/api/types/endpoint-slice.ts";

const NOTHING: readonly EndpointSlice[] = Object.freeze([]);

export class SlicesByService {
  #byService: Map<string, Map<string, EndpointSlice>> | undefined;

  /** `all`: all slices, in their order. */
  of(namespace: string, service: string, all: () => Iterable<EndpointSlice>): Iterable<EndpointSlice> {
    if (this.#byService === undefined) {
      this.#byService = new Map();
      for (const slice of all()) this.put(slice, undefined);
    }
    return this.#byService.get(`${namespace}/${service}`)?.values() ?? NOTHING;
  }

  put(slice: EndpointSlice, previous: EndpointSlice | undefined): void {
    if (this.#byService === undefined) return;
    const service = serviceOf(slice);
    if (previous !== undefined && serviceOf(previous) !== service) {
      this.forget();
      return;
    }
    let own = this.#byService.get(service);
    if (own === undefined) {
      own = new Map<string, EndpointSlice>();
      this.#byService.set(service, own);
    }
    own.set(slice.metadata?.name ?? "", slice);
  }

  remove(slice: EndpointSlice): void {
    this.#byService?.get(serviceOf(slice))?.delete(slice.metadata?.name ?? "");
  }

  forget(): void {
    this.#byService = undefined;
  }
}

function serviceOf({ metadata }: EndpointSlice): string {
  return `${metadata?.namespace ?? "default"}/${metadata?.labels?.[SERVICE_NAME_LABEL] ?? ""}`;
}

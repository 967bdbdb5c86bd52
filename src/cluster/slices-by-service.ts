// EndpointSlices by the Service that their label names: made when somebody asks, kept up from then on, and made anew when a
// slice changes hands, so that each list is in the order in which its slices came. Knows the API's objects only.
// Stands for the lister's walk by label in syncService of pkg/controller/endpointslice/endpointslice_controller.go, v1.36.

import { JoinedNames } from "../base/joined-names.ts";

import { SERVICE_NAME_LABEL, type EndpointSlice } from "../model/api/types/endpoint-slice.ts";

const NOTHING: readonly EndpointSlice[] = Object.freeze([]);

/** The slices of one Service, by name and as a list that is made when it is asked for. */
interface OwnSlices {
  readonly byName: Map<string, EndpointSlice>;
  list: readonly EndpointSlice[] | undefined;
}

export class SlicesByService {
  readonly #names = new JoinedNames();
  #byService: Map<string, OwnSlices> | undefined;

  /** `all`: all slices, in their order. */
  of(namespace: string, service: string, all: () => Iterable<EndpointSlice>): readonly EndpointSlice[] {
    if (this.#byService === undefined) {
      this.#byService = new Map();
      for (const slice of all()) this.put(slice, undefined);
    }
    const own = this.#byService.get(this.#names.of(namespace, service));
    if (own === undefined) return NOTHING;
    return (own.list ??= [...own.byName.values()]);
  }

  put(slice: EndpointSlice, previous: EndpointSlice | undefined): void {
    if (this.#byService === undefined) return;
    const service = this.#serviceOf(slice);
    if (previous !== undefined && this.#serviceOf(previous) !== service) {
      this.forget();
      return;
    }
    let own = this.#byService.get(service);
    if (own === undefined) {
      own = { byName: new Map(), list: undefined };
      this.#byService.set(service, own);
    }
    own.byName.set(slice.metadata?.name ?? "", slice);
    own.list = undefined;
  }

  remove(slice: EndpointSlice): void {
    const own = this.#byService?.get(this.#serviceOf(slice));
    if (own?.byName.delete(slice.metadata?.name ?? "") === true) own.list = undefined;
  }

  forget(): void {
    this.#byService = undefined;
  }

  #serviceOf({ metadata }: EndpointSlice): string {
    return this.#names.of(metadata?.namespace ?? "default", metadata?.labels?.[SERVICE_NAME_LABEL] ?? "");
  }
}

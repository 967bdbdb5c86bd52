// EndpointSlices by the Service that their label names: made when somebody asks, kept up from then on, and made anew when a
// slice changes hands, so that each list is in the order in which its slices came. Knows the API's objects only.
// Stands for the lister's walk by label in syncService of pkg/controller/endpointslice/endpointslice_controller.go, v1.36.

import { SERVICE_NAME_LABEL, type EndpointSlice } from "../model/api/types/endpoint-slice.ts";

const NOTHING: readonly EndpointSlice[] = Object.freeze([]);

/** The slices of one Service. A list that somebody has asked for is left as it is. */
interface OwnSlices {
  list: EndpointSlice[];
  isGivenOut: boolean;
}

type Services = Map<string, OwnSlices>;

export class SlicesByService {
  /** By namespace, then by name of the Service. */
  #byNamespace: Map<string, Services> | undefined;
  /** The namespace that was asked about last: most often it is asked about again. */
  #latest: string | undefined;
  #ofLatest: Services | undefined;

  /** `all`: all slices, in their order. */
  of(namespace: string, service: string, all: () => Iterable<EndpointSlice>): readonly EndpointSlice[] {
    if (this.#byNamespace === undefined) {
      this.#byNamespace = new Map();
      for (const slice of all()) this.put(slice, undefined);
    }
    const own = this.#find(namespace, service);
    if (own === undefined) return NOTHING;
    own.isGivenOut = true;
    return own.list;
  }

  /** `previous`: the slice in whose place it comes. */
  put(slice: EndpointSlice, previous: EndpointSlice | undefined): void {
    if (this.#byNamespace === undefined) return;
    const service = serviceOf(slice);
    if (previous !== undefined && serviceOf(previous) !== service) {
      this.forget();
      return;
    }
    const own = this.#at(namespaceOf(slice), service);
    if (own.isGivenOut) {
      own.list = own.list.slice();
      own.isGivenOut = false;
    }
    const at = previous === undefined ? -1 : own.list.indexOf(previous);
    if (at === -1) own.list.push(slice);
    else own.list[at] = slice;
  }

  remove(slice: EndpointSlice): void {
    const own = this.#find(namespaceOf(slice), serviceOf(slice));
    if (own === undefined) return;
    own.list = own.list.filter((each) => each !== slice);
    own.isGivenOut = false;
  }

  forget(): void {
    this.#byNamespace = undefined;
    this.#latest = undefined;
    this.#ofLatest = undefined;
  }

  #find(namespace: string, service: string): OwnSlices | undefined {
    return this.#servicesIn(namespace)?.get(service);
  }

  #at(namespace: string, service: string): OwnSlices {
    let services = this.#servicesIn(namespace);
    if (services === undefined) this.#byNamespace!.set(namespace, (services = new Map<string, OwnSlices>()));
    let own = services.get(service);
    if (own === undefined) services.set(service, (own = { list: [], isGivenOut: false }));
    return own;
  }

  /** Only what is there is remembered. */
  #servicesIn(namespace: string): Services | undefined {
    if (namespace === this.#latest) return this.#ofLatest;
    const services = this.#byNamespace?.get(namespace);
    if (services !== undefined) {
      this.#latest = namespace;
      this.#ofLatest = services;
    }
    return services;
  }
}

function namespaceOf({ metadata }: EndpointSlice): string {
  return metadata?.namespace ?? "default";
}

function serviceOf({ metadata }: EndpointSlice): string {
  return metadata?.labels?.[SERVICE_NAME_LABEL] ?? "";
}

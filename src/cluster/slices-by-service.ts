// EndpointSlices by the Service that their label names: made when somebody asks, kept up from then on, and made anew when a
// slice changes hands, so that each list is in the order in which its slices came. Knows the API's objects only.
// Stands for the lister's walk by label in syncService of pkg/controller/endpointslice/endpointslice_controller.go, v1.36.

import { SERVICE_NAME_LABEL, type EndpointSlice } from "../model/api/types/endpoint-slice.ts";
import { NamedPlaces } from "./named-places.ts";

const NOTHING: readonly EndpointSlice[] = Object.freeze([]);

/** The slices of one Service. A list that somebody has asked for is left as it is. */
interface OwnSlices {
  list: EndpointSlice[];
  isGivenOut: boolean;
}

export class SlicesByService {
  /** By namespace and name of the Service; undefined while nobody has asked. */
  #byName: NamedPlaces<OwnSlices> | undefined;

  /** `all`: all slices, in their order. */
  of(namespace: string, service: string, all: () => Iterable<EndpointSlice>): readonly EndpointSlice[] {
    if (this.#byName === undefined) {
      this.#byName = new NamedPlaces();
      for (const slice of all()) this.put(slice, undefined);
    }
    const own = this.#find(namespace, service);
    if (own === undefined) return NOTHING;
    own.isGivenOut = true;
    return own.list;
  }

  /** `previous`: the slice in whose place it comes. */
  put(slice: EndpointSlice, previous: EndpointSlice | undefined): void {
    if (this.#byName === undefined) return;
    const service = serviceOf(slice);
    if (previous !== undefined && serviceOf(previous) !== service) {
      this.forget();
      return;
    }
    const own = (this.#byName.at("Service", namespaceOf(slice), service).thing ??= { list: [], isGivenOut: false });
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
    this.#byName = undefined;
  }

  #find(namespace: string, service: string): OwnSlices | undefined {
    return this.#byName?.find("Service", namespace, service)?.thing;
  }
}

function namespaceOf({ metadata }: EndpointSlice): string {
  return metadata?.namespace ?? "default";
}

function serviceOf({ metadata }: EndpointSlice): string {
  return metadata?.labels?.[SERVICE_NAME_LABEL] ?? "";
}

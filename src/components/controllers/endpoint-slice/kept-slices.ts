// The slices of one Service as they were written last, and where in them each pod stands: so that a sync works out again only
// what has changed since. All of it follows from the Service, its slices and its pods, and is worked out anew from them whenever
// anything is out of the ordinary: then, and as the rule that this must agree with, `serviceChanges` goes through everything.
// In the ordinary: all slices are the Service's own, those with endpoints are of one set of ports, and every node is known.
// A Service that has no slices yet is known from its first ones on.
// Imitates what reconcileByAddressType of staging endpointslice reconciler.go comes to, v1.36.

import type { Endpoint, EndpointPort, EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";
import type { Service } from "../../../model/api/types/service.ts";
import type { Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { ControllerView } from "../controller.ts";
import { placeRest, type ClearedSlices, type SliceChanges, type SliceFrame } from "./fit-slices.ts";
import type { NodeChanges } from "./node-changes.ts";
import { areEqualEndpoints, areOneEndpoint, endpointOf, endpointPorts, isEndpoint, portsKey } from "./pod-endpoints.ts";
import type { ServicePods } from "./service-pods.ts";
import { addressTypesOf, frameOf, isOwnedBy, isPlaceholder } from "./service-slices.ts";

/** The only type of which pods have addresses. */
const ADDRESS_TYPE = "IPv4";

/** Nothing is to be written. */
export const NO_CHANGES: SliceChanges = Object.freeze({ created: [], updated: [], deleted: [] });

/** A slice with endpoints, whatever object stands for it now. */
interface Slot {
  slice: EndpointSlice;
}

interface PlacedEndpoint {
  readonly endpoint: Endpoint;
  readonly slot: Slot;
}

/** What is to be done in a slice: by endpoint, what takes its place, or undefined for nothing. */
type Edits = Map<Endpoint, Endpoint | undefined>;

/** An endpoint that is in no slice yet. */
interface NewEndpoint {
  readonly id: number;
  readonly place: number;
  readonly endpoint: Endpoint;
}

/** What a pod is to be: an endpoint, or none; or nothing that can be said here. */
type Wanted = Endpoint | "none" | "unusual";

export class KeptSlices {
  readonly #service: Service;
  /** Undefined before the first endpoint of a Service that has no slices. */
  #portsKey: string | undefined;
  readonly #portsKeys = new WeakMap<Pod, string>();
  #frame: SliceFrame;
  /** All slices of the Service, as they are to be found. */
  #listed: readonly EndpointSlice[];
  #slots: Slot[];
  readonly #placed = new Map<number, PlacedEndpoint>();
  /** Endpoints of which it is not known yet whose they are, by their address; undefined once all pods have been looked at. */
  #unclaimed: Map<string, PlacedEndpoint> | undefined;
  #nodesSeen = 0;
  /** Not while what was planned may or may not have been written. */
  #isKnown = true;
  #edits = new Map<Slot, Edits>();
  #rest: NewEndpoint[] = [];

  private constructor(service: Service, listed: readonly EndpointSlice[], slots: Slot[], key: string | undefined) {
    this.#service = service;
    this.#listed = listed;
    this.#slots = slots;
    this.#portsKey = key;
    this.#frame = frameOf(service, ADDRESS_TYPE, []);
  }

  /** `listed`: all slices of the Service; undefined where anything about them is out of the ordinary. */
  static of(service: Service, listed: readonly EndpointSlice[]): KeptSlices | undefined {
    if (service.metadata?.deletionTimestamp !== undefined) return undefined;
    const types: readonly string[] = addressTypesOf(service);
    if (!types.includes(ADDRESS_TYPE)) return undefined;
    if (listed.length > 0 && !areOrdinary(service, listed, types)) return undefined;
    const own = listed.filter(({ addressType }) => addressType === ADDRESS_TYPE);
    const { empty } = frameOf(service, ADDRESS_TYPE, []);
    const hasNone = own.length === 1 && isPlaceholder(own[0]!, empty);
    const [key, ...others] = new Set(own.map(({ ports = [] }) => portsKey(ports)));
    if (others.length > 0 || (key === undefined && listed.length > 0)) return undefined;
    const slots = hasNone ? [] : own.map((slice) => ({ slice }));
    const kept = new KeptSlices(service, listed, slots, key);
    return kept.#hasClaims() ? kept : undefined;
  }

  /** Whether these are the Service and the slices as they were left. */
  isOf(service: Service, listed: readonly EndpointSlice[]): boolean {
    if (!this.#isKnown || service !== this.#service || listed.length !== this.#listed.length) return false;
    for (let index = 0; index < listed.length; index += 1) if (listed[index] !== this.#listed[index]) return false;
    return true;
  }

  /**
   * What is to be written, exactly as `serviceChanges` would say; undefined where only that can tell. After this the slices
   * are no longer known, until `keep` has been told how they were written.
   */
  plan(pods: ServicePods, nodes: NodeChanges, view: ControllerView): SliceChanges | undefined {
    this.#isKnown = false;
    if (this.#edits.size > 0) this.#edits = new Map();
    if (this.#rest.length > 0) this.#rest = [];
    for (const id of this.#idsToSee(pods, nodes)) {
      const known = pods.find(id);
      const wanted = known === undefined ? "none" : this.#wantedOf(known.pod, view);
      if (wanted === "unusual") return undefined;
      this.#see(id, known?.place ?? 0, wanted === "none" ? undefined : wanted);
    }
    for (const { slot, endpoint } of this.#unclaimed?.values() ?? []) this.#edit(slot, endpoint, undefined);
    this.#unclaimed = undefined;
    // Only a placeholder, which is right; where there is not even that, one is to be made.
    if (this.#slots.length + this.#rest.length === 0) return this.#listed.length === 0 ? undefined : NO_CHANGES;
    if (this.#placed.size + this.#rest.length === 0) return undefined;
    if (this.#edits.size + this.#rest.length === 0) return NO_CHANGES;
    const rest = this.#rest.sort((one, other) => one.place - other.place).map(({ endpoint }) => endpoint);
    const changes = placeRest(this.#cleared(), rest, this.#frame);
    if (this.#listed.length === 0) return { ...changes, created: this.#firstOf(changes.created) };
    // A slice that goes would be used again for one that comes.
    return changes.created.length > 0 && changes.deleted.length > 0 ? undefined : changes;
  }

  /** With the placeholders of other types, in the order of the types. */
  #firstOf(created: readonly EndpointSlice[]): readonly EndpointSlice[] {
    const service = this.#service;
    return addressTypesOf(service).flatMap((type) =>
      type === ADDRESS_TYPE ? created : [frameOf(service, type, []).empty],
    );
  }

  /** `written`: what the server made of what was created and updated, in this order. Where that is not as planned, nothing is known. */
  keep(changes: SliceChanges, written: readonly EndpointSlice[]): void {
    this.#isKnown = changes === NO_CHANGES || this.#keepWritten(changes, written);
  }

  #keepWritten({ created, updated, deleted }: SliceChanges, written: readonly EndpointSlice[]): boolean {
    if (written.length !== created.length + updated.length) return false;
    const ids = new Map(this.#rest.map(({ id, endpoint }) => [endpoint, id]));
    const listed =
      deleted.length === 0 ? this.#listed.slice() : this.#listed.filter((slice) => !deleted.includes(slice));
    for (let index = 0; index < updated.length; index += 1) {
      const slice = written[created.length + index]!;
      const slot = this.#slotNamed(slice.metadata?.name);
      if (slot === undefined) return false;
      listed[listed.indexOf(slot.slice)] = slice;
      slot.slice = slice;
      if (!this.#place(slot, updated[index]!, ids)) return false;
    }
    if (deleted.length > 0) this.#slots = this.#slots.filter(({ slice }) => !deleted.includes(slice));
    for (let index = 0; index < created.length; index += 1) {
      const slot = { slice: written[index]! };
      listed.push(slot.slice);
      if (created[index]!.addressType !== ADDRESS_TYPE) continue;
      this.#slots.push(slot);
      if (!this.#place(slot, created[index]!, ids)) return false;
    }
    this.#listed = listed;
    return true;
  }

  /** False if two endpoints of the slices have one address, or one has none or several. */
  #hasClaims(): boolean {
    const unclaimed = new Map<string, PlacedEndpoint>();
    let count = 0;
    for (const slot of this.#slots) {
      for (const endpoint of slot.slice.endpoints ?? []) {
        const [address, ...others] = endpoint.addresses ?? [];
        if (address === undefined || others.length > 0) return false;
        unclaimed.set(address, { endpoint, slot });
        count += 1;
      }
    }
    this.#unclaimed = unclaimed;
    return unclaimed.size === count;
  }

  /** All pods the first time; after that those that have changed, and endpoints on nodes that have. */
  #idsToSee(pods: ServicePods, nodes: NodeChanges): Iterable<number> {
    const changed = pods.takeChanged();
    const seen = this.#nodesSeen;
    this.#nodesSeen = nodes.count;
    if (this.#unclaimed !== undefined) return pods.ids;
    if (seen === nodes.count) return changed;
    const names = nodes.after(seen);
    const ids = new Set(changed);
    for (const [id, { endpoint }] of this.#placed) if (names.has(endpoint.nodeName ?? "")) ids.add(id);
    return ids;
  }

  #wantedOf(pod: LivePod, view: ControllerView): Wanted {
    if (!isEndpoint(pod)) return "none";
    // A placeholder is used for the first slice.
    if (this.#slots.length === 0 && this.#listed.length > 0) return "unusual";
    if (this.#portsKeyOf(pod) !== this.#portsKey) return "unusual";
    const node = view.findNode(pod.nodeName ?? "");
    return node === undefined ? "unusual" : endpointOf(pod, node, this.#service, ADDRESS_TYPE);
  }

  #portsKeyOf(pod: LivePod): string {
    const { object } = pod;
    let key = this.#portsKeys.get(object);
    if (key === undefined) {
      const ports = endpointPorts(this.#service, pod);
      key = portsKey(ports);
      this.#portsKeys.set(object, key);
      this.#portsKey ??= key;
      this.#takePorts(key, ports);
    }
    return key;
  }

  /** New slices list their ports as the Service does, not as slices that were found may. */
  #takePorts(key: string, ports: readonly EndpointPort[]): void {
    if (key === this.#portsKey) this.#frame = { ...this.#frame, empty: { ...this.#frame.empty, ports } };
  }

  #see(id: number, place: number, wanted: Endpoint | undefined): void {
    const placed = this.#placed.get(id) ?? this.#claimed(wanted);
    if (placed === undefined) {
      if (wanted !== undefined) this.#rest.push({ id, place, endpoint: wanted });
      return;
    }
    const { slot, endpoint } = placed;
    if (wanted !== undefined && areOneEndpoint(wanted, endpoint)) {
      const isSame = areEqualEndpoints(wanted, endpoint);
      this.#placed.set(id, isSame ? placed : { slot, endpoint: wanted });
      if (!isSame) this.#edit(slot, endpoint, wanted);
      return;
    }
    this.#placed.delete(id);
    this.#edit(slot, endpoint, undefined);
    if (wanted !== undefined) this.#rest.push({ id, place, endpoint: wanted });
  }

  /** The endpoint that was found in a slice and is this one. */
  #claimed(wanted: Endpoint | undefined): PlacedEndpoint | undefined {
    if (this.#unclaimed === undefined || wanted === undefined) return undefined;
    const [address = ""] = wanted.addresses ?? [];
    const found = this.#unclaimed.get(address);
    if (found === undefined || !areOneEndpoint(found.endpoint, wanted)) return undefined;
    this.#unclaimed.delete(address);
    return found;
  }

  #edit(slot: Slot, before: Endpoint, after: Endpoint | undefined): void {
    let edits = this.#edits.get(slot);
    if (edits === undefined) this.#edits.set(slot, (edits = new Map()));
    edits.set(before, after);
  }

  #cleared(): ClearedSlices {
    const cleared: ClearedSlices = { unchanged: [], changed: [], deleted: [] };
    for (const slot of this.#slots) {
      const { slice } = slot;
      const edits = this.#edits.get(slot);
      if (edits === undefined) {
        cleared.unchanged.push(slice);
        continue;
      }
      const endpoints = edited(slice.endpoints ?? [], edits);
      if (endpoints.length === 0) cleared.deleted.push(slice);
      else cleared.changed.push({ slice, endpoints });
    }
    return cleared;
  }

  #slotNamed(name: string | undefined): Slot | undefined {
    for (const slot of this.#slots) if (slot.slice.metadata?.name === name) return slot;
    return undefined;
  }

  /** Notes where the new ones of a slice's endpoints stand. False if they are not the planned ones. */
  #place(slot: Slot, planned: EndpointSlice, ids: ReadonlyMap<Endpoint, number>): boolean {
    const { endpoints: wished = [] } = planned;
    const { endpoints: stored = [] } = slot.slice;
    if (stored.length !== wished.length) return false;
    // New ones are the last ones of their slice.
    let index = wished.length - 1;
    for (; index >= 0; index -= 1) {
      const endpoint = wished[index]!;
      const id = ids.get(endpoint);
      if (id === undefined) break;
      const found = stored[index]!;
      if (!isLike(found, endpoint)) return false;
      this.#placed.set(id, { endpoint: found, slot });
    }
    if (stored === wished) return true;
    for (; index >= 0; index -= 1) if (stored[index] !== wished[index]) return false;
    return true;
  }
}

function areOrdinary(service: Service, slices: readonly EndpointSlice[], types: readonly string[]): boolean {
  const { empty, hasLabels } = frameOf(service, ADDRESS_TYPE, []);
  for (const slice of slices) {
    if (!types.includes(slice.addressType ?? "") || !isOwnedBy(slice, service) || !hasLabels(slice)) return false;
  }
  // Of other types there are no addresses.
  return types.every((addressType) => {
    if (addressType === ADDRESS_TYPE) return true;
    const own = slices.filter((slice) => slice.addressType === addressType);
    return own.length === 1 && isPlaceholder(own[0]!, { ...empty, addressType });
  });
}

function edited(endpoints: readonly Endpoint[], edits: Edits): Endpoint[] {
  if (edits.size <= FEW) return editedOneByOne(endpoints, edits);
  const made: Endpoint[] = [];
  for (const endpoint of endpoints) {
    const next = edits.has(endpoint) ? edits.get(endpoint) : endpoint;
    if (next !== undefined) made.push(next);
  }
  return made;
}

/** So many endpoints are looked for one by one. */
const FEW = 4;

function editedOneByOne(endpoints: readonly Endpoint[], edits: Edits): Endpoint[] {
  const made = endpoints.slice();
  for (const [before, after] of edits) {
    const at = made.indexOf(before);
    if (at === -1) continue;
    if (after === undefined) made.splice(at, 1);
    else made[at] = after;
  }
  return made;
}

function isLike(found: Endpoint, planned: Endpoint): boolean {
  return found === planned || (areOneEndpoint(found, planned) && areEqualEndpoints(found, planned));
}

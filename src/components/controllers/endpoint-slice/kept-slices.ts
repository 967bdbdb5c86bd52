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
import type { SliceChanges, SliceFrame } from "./fit-slices.ts";
import { FoundEndpoints } from "./found-endpoints.ts";
import { NewEndpoints } from "./new-endpoints.ts";
import type { NodeChanges } from "./node-changes.ts";
import {
  areEqualConditions,
  areEqualEndpoints,
  areOneEndpoint,
  conditionsOf,
  endpointOf,
  endpointPorts,
  endpointWith,
  portsKey,
} from "./pod-endpoints.ts";
import { forgetStanding, isServing, isTerminating, isWanted, type KnownPod, type ServicePods } from "./service-pods.ts";
import { addressTypesOf, frameOf, isOwnedBy, isPlaceholder } from "./service-slices.ts";
import { Slots } from "./slots.ts";

/** The only type of which pods have addresses. */
const ADDRESS_TYPE = "IPv4";

/** Nothing is to be written. */
export const NO_CHANGES: SliceChanges = Object.freeze({ created: [], updated: [], deleted: [] });

export class KeptSlices {
  readonly #service: Service;
  /** Undefined before the first endpoint of a Service that has no slices. */
  #portsKey: string | undefined;
  readonly #portsKeys = new WeakMap<Pod, string>();
  #frame: SliceFrame;
  readonly #slots: Slots;
  /** Pods whose endpoints stand in slots. */
  #placed = 0;
  /** Endpoints of which it is not known yet whose they are; undefined once all pods have been looked at. */
  #found: FoundEndpoints | undefined;
  #nodesSeen = 0;
  /** Not while what was planned may or may not have been written. */
  #isKnown = true;
  readonly #rest = new NewEndpoints();

  private constructor(service: Service, slots: Slots, found: FoundEndpoints, key: string | undefined) {
    this.#service = service;
    this.#slots = slots;
    this.#found = found;
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
    const slots = new Slots(listed, hasNone ? [] : own);
    const found = FoundEndpoints.in(slots.all);
    return found === undefined ? undefined : new KeptSlices(service, slots, found, key);
  }

  /** Whether these are the Service and the slices as they were left. */
  isOf(service: Service, listed: readonly EndpointSlice[]): boolean {
    return this.#isKnown && service === this.#service && this.#slots.areThese(listed);
  }

  /**
   * What is to be written, exactly as `serviceChanges` would say; undefined where only that can tell. After this the slices
   * are no longer known, until `keep` has been told how they were written.
   */
  plan(pods: ServicePods, nodes: NodeChanges, view: ControllerView): SliceChanges | undefined {
    const slots = this.#slots;
    const rest = this.#rest;
    this.#isKnown = false;
    rest.clear();
    if (!this.#lookAt(pods, nodes, view)) return undefined;
    // Only a placeholder, which is right; where there is not even that, one is to be made.
    if (slots.all.length + rest.size === 0) return slots.listedCount === 0 ? undefined : NO_CHANGES;
    if (this.#placed + rest.size === 0) return undefined;
    if (slots.editedCount + rest.size === 0) return NO_CHANGES;
    const changes = slots.changesWith(rest, this.#frame);
    if (slots.listedCount === 0) return { ...changes, created: this.#firstOf(changes.created) };
    // A slice that goes would be used again for one that comes.
    return changes.created.length > 0 && changes.deleted.length > 0 ? undefined : changes;
  }

  /** `written`: what the server made of what was created and updated, in this order. Where that is not as planned, nothing is known. */
  keep(changes: SliceChanges, written: readonly EndpointSlice[]): void {
    this.#isKnown = changes === NO_CHANGES || this.#slots.keep(changes, written, this.#rest);
    if (this.#isKnown) this.#placed += this.#rest.size;
  }

  /** At all pods the first time; after that at those that have changed, and at endpoints on nodes that have. False if one is unusual. */
  #lookAt(pods: ServicePods, nodes: NodeChanges, view: ControllerView): boolean {
    if (this.#found !== undefined) beginWith(pods);
    else if (this.#nodesSeen !== nodes.count) touchThoseOn(nodes.after(this.#nodesSeen), pods);
    this.#nodesSeen = nodes.count;
    let isUsual = true;
    // After the first that is unusual, nothing of this is used again.
    for (let known = pods.takeChanged(); known !== undefined; known = pods.takeChanged()) {
      isUsual &&= this.#see(known, view);
    }
    if (this.#found === undefined) return isUsual;
    for (const { slot, endpoint } of this.#found.left) this.#slots.edit(slot, endpoint, undefined);
    this.#found = undefined;
    return isUsual;
  }

  /** False if only going through everything can tell what the pod is to be. */
  #see(known: KnownPod, view: ControllerView): boolean {
    const { slot, endpoint } = known;
    if (!isWanted(known)) {
      if (slot !== undefined) this.#takeOut(known);
      return true;
    }
    // A pod that has an address stays on its node; had that changed since, the record would have been touched.
    if (endpoint === undefined || known.madeOf !== known.object) return this.#seeAnew(known, view);
    const conditions = conditionsOf(this.#service, isServing(known), isTerminating(known));
    if (!areEqualConditions(conditions, endpoint.conditions)) {
      this.#replace(known, endpointWith(endpoint, conditions));
    }
    return true;
  }

  #seeAnew(known: KnownPod, view: ControllerView): boolean {
    const { pod, object } = known;
    // A placeholder is used for the first slice.
    if (this.#slots.all.length === 0 && this.#slots.listedCount > 0) return false;
    if (this.#portsKeyOf(pod) !== this.#portsKey) return false;
    const node = view.findNode(pod.nodeName ?? "");
    if (node === undefined) return false;
    const wanted = endpointOf(pod, node, this.#service, ADDRESS_TYPE);
    if (known.slot === undefined) this.#claim(known, wanted);
    const { endpoint } = known;
    if (endpoint !== undefined && areOneEndpoint(wanted, endpoint)) {
      if (!areEqualEndpoints(wanted, endpoint)) this.#replace(known, wanted);
      // It is as if it had been made of this one.
      else if (known.madeOf !== undefined) known.madeOf = object;
      return true;
    }
    if (endpoint !== undefined) this.#takeOut(known);
    this.#rest.add(known, wanted);
    return true;
  }

  #claim(known: KnownPod, wanted: Endpoint): void {
    const found = this.#found?.take(wanted);
    if (found === undefined) return;
    known.slot = found.slot;
    known.endpoint = found.endpoint;
    this.#placed += 1;
  }

  #replace(known: KnownPod, endpoint: Endpoint): void {
    this.#slots.edit(known.slot!, known.endpoint!, endpoint);
    known.endpoint = endpoint;
    known.madeOf = known.object;
  }

  #takeOut(known: KnownPod): void {
    this.#slots.edit(known.slot!, known.endpoint!, undefined);
    forgetStanding(known);
    this.#placed -= 1;
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

  /** With the placeholders of other types, in the order of the types. */
  #firstOf(created: readonly EndpointSlice[]): readonly EndpointSlice[] {
    const service = this.#service;
    return addressTypesOf(service).flatMap((type) =>
      type === ADDRESS_TYPE ? created : [frameOf(service, type, []).empty],
    );
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

/** All pods are to be looked at, and nothing is known of where their endpoints stand. */
function beginWith(pods: ServicePods): void {
  pods.forgetChanged();
  for (const known of pods.known()) {
    forgetStanding(known);
    pods.touch(known);
  }
}

/** Endpoints on these nodes are to be made anew. */
function touchThoseOn(names: ReadonlySet<string>, pods: ServicePods): void {
  for (const known of pods.known()) {
    if (known.endpoint === undefined || !names.has(known.endpoint.nodeName ?? "")) continue;
    known.madeOf = undefined;
    pods.touch(known);
  }
}

// Puts the endpoints of one set of ports into slices so that few slices change: what is there stays where it is, slices that
// change anyway are filled up, and the rest goes into one more slice or into new ones.
// Imitates reconcileByPortMapping of staging endpointslice reconciler.go and getSliceToFill of utils.go, v1.36. Where the
// source takes endpoints in the random order of Go's maps, they are taken in the order given.

import type { Endpoint, EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";
import type { Labels } from "../../../model/objects.ts";

import { areEqualEndpoints, endpointKey } from "./pod-endpoints.ts";

export const ENDPOINTS_MAX = 100;

export interface SliceChanges {
  readonly created: readonly EndpointSlice[];
  readonly updated: readonly EndpointSlice[];
  readonly deleted: readonly EndpointSlice[];
}

/** What new slices begin with, and the labels that all of them are to have. */
export interface SliceFrame {
  readonly empty: EndpointSlice;
  readonly labels: Labels;
  /** Whether the labels of a slice are those of the Service. */
  readonly hasLabels: (slice: EndpointSlice) => boolean;
}

/** A slice while it is being worked at. */
interface OpenSlice {
  readonly slice: EndpointSlice;
  readonly endpoints: Endpoint[];
}

/** The slices of one set of ports, once all that is no longer wanted is out of them; each list in the order of the slices. */
export interface ClearedSlices {
  readonly unchanged: EndpointSlice[];
  readonly changed: OpenSlice[];
  /** Those that have lost their last endpoint. */
  readonly deleted: EndpointSlice[];
}

/** `existing`: the slices of these ports; `desired`: the endpoints that there should be. */
export function fitSlices(
  existing: readonly EndpointSlice[],
  desired: readonly Endpoint[],
  frame: SliceFrame,
): SliceChanges {
  if (existing.length === 0) return placeRest({ unchanged: [], changed: [], deleted: [] }, desired, frame);
  const open = new Map(desired.map((endpoint) => [endpointKey(endpoint), endpoint]));
  const cleared: ClearedSlices = { unchanged: [], changed: [], deleted: [] };
  for (const slice of existing) {
    const { endpoints, isUpdated } = keptOf(slice, open);
    if (isUpdated && endpoints.length === 0) cleared.deleted.push(slice);
    else if (isUpdated || !frame.hasLabels(slice)) cleared.changed.push({ slice, endpoints });
    else cleared.unchanged.push(slice);
  }
  return placeRest(cleared, [...open.values()], frame);
}

/** Puts endpoints that are in no slice yet into those that change anyway, and what is left into one more or new ones. */
export function placeRest(
  { unchanged, changed, deleted }: ClearedSlices,
  rest: readonly Endpoint[],
  frame: SliceFrame,
): SliceChanges {
  const left = [...rest];
  for (const { endpoints } of changed.toSorted((one, other) => other.endpoints.length - one.endpoints.length)) {
    endpoints.push(...left.splice(0, ENDPOINTS_MAX - endpoints.length));
  }
  const created: OpenSlice[] = [];
  while (left.length > 0) {
    const counts = unchanged.map(({ endpoints = [] }) => endpoints.length);
    const place = tightestOf(counts, left.length);
    if (place === undefined) created.push({ slice: frame.empty, endpoints: left.splice(0, ENDPOINTS_MAX) });
    else {
      const [slice] = unchanged.splice(place, 1);
      changed.push({ slice: slice!, endpoints: [...(slice!.endpoints ?? []), ...left.splice(0)] });
    }
  }
  return {
    created: created.map(({ slice, endpoints }) => ({ ...slice, endpoints })),
    updated: changed.map(({ slice, endpoints }) => updatedSlice(slice, endpoints, frame)),
    deleted,
  };
}

/** The slice's endpoints that are still wanted, as they are now; takes them out of `open`. */
function keptOf(
  { endpoints = [] }: EndpointSlice,
  open: Map<string, Endpoint>,
): { readonly endpoints: Endpoint[]; readonly isUpdated: boolean } {
  const kept: Endpoint[] = [];
  let isUpdated = false;
  for (const endpoint of endpoints) {
    const key = endpointKey(endpoint);
    const wanted = open.get(key);
    if (wanted === undefined) continue;
    const isSame = areEqualEndpoints(wanted, endpoint);
    kept.push(isSame ? endpoint : wanted);
    isUpdated ||= !isSame;
    open.delete(key);
  }
  return { endpoints: kept, isUpdated: isUpdated || kept.length !== endpoints.length };
}

/** Which of slices with so many endpoints is nearest to full with `count` more; undefined if they fit into none, or only into an empty one. */
export function tightestOf(counts: readonly number[], count: number): number | undefined {
  if (count >= ENDPOINTS_MAX) return undefined;
  let tightest: number | undefined;
  let leastRoom = ENDPOINTS_MAX;
  for (let index = 0; index < counts.length; index += 1) {
    const room = ENDPOINTS_MAX - count - counts[index]!;
    if (room < 0 || room >= leastRoom) continue;
    leastRoom = room;
    tightest = index;
  }
  return tightest;
}

/** The slice with these endpoints and with the labels that it is to have. */
export function updatedSlice(
  slice: EndpointSlice,
  endpoints: readonly Endpoint[],
  { labels }: SliceFrame,
): EndpointSlice {
  return { ...slice, metadata: { ...slice.metadata, labels }, endpoints };
}

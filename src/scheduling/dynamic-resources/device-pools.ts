// The pools of devices that a node can use: which slices of a pool are up to date and in reach, and whether the pool is
// whole and sound.
// Imitates staging dynamic-resource-allocation/structured/internal/incubating/pools_incubating.go, v1.36. Pools go by driver
// and name, slices by name; before 1.36 their order is that of a Go map, of which this is one.

import type { SelectableNode } from "../../model/node-selector.ts";
import { reachError, reaches, type PublishedDevice, type PublishedSlice } from "./published-devices.ts";

export interface DevicePool {
  /** `driver/pool`. */
  readonly id: string;
  /** Not all of its slices are there. */
  readonly isIncomplete: boolean;
  /** Two of its devices have one name. */
  readonly isInvalid: boolean;
  /** Those in reach of the node, in the order in which they are tried; none of an incomplete or invalid pool. */
  readonly devices: readonly PublishedDevice[];
}

export type GatheredPools =
  | { readonly kind: "pools"; readonly pools: readonly DevicePool[] }
  | { readonly kind: "error"; readonly message: string };

/** `slices` may reach the node, `allSlices` are all that there are. */
export function gatherPools(
  slices: readonly PublishedSlice[],
  allSlices: readonly PublishedSlice[],
  node: SelectableNode,
): GatheredPools {
  const byPool = new Map<string, PublishedSlice[]>();
  for (const slice of slices) {
    const problem = nodeSelectionProblem(slice);
    if (problem !== undefined) return { kind: "error", message: `gather pool information: ${problem}` };
    if (isRelevant(slice, node)) addSlice(byPool, slice);
  }
  const pools = [...byPool.values()].flatMap((own) => poolOf(own, allSlices));
  return { kind: "pools", pools: [...sorted(pools, false), ...sorted(pools, true)] };
}

function nodeSelectionProblem({ name, reach }: PublishedSlice): string | undefined {
  const error = reachError(reach);
  return error === undefined
    ? undefined
    : `failed to perform node selection for slice ${name}: failed to parse node selector: ${error}`;
}

function isRelevant({ reach, isPerDevice, devices }: PublishedSlice, node: SelectableNode): boolean {
  if (reach !== undefined) return reaches(reach, node);
  return isPerDevice && devices.some((device) => reaches(device.reach, node));
}

/** Only the latest generation of a pool counts. */
function addSlice(byPool: Map<string, PublishedSlice[]>, slice: PublishedSlice): void {
  const others = byPool.get(slice.poolId);
  const latest = others?.[0]?.generation ?? Number.NEGATIVE_INFINITY;
  if (slice.generation < latest) return;
  if (others === undefined || slice.generation > latest) byPool.set(slice.poolId, [slice]);
  else others.push(slice);
}

/** The pool, or nothing if a later generation is somewhere else already. */
function poolOf(own: readonly PublishedSlice[], allSlices: readonly PublishedSlice[]): readonly DevicePool[] {
  const { poolId, generation, sliceCount } = own[0]!;
  if (own.length !== sliceCount) {
    const all = allSlices.filter((slice) => slice.poolId === poolId && slice.generation >= generation);
    if (all.some((slice) => slice.generation > generation)) return [];
    if (all.length !== sliceCount) return [{ id: poolId, isIncomplete: true, isInvalid: false, devices: [] }];
  }
  const devices = own.toSorted(byName).flatMap((slice) => slice.devices);
  const isInvalid = new Set(devices.map(({ id }) => id)).size < devices.length;
  return [{ id: poolId, isIncomplete: false, isInvalid, devices: isInvalid ? [] : devices }];
}

function byName(left: PublishedSlice, right: PublishedSlice): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

/** Pools with devices that have to be waited for come last. */
function sorted(pools: readonly DevicePool[], withConditions: boolean): readonly DevicePool[] {
  return pools
    .filter(({ devices }) => devices.some(({ device }) => device.bindingConditions !== undefined) === withConditions)
    .toSorted((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}

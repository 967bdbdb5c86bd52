// The search for devices for claims on one node: one device after the other, back when one does not lead on, the first whole
// answer is taken.
// Imitates staging dynamic-resource-allocation/structured/internal/incubating/allocator_incubating.go (Allocate, allocateOne,
// allocateDevice), v1.36. Counters that devices share, and capacity that allocations share, are not simulated.

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import type { SelectableNode } from "../../model/node-selector.ts";
import { compareQuantities } from "../../model/quantity/quantity.ts";
import { readQuantity } from "../../model/quantity/parse-quantity.ts";
import { constraintState, type ConstraintState } from "./device-constraints.ts";
import type { DevicePool } from "./device-pools.ts";
import { claimKey, type ClaimDemands, type DeviceDemand } from "./device-requests.ts";
import { isTainted } from "./device-taints.ts";
import { reaches, type PublishedDevice } from "./published-devices.ts";

/** A device for a request. */
export interface TakenDevice {
  readonly demand: DeviceDemand;
  readonly device: PublishedDevice;
}

/** A claim without allocation, and what it asks for. */
export interface OpenClaim {
  readonly claim: ResourceClaim;
  readonly demands: ClaimDemands;
}

export type SearchOutcome =
  /** The devices of each claim, in the order in which they were found. */
  | { readonly kind: "found"; readonly devices: readonly (readonly TakenDevice[])[] }
  | { readonly kind: "none" }
  | { readonly kind: "invalid-pools" }
  | SearchError;

/** Ends the whole cycle. */
export interface SearchError {
  readonly kind: "error";
  readonly message: string;
}

/** What the search is given beside the claims. */
export interface SearchGround {
  readonly node: SelectableNode;
  readonly pools: readonly DevicePool[];
  /** Ids of devices that other claims have. */
  readonly allocated: ReadonlySet<string>;
  /** Taints of devices, constraints of distinct values and amounts of capacity count. */
  readonly newerFeatures: boolean;
}

/** `too-many`: a claim would have more devices than it can. */
type Step = "done" | "failed" | "too-many" | SearchError;

const MAX_DEVICES = 32;

/** The devices that a demand for all of them would get. */
type Wanted = ReadonlyMap<DeviceDemand, readonly PublishedDevice[]>;

export function searchDevices(claims: readonly OpenClaim[], ground: SearchGround): SearchOutcome {
  const wanted = new Map<DeviceDemand, readonly PublishedDevice[]>();
  const constraints: (readonly ConstraintState[])[] = [];
  for (const open of claims) {
    const problem = wantedOf(open, ground, wanted) ?? tooManyProblem(open, wanted);
    if (problem !== undefined) return problem;
    const states = constraintsOf(open.claim, ground);
    if ("kind" in states) return states;
    constraints.push(states);
  }
  const search = new DeviceSearch(claims, constraints, wanted, ground);
  const step = search.placeRequest(0, 0);
  if (typeof step === "object") return step;
  if (step === "done") return { kind: "found", devices: search.taken };
  return ground.pools.some(({ isInvalid }) => isInvalid) ? { kind: "invalid-pools" } : { kind: "none" };
}

function wantedOf(
  { claim, demands }: OpenClaim,
  ground: SearchGround,
  wanted: Map<DeviceDemand, readonly PublishedDevice[]>,
): SearchError | undefined {
  for (const demand of demands.flat()) {
    if (demand.count !== undefined) continue;
    const devices: PublishedDevice[] = [];
    for (const pool of ground.pools) {
      const state = pool.isIncomplete ? "being updated" : pool.isInvalid ? "invalid" : undefined;
      if (state !== undefined) {
        const asks = `asks for all devices, but resource pool ${pool.id} is currently ${state}`;
        return failed(`claim ${claimKey(claim)}, request ${demand.ownName}: ${asks}`);
      }
      for (const device of pool.devices) {
        const isSelected = isSelectable(demand, device, ground);
        if (typeof isSelected === "object") return isSelected;
        if (isSelected && hasCapacity(demand, device, ground)) devices.push(device);
      }
    }
    wanted.set(demand, devices);
  }
  return undefined;
}

function tooManyProblem({ claim, demands }: OpenClaim, wanted: Wanted): SearchError | undefined {
  let fewest = 0;
  for (const ways of demands) {
    fewest += Math.min(...ways.map((demand) => countOf(demand, wanted)));
  }
  if (fewest <= MAX_DEVICES) return undefined;
  const asks = `number of requested devices ${fewest} exceeds the claim limit of ${MAX_DEVICES}`;
  return failed(`claim ${claimKey(claim)}: ${asks}`);
}

function countOf(demand: DeviceDemand, wanted: Wanted): number {
  return demand.count ?? wanted.get(demand)!.length;
}

function constraintsOf(
  claim: ResourceClaim,
  { newerFeatures }: SearchGround,
): readonly ConstraintState[] | SearchError {
  const states: ConstraintState[] = [];
  for (const [index, constraint] of (claim.spec?.devices?.constraints ?? []).entries()) {
    const isKnown = constraint.matchAttribute !== undefined || newerFeatures;
    const state = isKnown ? constraintState(constraint) : undefined;
    if (state === undefined) {
      const problem = "empty constraint (unsupported constraint type?)";
      return failed(`claim ${claimKey(claim)}, constraint #${index}: ${problem}`);
    }
    states.push(state);
  }
  return states;
}

function failed(message: string): SearchError {
  return { kind: "error", message };
}

/** The class's selectors, then the request's own, then where the device is to be had. */
function isSelectable(demand: DeviceDemand, device: PublishedDevice, ground: SearchGround): boolean | SearchError {
  // A device that has to be made ready is nothing for those who cannot wait for it.
  if (!ground.newerFeatures && (device.device.bindingConditions ?? []).length > 0) return false;
  for (const { owner, selector } of [...demand.classSelectors, ...demand.selectors]) {
    const verdict = device.verdictOf(selector);
    if (verdict.kind === "error") {
      const when = selector.kind === "selector" ? "runtime" : "compile";
      return failed(`${owner}: CEL ${when} error: ${verdict.message}`);
    }
    if (!verdict.matches) return false;
  }
  return !device.slice.isPerDevice || reaches(device.reach, ground.node);
}

/** The amounts asked for are there. Devices are allocated whole, so nothing of them is in use. */
function hasCapacity(
  { capacity }: DeviceDemand,
  { device }: PublishedDevice,
  { newerFeatures }: SearchGround,
): boolean {
  if (!newerFeatures) return true;
  return Object.entries(capacity).every(([name, asked]) => {
    const there = Object.hasOwn(device.capacity ?? {}, name) ? device.capacity![name]!.value : undefined;
    const amount = readQuantity(there ?? "0");
    const wanted = readQuantity(asked);
    if (there === undefined || amount === undefined || wanted === undefined) return false;
    return compareQuantities(wanted, amount) <= 0;
  });
}

class DeviceSearch {
  readonly taken: readonly TakenDevice[][];
  readonly #claims: readonly OpenClaim[];
  readonly #constraints: readonly (readonly ConstraintState[])[];
  readonly #wanted: Wanted;
  readonly #ground: SearchGround;
  /** Every device that may be taken, in the order of trying. */
  readonly #devices: readonly PublishedDevice[];
  /** Ids of taken devices, with the claims that have them. */
  readonly #holders = new Map<string, Set<number>>();

  constructor(
    claims: readonly OpenClaim[],
    constraints: readonly (readonly ConstraintState[])[],
    wanted: Wanted,
    ground: SearchGround,
  ) {
    this.#claims = claims;
    this.#constraints = constraints;
    this.#wanted = wanted;
    this.#ground = ground;
    this.#devices = ground.pools.flatMap(({ devices }) => devices);
    this.taken = claims.map(() => []);
  }

  /** Goes on with a request of a claim, and with all behind it. */
  placeRequest(claim: number, request: number): Step {
    if (claim >= this.#claims.length) return "done";
    const ways = this.#claims[claim]!.demands[request];
    if (ways === undefined) {
      const step = this.placeRequest(claim + 1, 0);
      // Another way of an earlier claim may leave this one with fewer.
      return step === "too-many" ? "failed" : step;
    }
    if (ways.length === 1 && ways[0]!.name.alternative === "") return this.#fill(claim, request, ways[0]!, 0, 0);
    return this.#placeAlternatives(claim, request, ways);
  }

  #placeAlternatives(claim: number, request: number, ways: readonly DeviceDemand[]): Step {
    let outcome: Step = "too-many";
    for (const way of ways) {
      const step = this.#fill(claim, request, way, 0, 0);
      if (step === "done" || typeof step === "object") return step;
      if (step === "failed") outcome = "failed";
    }
    return outcome;
  }

  /** Finds the device number `index` of a demand, at `start` or behind, then the next ones. */
  #fill(claim: number, request: number, demand: DeviceDemand, index: number, start: number): Step {
    const count = countOf(demand, this.#wanted);
    if (demand.count === undefined && count === 0) return "failed";
    if (index >= count) return this.placeRequest(claim, request + 1);
    if (this.taken[claim]!.length + count - index > MAX_DEVICES) return "too-many";
    if (demand.count === undefined) return this.#fillWith(claim, request, demand, index);
    for (let at = start; at < this.#devices.length; at += 1) {
      const device = this.#devices[at]!;
      if (this.#isInUse(claim, demand, device)) continue;
      const isSelected = isSelectable(demand, device, this.#ground);
      if (typeof isSelected === "object") return isSelected;
      if (!isSelected || !hasCapacity(demand, device, this.#ground)) continue;
      if (this.#take(claim, demand, device) !== undefined) continue;
      const step = this.#fill(claim, request, demand, index + 1, at + 1);
      if (step === "done") return step;
      this.#giveBack(claim, demand, device);
      if (step !== "failed") return step;
    }
    return "failed";
  }

  /** Of all devices each one must be had. */
  #fillWith(claim: number, request: number, demand: DeviceDemand, index: number): Step {
    const device = this.#wanted.get(demand)![index]!;
    if (this.#isInUse(claim, demand, device)) return "failed";
    const refusal = this.#take(claim, demand, device);
    if (refusal === "constraint") {
      const what = `cannot add device ${device.id} because a claim constraint would not be satisfied`;
      return failed(`claim ${claimKey(this.#claims[claim]!.claim)}, request ${demand.ownName}: ${what}`);
    }
    if (refusal !== undefined) return "failed";
    const step = this.#fill(claim, request, demand, index + 1, 0);
    if (step !== "done") this.#giveBack(claim, demand, device);
    return step;
  }

  #isInUse(claim: number, { adminAccess }: DeviceDemand, { id }: PublishedDevice): boolean {
    const holders = this.#holders.get(id);
    if (adminAccess) return holders?.has(claim) === true;
    return this.#ground.allocated.has(id) || (holders !== undefined && holders.size > 0);
  }

  /** Takes a device that is free and selected, or says why not. */
  #take(claim: number, demand: DeviceDemand, device: PublishedDevice): "constraint" | "other" | undefined {
    if ((device.device.consumesCounters ?? []).length > 0) return "other";
    if (this.#ground.newerFeatures && isTainted(device.device, demand.tolerations)) return "other";
    const constraints = this.#constraints[claim]!;
    const refusing = constraints.findIndex((constraint) => !constraint.add(demand.name, device));
    if (refusing >= 0) {
      for (const constraint of constraints.slice(0, refusing)) constraint.remove(demand.name);
      return "constraint";
    }
    let holders = this.#holders.get(device.id);
    if (holders === undefined) this.#holders.set(device.id, (holders = new Set()));
    holders.add(claim);
    this.taken[claim]!.push({ demand, device });
    return undefined;
  }

  #giveBack(claim: number, demand: DeviceDemand, { id }: PublishedDevice): void {
    this.taken[claim]!.pop();
    this.#holders.get(id)!.delete(claim);
    for (const constraint of this.#constraints[claim]!) constraint.remove(demand.name);
  }
}

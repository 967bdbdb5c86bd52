// One scheduling cycle of a pod with claims to devices: which nodes have what is allocated already, and where the rest could
// be allocated.
// Imitates pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go (PreFilter, Filter, PostFilter, Score), v1.36.

import type { AllocationResult, DeviceRequest, ResourceClaim } from "../../model/api/types/resource-claim.ts";
import { compileTerms, matchesTerm, termError, type CompiledTerm } from "../../model/node-selector.ts";
import type { VersionBehaviour } from "../../model/version-behaviour.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";

import type { CyclePod, PreFilterOutcome } from "../framework/plugin.ts";
import { failure, SUCCESS, unresolvable, type Status } from "../framework/status.ts";
import { allocationOf } from "./claim-allocation.ts";
import type { DeviceObjects } from "./device-objects.ts";
import { demandsOf } from "./device-requests.ts";
import { searchDevices, type OpenClaim } from "./device-search.ts";
import {
  canBeReserved,
  isReservedFor,
  podResourceClaims,
  releasedClaim,
  reservedClaim,
} from "./pod-resource-claims.ts";

/** What the first alternative of a request is worth; every later one is worth less by one. */
const FIRST_ALTERNATIVE_SCORE = 8;

interface PodClaim {
  readonly claim: ResourceClaim;
  /** Of its allocation; undefined: any node, or it has none. */
  readonly terms: readonly CompiledTerm[] | undefined;
}

/** A search for the pod, or why it cannot begin. */
export function claimSearchFor(
  pod: CyclePod,
  objects: DeviceObjects,
  behaviour: VersionBehaviour,
): PreFilterOutcome<ClaimSearch> {
  const claims = podResourceClaims(pod, objects);
  if (typeof claims === "string") return { kind: "rejected", status: unresolvable(claims) };
  if (claims.length === 0) return { kind: "skip" };
  const prepared: PodClaim[] = [];
  for (const claim of claims) {
    const status = claim.status?.allocation === undefined ? openProblem(claim, objects) : usedProblem(claim, pod.name);
    if (status !== undefined) return { kind: "rejected", status };
    const selector = claim.status?.allocation?.nodeSelector;
    const terms = selector === undefined ? undefined : compileTerms(selector.nodeSelectorTerms ?? []);
    const error = terms === undefined ? undefined : termError(terms);
    if (error !== undefined) return { kind: "rejected", status: failure(error) };
    prepared.push({ claim, terms });
  }
  return { kind: "ready", state: new ClaimSearch(pod, prepared, objects, behaviour) };
}

function usedProblem(claim: ResourceClaim, podName: string): Status | undefined {
  return canBeReserved(claim) || isReservedFor(claim, podName) ? undefined : unresolvable("resourceclaim in use");
}

function openProblem(claim: ResourceClaim, objects: DeviceObjects): Status | undefined {
  for (const request of claim.spec?.devices?.requests ?? []) {
    const classes = classesOf(request);
    if (classes.length === 0) {
      const { namespace = "default", name = "" } = claim.metadata ?? {};
      const what = `resource claim ${namespace}/${name}, request ${request.name ?? ""}: unknown request type`;
      return unresolvable(what);
    }
    for (const [requestName, className] of classes) {
      if (className === "") return failure(`request ${requestName}: unsupported request type`);
      if (objects.deviceClass(className) === undefined) {
        return unresolvable(`request ${requestName}: device class ${className} does not exist`);
      }
    }
  }
  return undefined;
}

/** The device classes of a request by the names of its alternatives. */
function classesOf({ name = "", exactly, firstAvailable = [] }: DeviceRequest): readonly (readonly [string, string])[] {
  if (exactly !== undefined) return [[name, exactly.deviceClassName ?? ""]];
  return firstAvailable.map((alternative) => [`${name}/${alternative.name ?? ""}`, alternative.deviceClassName ?? ""]);
}

export class ClaimSearch {
  readonly pod: CyclePod;
  readonly #claims: readonly PodClaim[];
  readonly #open: readonly OpenClaim[];
  readonly #objects: DeviceObjects;
  readonly #behaviour: VersionBehaviour;
  /** The allocations of the open claims, by node name. */
  readonly #allocations = new Map<string, readonly AllocationResult[]>();
  /** Indexes of claims that some node does not have. */
  readonly #unavailable = new Set<number>();

  constructor(pod: CyclePod, claims: readonly PodClaim[], objects: DeviceObjects, behaviour: VersionBehaviour) {
    this.pod = pod;
    this.#claims = claims;
    this.#objects = objects;
    this.#behaviour = behaviour;
    this.#open = claims.flatMap(({ claim }) =>
      claim.status?.allocation === undefined ? [{ claim, demands: demandsOf(claim, objects.deviceClass) }] : [],
    );
  }

  /** Whether the pod finds its devices on the node. */
  ask(node: NodeRecord): Status {
    const unavailable = this.#claims.flatMap(({ terms }, index) =>
      terms === undefined || terms.some((term) => matchesTerm(term, node)) ? [] : [index],
    );
    const status = this.#open.length === 0 ? SUCCESS : this.#allocate(node);
    if (status.code !== "Success" || unavailable.length === 0) return status;
    for (const index of unavailable) this.#unavailable.add(index);
    this.#allocations.delete(node.name);
    return unresolvable("resourceclaim not available on the node");
  }

  /** How far to the front the alternatives stand that the node gives. */
  score(node: NodeRecord): number {
    const allocations = this.#allocations.get(node.name);
    if (allocations === undefined) return 0;
    return this.#allocationsWith(allocations).reduce((sum, [claim, allocation]) => sum + scoreOf(claim, allocation), 0);
  }

  /** The claims that change if the pod goes to the node, as they are then. */
  claimsOn(node: NodeRecord): readonly ResourceClaim[] {
    if (this.#open.length > 0 && !this.#allocations.has(node.name)) this.ask(node);
    const allocations = this.#allocationsWith(this.#allocations.get(node.name) ?? []);
    return allocations.flatMap(([claim, allocation]) => {
      if (claim.status?.allocation !== undefined && isReservedFor(claim, this.pod.name)) return [];
      return [reservedClaim({ ...claim, status: { ...claim.status, allocation } }, this.pod.name)];
    });
  }

  /** All claims with what they have, or get. */
  #allocationsWith(found: readonly AllocationResult[]): readonly (readonly [ResourceClaim, AllocationResult])[] {
    let next = 0;
    return this.#claims.flatMap(({ claim }) => {
      const allocation = claim.status?.allocation ?? found[next++];
      return allocation === undefined ? [] : [[claim, allocation] as const];
    });
  }

  /** A claim that keeps the pod from nodes and that nobody else uses, given up; undefined: there is none. */
  releasable(): ResourceClaim | undefined {
    for (const index of [...this.#unavailable].toSorted((left, right) => left - right)) {
      const { claim } = this.#claims[index]!;
      const reservedFor = claim.status?.reservedFor ?? [];
      const isOwn = reservedFor.length === 1 && isReservedFor(claim, this.pod.name);
      if (reservedFor.length === 0 || isOwn) return releasedClaim(claim);
    }
    return undefined;
  }

  #allocate(node: NodeRecord): Status {
    const gathered = this.#objects.poolsOf(node);
    if (gathered.kind === "error") return failure(gathered.message);
    const outcome = searchDevices(this.#open, {
      node,
      pools: gathered.pools,
      allocated: this.#objects.allocated(),
      newerFeatures: this.#behaviour.newerDeviceFeatures,
    });
    switch (outcome.kind) {
      case "error":
        return failure(outcome.message);
      case "invalid-pools":
        return unresolvable("invalid resource pools were encountered");
      case "none":
        return unresolvable("cannot allocate all claims");
      case "found":
        this.#allocations.set(
          node.name,
          outcome.devices.map((devices) => allocationOf(devices, node.name)),
        );
        return SUCCESS;
    }
  }
}

function scoreOf({ spec }: ResourceClaim, { devices }: AllocationResult): number {
  const given = new Set((devices?.results ?? []).map(({ request }) => request));
  let score = 0;
  for (const { name, exactly, firstAvailable = [] } of spec?.devices?.requests ?? []) {
    if (exactly !== undefined) continue;
    for (const [index, alternative] of firstAvailable.entries()) {
      if (given.has(`${name ?? ""}/${alternative.name ?? ""}`)) score += FIRST_ALTERNATIVE_SCORE - index;
    }
  }
  return score;
}

// The requests of a claim, ready for the search: classes found, selectors compiled, alternatives in their order.
// Imitates staging dynamic-resource-allocation/structured/internal/incubating/allocator_incubating.go
// (validateDeviceRequest, requestAccessor), v1.36.

import type {
  DeviceRequest,
  DeviceSubRequest,
  DeviceToleration,
  ExactDeviceRequest,
  ResourceClaim,
} from "../../model/api/types/resource-claim.ts";
import type { DeviceClass, DeviceSelector } from "../../model/api/types/resource-slice.ts";
import { compileSelector, type CompiledSelector } from "../../model/cel/device-selector.ts";
import type { RequestName } from "./device-constraints.ts";

/** One way to satisfy a request. */
export interface DeviceDemand {
  readonly name: RequestName;
  /** Its own name: of the alternative where there are several. */
  readonly ownName: string;
  /** How many devices; undefined: all that match. */
  readonly count: number | undefined;
  /** Devices in use may be looked at. */
  readonly adminAccess: boolean;
  readonly classSelectors: readonly NamedSelector[];
  readonly selectors: readonly NamedSelector[];
  readonly tolerations: readonly DeviceToleration[];
  /** Amounts that a device must have, by the capacity's qualified name. */
  readonly capacity: Readonly<Record<string, string>>;
}

/** A selector with the words in which its errors begin. */
export interface NamedSelector {
  readonly owner: string;
  readonly selector: CompiledSelector;
}

/** The ways of each request, the best first. */
export type ClaimDemands = readonly (readonly DeviceDemand[])[];

const COMPILED = new Map<string, CompiledSelector>();

/** Expressions are few; those that are read once stay read. */
function compiled(expression: string): CompiledSelector {
  let selector = COMPILED.get(expression);
  if (selector === undefined) COMPILED.set(expression, (selector = compileSelector(expression)));
  return selector;
}

/** `classOf` finds a device class by name; preFilter has seen to it that there is one. */
export function demandsOf(claim: ResourceClaim, classOf: (name: string) => DeviceClass | undefined): ClaimDemands {
  const owner = `claim ${claimKey(claim)}`;
  return (claim.spec?.devices?.requests ?? []).map((request) => demandsOfRequest(request, owner, classOf));
}

/** `namespace/name`. */
export function claimKey({ metadata }: ResourceClaim): string {
  return `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;
}

function demandsOfRequest(
  { name = "", exactly, firstAvailable = [] }: DeviceRequest,
  owner: string,
  classOf: (name: string) => DeviceClass | undefined,
): readonly DeviceDemand[] {
  if (firstAvailable.length === 0 && exactly !== undefined) {
    return [demandOf(exactly, { request: name, alternative: "" }, owner, classOf)];
  }
  return firstAvailable.map((alternative) =>
    demandOf(alternative, { request: name, alternative: alternative.name ?? "" }, owner, classOf),
  );
}

function demandOf(
  request: ExactDeviceRequest | DeviceSubRequest,
  name: RequestName,
  owner: string,
  classOf: (name: string) => DeviceClass | undefined,
): DeviceDemand {
  const { deviceClassName = "", allocationMode, count = 1, tolerations = [], capacity, selectors } = request;
  return {
    name,
    ownName: name.alternative === "" ? name.request : name.alternative,
    count: allocationMode === "All" ? undefined : count,
    adminAccess: "adminAccess" in request && request.adminAccess,
    classSelectors: named(classOf(deviceClassName)?.spec?.selectors, `class ${deviceClassName}`),
    selectors: named(selectors, owner),
    tolerations,
    capacity: capacity?.requests ?? {},
  };
}

function named(selectors: readonly DeviceSelector[] = [], owner: string): readonly NamedSelector[] {
  return selectors.map(({ cel }, index) => ({
    owner: `${owner}: selector #${index}`,
    selector: compiled(cel?.expression ?? ""),
  }));
}

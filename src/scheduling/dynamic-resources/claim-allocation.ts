// What is written into a claim when devices were found for it: the devices, and the nodes where they are to be had.
// Imitates staging dynamic-resource-allocation/structured/internal/incubating/allocator_incubating.go (Allocate,
// createNodeSelector), v1.36. Configuration for drivers is left out: it changes no decision.

import type { NodeSelector, NodeSelectorRequirement } from "../../model/api/types/affinity.ts";
import type { AllocationResult, DeviceRequestAllocationResult } from "../../model/api/types/resource-claim.ts";
import type { DeviceDemand } from "./device-requests.ts";
import type { TakenDevice } from "./device-search.ts";
import type { Reach } from "./published-devices.ts";

export function allocationOf(devices: readonly TakenDevice[], nodeName: string): AllocationResult {
  const nodeSelector = nodeSelectorOf(devices, nodeName);
  return {
    devices: { results: devices.map(resultOf) },
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
  };
}

/** `request`, or `request/alternative`. */
function requestText({ name: { request, alternative } }: DeviceDemand): string {
  return alternative === "" ? request : `${request}/${alternative}`;
}

function resultOf({ demand, device: { device, slice } }: TakenDevice): DeviceRequestAllocationResult {
  const { driver, pool } = slice;
  return {
    request: requestText(demand),
    driver,
    pool,
    device: device.name ?? "",
    ...(demand.adminAccess ? { adminAccess: true } : {}),
    ...(demand.tolerations.length === 0 ? {} : { tolerations: demand.tolerations }),
  };
}

/** One node if any device is its own; else what all devices ask of nodes; undefined: any node. */
function nodeSelectorOf(devices: readonly TakenDevice[], nodeName: string): NodeSelector | undefined {
  const matchFields: NodeSelectorRequirement[] = [];
  const matchExpressions: NodeSelectorRequirement[] = [];
  for (const { device } of devices) {
    const reach: Reach | undefined = device.slice.isPerDevice ? device.reach : device.slice.reach;
    if (reach?.kind === "node" || device.device.bindsToNode === true) return onlyNode(nodeName);
    if (reach?.kind !== "selected") continue;
    const [term] = reach.selector.nodeSelectorTerms ?? [];
    addNew(matchFields, term?.matchFields ?? []);
    addNew(matchExpressions, term?.matchExpressions ?? []);
  }
  if (matchFields.length === 0 && matchExpressions.length === 0) return undefined;
  return {
    nodeSelectorTerms: [
      {
        ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
        ...(matchFields.length === 0 ? {} : { matchFields }),
      },
    ],
  };
}

function onlyNode(name: string): NodeSelector {
  return { nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [name] }] }] };
}

function addNew(to: NodeSelectorRequirement[], from: readonly NodeSelectorRequirement[]): void {
  for (const requirement of from) if (!to.some((other) => areEqual(requirement, other))) to.push(requirement);
}

function areEqual(left: NodeSelectorRequirement, right: NodeSelectorRequirement): boolean {
  const values = new Set(left.values ?? []);
  const others = new Set(right.values ?? []);
  const sameValues = values.size === others.size && [...values].every((value) => others.has(value));
  return left.key === right.key && left.operator === right.operator && sameValues;
}

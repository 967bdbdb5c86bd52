// Nodes that hold more than they offer before the run begins: real clusters have such nodes only after somebody shrank
// them, so it is told. The scheduler places nothing more there; what is there stays.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { Pod } from "../model/objects.ts";
import { placedRequests } from "../model/pod-requests.ts";
import { ZERO_QUANTITY } from "../model/quantity/quantity.ts";
import { wholeUnits } from "../model/quantity/whole-units.ts";
import { readResourceList, resourceAmounts } from "../model/resource-list.ts";
import { CPU, EPHEMERAL_STORAGE, MEMORY, PODS } from "../model/resource-name.ts";
import type { VersionBehaviour } from "../model/version-behaviour.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedNode } from "../environment/workload-source.ts";

/** Amounts by name, in the units that the scheduler counts in. */
type Amounts = Map<string, number>;

/** Tells of the nodes whose bound pods ask for more than the node offers, one line a resource. */
export function reportOvercommittedNodes(
  nodes: readonly ListedNode[],
  bound: readonly Pod[],
  behaviour: VersionBehaviour,
  sink: DiagnosticSink,
): void {
  const asked = new Map<string, Amounts>();
  for (const pod of bound) addRequests(asked, pod, behaviour);
  const notes = new Notes();
  for (const { node, position } of nodes) {
    const amounts = asked.get(node.metadata.name);
    if (amounts === undefined) continue;
    const offered = offeredBy(node.status?.allocatable ?? {});
    for (const [name, amount] of amounts) {
      if (amount <= (offered.get(name) ?? 0)) continue;
      const message = `bound pods ask for more ${name} than their node offers: nothing more is placed there that asks for any`;
      notes.add({ code: "overcommitted-node", severity: "warning", message }, () => position);
    }
  }
  notes.flush(sink);
}

function addRequests(asked: Map<string, Amounts>, pod: Pod, behaviour: VersionBehaviour): void {
  const node = pod.spec.nodeName ?? "";
  const sums = asked.get(node) ?? new Map<string, number>();
  asked.set(node, sums);
  const { cpuMilli, memoryBytes, ephemeralStorageBytes, scalars } = placedRequests(pod, behaviour);
  const amounts = [
    [CPU, cpuMilli],
    [MEMORY, memoryBytes],
    [EPHEMERAL_STORAGE, ephemeralStorageBytes],
    ...scalars,
  ] as const;
  for (const [name, amount] of [...amounts, [PODS, 1] as const]) sums.set(name, (sums.get(name) ?? 0) + amount);
}

function offeredBy(allocatable: Readonly<Record<string, string | number>>): Amounts {
  const list = readResourceList(allocatable);
  const { cpuMilli, memoryBytes, ephemeralStorageBytes, scalars } = resourceAmounts(list);
  return new Map([
    [CPU, cpuMilli],
    [MEMORY, memoryBytes],
    [EPHEMERAL_STORAGE, ephemeralStorageBytes],
    [PODS, wholeUnits(list.get(PODS) ?? ZERO_QUANTITY)],
    ...scalars,
  ]);
}

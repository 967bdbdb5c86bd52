// What a node's kubelet observes of its memory: the pods' use, and that of all else on the machine.
// Imitates pkg/kubelet/eviction/helpers.go (makeSignalObservations) and pkg/kubelet/cm/node_container_manager_linux.go (allocatable), v1.36.

import type { Node } from "../../../model/objects.ts";
import { wholeUnits } from "../../../model/quantity/whole-units.ts";
import { readResourceList } from "../../../model/resource-list.ts";
import { MEMORY } from "../../../model/resource-name.ts";

import { thresholdAmount, type Observation, type Threshold } from "./thresholds.ts";

/** Bytes. The machine's own daemons use all that is reserved for them. */
export interface NodeMemory {
  readonly capacityBytes: number;
  readonly othersBytes: number;
}

/** A node that says only what pods may use has that, and what its hard threshold keeps free. Undefined: it says nothing. */
export function memoryOfNode({ status }: Node, thresholds: readonly Threshold[]): NodeMemory | undefined {
  const bytesIn = (amounts: Parameters<typeof readResourceList>[0]) => {
    const quantity = readResourceList(amounts).get(MEMORY);
    return quantity === undefined ? undefined : wholeUnits(quantity);
  };
  const allocatableBytes = bytesIn(status?.allocatable);
  if (allocatableBytes === undefined) return undefined;
  const hard = thresholds.find(({ signal, graceUs }) => signal === "memory.available" && graceUs === 0);
  const capacityBytes = bytesIn(status?.capacity) ?? capacityFor(allocatableBytes, hard);
  const keptBytes = hard === undefined ? 0 : thresholdAmount(hard.value, capacityBytes);
  return { capacityBytes, othersBytes: Math.max(capacityBytes - allocatableBytes - keptBytes, 0) };
}

function capacityFor(allocatableBytes: number, hard: Threshold | undefined): number {
  if (hard === undefined) return allocatableBytes;
  const { value } = hard;
  return value.kind === "amount" ? allocatableBytes + value.amount : Math.ceil(allocatableBytes / (1 - value.share));
}

/** With `podsBytes` used by pods. The kubelet takes for capacity what is used and what is left. */
export function observedMemory({ capacityBytes, othersBytes }: NodeMemory, podsBytes: number): Observation {
  const usedBytes = othersBytes + podsBytes;
  const available = Math.max(capacityBytes - usedBytes, 0);
  return { available, capacity: available + usedBytes };
}

/** How much pods may use without meeting a threshold; Infinity where none is of memory. */
export function bearableBytes({ capacityBytes, othersBytes }: NodeMemory, thresholds: readonly Threshold[]): number {
  const ofMemory = thresholds.filter(({ signal }) => signal === "memory.available");
  const kept = ofMemory.map(({ value }) => thresholdAmount(value, capacityBytes));
  return kept.length === 0 ? Infinity : capacityBytes - othersBytes - Math.max(...kept);
}

// What the nodes of a pool offer to pods: as the pool says it, or what kubelets leave of the machine.
// Imitates pkg/kubelet/cm/node_container_manager_linux.go (GetNodeAllocatableReservation) and nodestatus/setters.go (MachineInfo), v1.36.

import { parseQuantity } from "../model/quantity/parse-quantity.ts";
import { isNegative, ZERO_QUANTITY, quantityOfUnits, type Quantity } from "../model/quantity/quantity.ts";
import { canonicalText } from "../model/quantity/canonical-text.ts";
import { differenceOfQuantities } from "../model/quantity/quantity-arithmetic.ts";
import { milliUnits, wholeUnits } from "../model/quantity/whole-units.ts";
import type { QuantityMap } from "../model/objects.ts";
import { CPU, EPHEMERAL_STORAGE, MEMORY, PODS } from "../model/resource-name.ts";

import { thresholdAmount, type Signal } from "../components/kubelet/eviction/thresholds.ts";

import { hardThresholds } from "../components/kubelet/settings.ts";

import { hardEvictionOf, type KubeletOptions } from "./kubelet-options.ts";

/** The kubelet's own default (maxPods), where a pool does not say how many pods a node takes. */
const DEFAULT_MAX_PODS = 110;
const MILLI = 1000;

/** How many pods a node of these amounts takes. */
export function podsOf(amounts: QuantityMap, { maxPods = DEFAULT_MAX_PODS, podsPerCore = 0 }: KubeletOptions): number {
  const cores = Math.ceil(milliUnits(quantityIn(amounts, CPU)) / MILLI);
  return podsPerCore === 0 ? maxPods : Math.min(maxPods, podsPerCore * cores);
}

/** What is left for pods of machines that have so much. */
export function allocatableOf(capacity: QuantityMap, options: KubeletOptions): QuantityMap {
  const names = Object.keys(capacity);
  const left = names.map((name) => {
    const all = quantityIn(capacity, name);
    const kept = reservationsOf(name, all, options).map(({ amount }) => amount);
    const rest = [...kept, ...(name === MEMORY ? hugePagesOf(capacity) : [])].reduce(differenceOfQuantities, all);
    return [name, isNegative(rest) ? "0" : canonicalText(rest)] as const;
  });
  return { ...Object.fromEntries(left), [PODS]: capacity[PODS] ?? podsOf(capacity, options) };
}

const SIGNAL_OF: ReadonlyMap<string, Signal> = new Map([
  [MEMORY, "memory.available"],
  [EPHEMERAL_STORAGE, "nodefs.available"],
]);

/** What a kubelet keeps of a resource, and which of its fields says so. */
export interface Reservation {
  readonly field: "kubeReserved" | "systemReserved" | "evictionHard";
  readonly key: string;
  readonly amount: Quantity;
}

/** Of a resource of which machines have `all`. */
export function reservationsOf(name: string, all: Quantity, options: KubeletOptions): readonly Reservation[] {
  const reserved = (["kubeReserved", "systemReserved"] as const).map((field): Reservation => {
    return { field, key: name, amount: quantityIn(options[field] ?? {}, name) };
  });
  const hard: Reservation = {
    field: "evictionHard",
    key: SIGNAL_OF.get(name) ?? name,
    amount: keptFree(name, all, options),
  };
  return [...reserved, hard];
}

/** Hard thresholds keep their resource from pods. */
function keptFree(name: string, all: Quantity, options: KubeletOptions): Quantity {
  const hard = hardThresholds(hardEvictionOf(options)).find(({ signal }) => signal === SIGNAL_OF.get(name));
  if (hard === undefined) return ZERO_QUANTITY;
  return quantityOfUnits(BigInt(thresholdAmount(hard.value, wholeUnits(all))), "BinarySI");
}

function hugePagesOf(capacity: QuantityMap): readonly Quantity[] {
  return Object.keys(capacity)
    .filter((name) => name.startsWith("hugepages-"))
    .map((name) => quantityIn(capacity, name));
}

/** Nothing of what is not named; amounts that are none have been told. */
export function quantityIn(amounts: QuantityMap, name: string): Quantity {
  const amount = Object.hasOwn(amounts, name) ? amounts[name] : undefined;
  return (amount === undefined ? undefined : parseQuantity(amount)) ?? ZERO_QUANTITY;
}

// One change of a remedy as a sentence. Amounts are never rounded down: what is told must be enough.

import type { AmountUnit, RemedyChange } from "../../simulation/explain/explanation.ts";

const MIB = 1_048_576;
const MIB_PER_GIB = 1_024;
/** Gibibytes are told with two decimals. */
const HUNDRED = 100;

export function remedyText(change: RemedyChange): string {
  switch (change.kind) {
    case "allocatable": {
      const { node, resource, by, to, unit } = change;
      return `${amountUp(by, unit)} more ${resource} on node ${node} (${amountUp(to, unit)} allocatable)`;
    }
    case "request": {
      const { resource, from, to, unit } = change;
      return `ask for at most ${amountDown(to, unit)} of ${resource}, not ${amountUp(from, unit)}`;
    }
    case "label":
      return `label node ${change.node} ${change.key}=${change.value}`;
    case "unlabel":
      return `take the label ${change.key} off node ${change.node}`;
    case "uncordon":
      return `uncordon node ${change.node}`;
    case "toleration": {
      const { key, value, effect } = change;
      return `tolerate the taint ${key}${value === "" ? "" : `=${value}`}:${effect}`;
    }
    case "pod-away":
      return `pod ${change.pod} (priority ${change.priority}) away from node ${change.node}`;
    case "max-skew":
      return `maxSkew ${change.to} instead of ${change.from} for ${change.topologyKey}`;
    case "companion":
      return `a pod with ${change.labels} in namespace ${change.namespace} on node ${change.node}`;
  }
}

/** At least as much as is meant. */
function amountUp(amount: number, unit: AmountUnit): string {
  return amountText(amount, unit, Math.ceil);
}

/** At most as much as is meant. */
function amountDown(amount: number, unit: AmountUnit): string {
  return amountText(amount, unit, Math.floor);
}

function amountText(amount: number, unit: AmountUnit, round: (amount: number) => number): string {
  if (unit === "count") return String(amount);
  if (unit === "cores") return Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1_000)}m`;
  if (amount < MIB) return String(amount);
  if (amount < MIB * MIB_PER_GIB) return `${round(amount / MIB)}Mi`;
  return `${round((amount / MIB / MIB_PER_GIB) * HUNDRED) / HUNDRED}Gi`;
}

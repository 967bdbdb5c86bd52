// The taints that the control plane gives to nodes: NoSchedule ones follow from conditions and cordon at once, NoExecute ones
// of nodes that are not ready come one by one. Imitates doNoScheduleTaintingPass and the templates of
// pkg/controller/nodelifecycle/node_lifecycle_controller.go and pkg/util/taints/taints.go, v1.36.

import type { Node, Taint } from "./objects.ts";

/** On a node whose kubelet has fallen silent. */
export const UNREACHABLE: Taint = Object.freeze({ key: "node.kubernetes.io/unreachable", effect: "NoExecute" });
/** On a node that says itself that it is not ready. */
export const NOT_READY: Taint = Object.freeze({ key: "node.kubernetes.io/not-ready", effect: "NoExecute" });
/** Set by people: what runs on the node will not come back. */
export const OUT_OF_SERVICE_KEY = "node.kubernetes.io/out-of-service";

const UNSCHEDULABLE_KEY = "node.kubernetes.io/unschedulable";

/** By type and status of a condition. */
const KEY_OF_CONDITION: Readonly<Record<string, string>> = Object.freeze({
  "Ready/False": NOT_READY.key,
  "Ready/Unknown": UNREACHABLE.key,
  "MemoryPressure/True": "node.kubernetes.io/memory-pressure",
  "DiskPressure/True": "node.kubernetes.io/disk-pressure",
  "PIDPressure/True": "node.kubernetes.io/pid-pressure",
  "NetworkUnavailable/True": "node.kubernetes.io/network-unavailable",
});

const OWN_KEYS: ReadonlySet<string> = new Set([UNSCHEDULABLE_KEY, ...Object.values(KEY_OF_CONDITION)]);

/** What is to be added to a node's taints and taken from them. */
export interface TaintSwap {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

/** What a node's NoSchedule taints lack, and have too much, by its conditions and its cordon. Others' taints stay. */
export function noScheduleSwap({ spec, status }: Pick<Node, "spec" | "status">): TaintSwap {
  const keys = (status?.conditions ?? []).flatMap(({ type, status: value }) => keyOf(type, value));
  if (spec?.unschedulable === true) keys.push(UNSCHEDULABLE_KEY);
  const present = (spec?.taints ?? []).filter(({ key, effect }) => effect === "NoSchedule" && OWN_KEYS.has(key));
  const wanted = keys.map((key): Taint => ({ key, effect: "NoSchedule" }));
  return {
    add: wanted.filter((taint) => !hasTaint(present, taint)),
    remove: present.filter((taint) => !hasTaint(wanted, taint)),
  };
}

/** True if a taint of the same key and effect is there, whatever its value. */
export function hasTaint(taints: readonly Taint[] | undefined, { key, effect }: Taint): boolean {
  return taints?.some((taint) => taint.key === key && taint.effect === effect) ?? false;
}

/** The taints with one more, which takes the place of one of the same key and effect. */
export function withTaint(taints: readonly Taint[] | undefined, taint: Taint): readonly Taint[] {
  if (!hasTaint(taints, taint)) return [...(taints ?? []), taint];
  return taints!.map((old) => (old.key === taint.key && old.effect === taint.effect ? taint : old));
}

/** The taints without those of the same key and effect as one of `gone`. */
export function withoutTaints(taints: readonly Taint[] | undefined, gone: readonly Taint[]): readonly Taint[] {
  return (taints ?? []).filter((taint) => !hasTaint(gone, taint));
}

/** Those that drive pods away. */
export function noExecuteTaints(taints: readonly Taint[] | undefined): readonly Taint[] {
  return (taints ?? []).filter(({ effect }) => effect === "NoExecute");
}

function keyOf(type: string, status: string): readonly string[] {
  const name = `${type}/${status}`;
  return Object.hasOwn(KEY_OF_CONDITION, name) ? [KEY_OF_CONDITION[name]!] : [];
}

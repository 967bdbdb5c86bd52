// Does a node that came, went or changed help a pod that waits? Each plugin that refused it is asked.
// Imitates the hints of pkg/scheduler/framework/plugins for nodes, and pkg/scheduler/scheduler.go (buildQueueingHintMap: who
// waits for new nodes is woken by every change of taints), v1.36.

import { labelOf } from "../../model/label-selector.ts";
import { matchesRequired } from "../../model/node-selector.ts";
import type { Node } from "../../model/objects.ts";
import { ZERO_QUANTITY } from "../../model/quantity/quantity.ts";
import { wholeUnits } from "../../model/quantity/whole-units.ts";
import { readResourceList, resourceAmounts, type ResourceAmounts } from "../../model/resource-list.ts";
import { PODS } from "../../model/resource-name.ts";
import { firstUntoleratedTaint } from "../../model/toleration.ts";

import type { NodeAction } from "./cluster-events.ts";
import { isSame } from "./object-aspects.ts";
import { always, type WaitingPod } from "./waiting-pod.ts";

/** The node as it was and as it is; undefined where it was not there, or is not any more. */
type NodeHint = (waiting: WaitingPod, before: Node | undefined, after: Node | undefined) => boolean;

const FIT: readonly [string, NodeHint] = ["NodeResourcesFit", bringsRoom];
const AFFINITY: readonly [string, NodeHint] = ["NodeAffinity", beginsToMatch];
const TAINTS: readonly [string, NodeHint] = ["TaintToleration", beginsToBeTolerated];
const CORDON: readonly [string, NodeHint] = ["NodeUnschedulable", isUncordoned];
const SPREAD: readonly [string, NodeHint] = ["PodTopologySpread", changesDomains];
const PODS_NEARBY: readonly [string, NodeHint] = ["InterPodAffinity", changesTopology];
const FEATURES: readonly [string, NodeHint] = ["NodeDeclaredFeatures", changesFeatures];

/** Woken by new nodes, not by changes of taints but for the rule that makes up for missed nodes. */
const WOKEN_BY_TAINTS = [
  "NodeResourcesFit",
  "NodeAffinity",
  "NodeName",
  "NodePorts",
  "InterPodAffinity",
  "VolumeBinding",
  "VolumeZone",
  "VolumeRestrictions",
  "DynamicResources",
  "NodeDeclaredFeatures",
  "Open-Gpu-Share",
];

/** By action, the plugins that wait for it. */
export const NODE_HINTS: Readonly<Record<NodeAction, ReadonlyMap<string, NodeHint>>> = {
  Add: new Map<string, NodeHint>([
    FIT,
    AFFINITY,
    TAINTS,
    CORDON,
    SPREAD,
    PODS_NEARBY,
    FEATURES,
    ["NodeName", always],
    ["NodePorts", always],
    ["VolumeBinding", always],
    ["VolumeZone", always],
    ["VolumeRestrictions", always],
    ["DynamicResources", always],
    ["Open-Gpu-Share", always],
  ]),
  Delete: new Map<string, NodeHint>([SPREAD]),
  UpdateNodeAllocatable: new Map<string, NodeHint>([FIT, ["DynamicResources", always], ["Open-Gpu-Share", always]]),
  UpdateNodeLabel: new Map<string, NodeHint>([
    AFFINITY,
    SPREAD,
    PODS_NEARBY,
    ["VolumeBinding", always],
    ["VolumeZone", always],
    ["DynamicResources", always],
    ["Open-Gpu-Share", always],
  ]),
  UpdateNodeTaint: new Map<string, NodeHint>([
    TAINTS,
    CORDON,
    SPREAD,
    ...WOKEN_BY_TAINTS.map((plugin) => [plugin, always] as const),
  ]),
  UpdateNodeCondition: new Map(),
  UpdateNodeAnnotation: new Map(),
  UpdateNodeDeclaredFeature: new Map<string, NodeHint>([FEATURES]),
};

/** The pod would fit if it were alone, and the node has more than before of something that counts. */
function bringsRoom(
  { podClass: { requests } }: WaitingPod,
  before: Node | undefined,
  after: Node | undefined,
): boolean {
  const now = roomOf(after!);
  if (!fits(requests, now)) return false;
  if (before === undefined) return true;
  const old = roomOf(before);
  if (now.pods > old.pods) return true;
  const grows = (amount: (amounts: ResourceAmounts) => number) =>
    amount(requests) > 0 && amount(now.amounts) > amount(old.amounts);
  return (
    grows(({ cpuMilli }) => cpuMilli) ||
    grows(({ memoryBytes }) => memoryBytes) ||
    grows(({ ephemeralStorageBytes }) => ephemeralStorageBytes) ||
    [...requests.scalars.keys()].some((name) => grows(({ scalars }) => scalars.get(name) ?? 0))
  );
}

interface Room {
  readonly pods: number;
  readonly amounts: ResourceAmounts;
}

function roomOf({ status }: Node): Room {
  const list = readResourceList(status?.allocatable);
  return { pods: wholeUnits(list.get(PODS) ?? ZERO_QUANTITY), amounts: resourceAmounts(list) };
}

function fits(requests: ResourceAmounts, { pods, amounts }: Room): boolean {
  return (
    pods >= 1 &&
    (requests.cpuMilli === 0 || requests.cpuMilli <= amounts.cpuMilli) &&
    (requests.memoryBytes === 0 || requests.memoryBytes <= amounts.memoryBytes) &&
    (requests.ephemeralStorageBytes === 0 || requests.ephemeralStorageBytes <= amounts.ephemeralStorageBytes) &&
    [...requests.scalars].every(([name, amount]) => amount === 0 || amount <= (amounts.scalars.get(name) ?? 0))
  );
}

/** What the profile adds is asked only of the node as it is. */
function beginsToMatch(waiting: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  const { required } = waiting.podClass;
  const now = selectable(after!);
  if (!matchesRequired(waiting.addedAffinity, now) || !matchesRequired(required, now)) return false;
  return before === undefined || !matchesRequired(required, selectable(before));
}

function selectable({ metadata: { name, labels = {} } }: Node) {
  return { name, labels };
}

function beginsToBeTolerated(waiting: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  const { tolerations } = waiting.podClass;
  const isKeptOff = (node: Node) => firstUntoleratedTaint(node.spec?.taints ?? [], tolerations) !== undefined;
  return (before === undefined || isKeptOff(before)) && !isKeptOff(after!);
}

function isUncordoned(_waiting: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  const isOpen = after!.spec?.unschedulable !== true;
  return isOpen && (before === undefined || before.spec?.unschedulable === true);
}

/** A node counts that has all topology keys. */
function changesDomains({ spread }: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  if (spread === undefined) return true;
  const counts = (node: Node) =>
    spread.every(({ topologyKey }) => labelOf(node.metadata.labels, topologyKey) !== undefined);
  if (before === undefined || after === undefined) return counts((before ?? after)!);
  const counted = counts(before);
  if (counted !== counts(after)) return true;
  if (!counted) return false;
  return (
    spread.some(
      ({ topologyKey }) => labelOf(before.metadata.labels, topologyKey) !== labelOf(after.metadata.labels, topologyKey),
    ) || !isSame(before.spec?.taints, after.spec?.taints)
  );
}

/** A node helps affinity where it joins a domain, and anti-affinity where it leaves one. */
function changesTopology({ podClass }: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  const { requiredAffinity, requiredAntiAffinity } = podClass.affinityTerms;
  const now = after!.metadata.labels;
  if (before === undefined) {
    if (requiredAntiAffinity.length > 0) return true;
    return requiredAffinity.some(({ topologyKey }) => labelOf(now, topologyKey) !== undefined);
  }
  const old = before.metadata.labels;
  const differs = ({ topologyKey }: { readonly topologyKey: string }) =>
    labelOf(old, topologyKey) !== labelOf(now, topologyKey);
  return (
    requiredAffinity.some((term) => differs(term) && labelOf(now, term.topologyKey) !== undefined) ||
    requiredAntiAffinity.some((term) => differs(term) && labelOf(old, term.topologyKey) !== undefined)
  );
}

function changesFeatures(_waiting: WaitingPod, before: Node | undefined, after: Node | undefined): boolean {
  return before === undefined || !isSame(before.status?.declaredFeatures, after!.status?.declaredFeatures);
}

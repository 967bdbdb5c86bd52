// What `kubectl describe node` says of the pods on a node: each one's requests and limits, and their sums.
// Imitates staging kubectl pkg/describe/describe.go (describeNodeResource), v1.36.

import { alignedLines, type ColumnLine } from "./aligned-columns.ts";
import { effectiveLimits, effectiveRequests } from "./container-amounts.ts";
import type { Node, Pod } from "./objects.ts";
import {
  limitsTogether,
  podLevelLimits,
  podLevelRequests,
  podLimits,
  podRequests,
  requestsTogether,
} from "./pod-resources.ts";
import { canonicalText } from "./quantity/canonical-text.ts";
import { int64FromDouble } from "./quantity/int64.ts";
import { ZERO_QUANTITY, type Quantity } from "./quantity/quantity.ts";
import { milliUnits, wholeUnits } from "./quantity/whole-units.ts";
import { addResources, readResourceList, type ResourceList } from "./resource-list.ts";
import { CPU, EPHEMERAL_STORAGE, isHugePages, MEMORY, PODS } from "./resource-name.ts";

/** Sections as lines of text. */
export interface NodeDescription {
  readonly nonTerminatedPods: readonly string[];
  readonly allocatedResources: readonly string[];
}

/**
 * Describes a node with the pods that are bound to it; those that have ended are left out.
 * `ageOf` gives the text of a pod's age (`5d`, `<unknown>`).
 */
export function describeNode(node: Node, pods: readonly Pod[], ageOf: (pod: Pod) => string): NodeDescription {
  const allocatable = allocatableOf(node);
  const running = pods.filter(({ status }) => status?.phase !== "Succeeded" && status?.phase !== "Failed");
  const listed = running.toSorted(byNamespaceAndName);
  return {
    nonTerminatedPods: podLines(listed, allocatable, ageOf),
    allocatedResources: sumLines(listed, allocatable),
  };
}

function allocatableOf({ status }: Node): ResourceList {
  const allocatable = readResourceList(status?.allocatable);
  return allocatable.size > 0 ? allocatable : readResourceList(status?.capacity);
}

/** The API server lists by the keys of its store. */
function byNamespaceAndName({ metadata: left }: Pod, { metadata: right }: Pod): number {
  return compareTexts(left.namespace ?? "", right.namespace ?? "") || compareTexts(left.name, right.name);
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The longest word of the section before, which kubectl aligns with this one. */
const WORD_ABOVE = "  Container Runtime Version:";

function podLines(pods: readonly Pod[], allocatable: ResourceList, ageOf: (pod: Pod) => string): readonly string[] {
  const titles = ["CPU Requests", "CPU Limits", "Memory Requests", "Memory Limits", "Age"];
  const lines: ColumnLine[] = [
    [WORD_ABOVE, ""],
    ["Non-terminated Pods:", `(${pods.length} in total)`],
    ["  Namespace", "Name", "", ...titles],
    ["  ---------", "----", "", ...titles.map((title) => "-".repeat(title.length))],
    ...pods.map((pod) => podCells(pod, allocatable, ageOf(pod))),
  ];
  return alignedLines(lines).slice(1);
}

function podCells(pod: Pod, allocatable: ResourceList, age: string): ColumnLine {
  const { metadata, spec, status = {} } = pod;
  const requests = requestsTogether(spec, effectiveRequests(status), podLevelRequests(spec));
  const limits = limitsTogether(spec, effectiveLimits(status), podLevelLimits(spec));
  // Unlike the sums, a node without any is divided by here.
  const share = (list: ResourceList, name: string): string =>
    withPercent(list, name, percentOf(list, allocatable, name));
  const shares = [share(requests, CPU), share(limits, CPU), share(requests, MEMORY), share(limits, MEMORY)];
  return [`  ${metadata.namespace ?? ""}`, metadata.name, "", ...shares, age];
}

function sumLines(pods: readonly Pod[], allocatable: ResourceList): readonly string[] {
  const requests = sumOf(pods.map(podRequests));
  const limits = sumOf(pods.map(podLimits));
  const share = (list: ResourceList, name: string): string => {
    const isNone = countOf(allocatable, name) === 0;
    return withPercent(list, name, isNone ? 0 : percentOf(list, allocatable, name));
  };
  const shared = [CPU, MEMORY, EPHEMERAL_STORAGE, ...namesIn(allocatable, isHugePages)];
  const rows: ColumnLine[] = [
    ["  Resource", "Requests", "Limits"],
    ["  --------", "--------", "------"],
    ...shared.map((name) => [`  ${name}`, share(requests, name), share(limits, name)]),
    ...namesIn(allocatable, isExtra).map((name) => [
      `  ${name}`,
      canonicalText(amountOf(requests, name)),
      canonicalText(amountOf(limits, name)),
    ]),
  ];
  const headline = "  (Total limits may be over 100 percent, i.e., overcommitted.)";
  return ["Allocated resources:", headline, ...alignedLines(rows)];
}

/** Beside the resources that have percentages. */
function isExtra(name: string): boolean {
  return !isHugePages(name) && ![CPU, MEMORY, EPHEMERAL_STORAGE, PODS].includes(name);
}

function namesIn(list: ResourceList, wanted: (name: string) => boolean): readonly string[] {
  return [...list.keys()].filter(wanted).toSorted(compareTexts);
}

function sumOf(lists: readonly ResourceList[]): ResourceList {
  const sum = new Map<string, Quantity>();
  for (const list of lists) addResources(sum, list);
  return sum;
}

function amountOf(list: ResourceList, name: string): Quantity {
  return list.get(name) ?? ZERO_QUANTITY;
}

function countOf(list: ResourceList, name: string): number {
  const amount = amountOf(list, name);
  return name === CPU ? milliUnits(amount) : wholeUnits(amount);
}

function percentOf(list: ResourceList, allocatable: ResourceList, name: string): number {
  return (countOf(list, name) / countOf(allocatable, name)) * 100;
}

/** `500m (12%)`: percentages are cut off, not rounded. */
function withPercent(list: ResourceList, name: string, percent: number): string {
  return `${canonicalText(amountOf(list, name))} (${int64FromDouble(percent)}%)`;
}

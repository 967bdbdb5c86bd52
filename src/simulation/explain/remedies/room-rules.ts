// Remedies for want of room: a larger node, a smaller request.

import type { Container, Node, Pod } from "../../../model/objects.ts";
import { CPU_INDEX, EPHEMERAL_STORAGE_INDEX, MEMORY_INDEX } from "../../../cluster/resource-index.ts";

import type { NodeView } from "../../../scheduling/framework/node-view.ts";

import type { AmountUnit, RemedyChange } from "../explanation.ts";
import { changed } from "./node-rules.ts";
import type { RemedyRule } from "./step.ts";
import type { Sandbox, Trial, TrialCycle } from "./trial.ts";

const PODS = "pods";

/** How much of one resource is wanting; in milli-CPU, bytes or counts. */
export interface Shortage {
  readonly resource: string;
  /** The resource's column; NO_COLUMN for the number of pods. */
  readonly index: number;
  readonly asked: number;
  readonly free: number;
  readonly allocatable: number;
}

export const NO_COLUMN = -1;

/** What is wanting on the node, in the order of resources; the number of pods comes first. */
export function shortagesOn(node: NodeView, sandbox: Sandbox, pod: Pod): readonly Shortage[] {
  const { indices, amounts } = sandbox.classOf(pod).requestVector;
  const { podCount, allowedPods } = node;
  const tooMany = {
    resource: PODS,
    index: NO_COLUMN,
    asked: 1,
    free: allowedPods - podCount,
    allocatable: allowedPods,
  };
  const resources = [...indices].map((index, entry) => ({
    resource: sandbox.cluster.resources.nameOf(index),
    index,
    asked: amounts[entry]!,
    free: node.allocatable(index) - node.requested(index),
    allocatable: node.allocatable(index),
  }));
  return [tooMany, ...resources].filter(({ asked, free }) => asked > free);
}

function shortagesIn(sandbox: Sandbox, trial: Trial): readonly Shortage[] {
  return sandbox.within(trial, ({ node }: TrialCycle) => shortagesOn(node, sandbox, trial.pod));
}

/** The node with as much more as is wanting. */
export const enlargeNode: RemedyRule = ({ sandbox, trial }) => {
  const shortages = shortagesIn(sandbox, trial);
  const sizes = new Map(
    shortages.map(({ resource, index, asked, free, allocatable }) => [
      resource,
      quantityOf(index, allocatable + asked - free),
    ]),
  );
  const changes = shortages.map(({ resource, index, asked, free, allocatable }): RemedyChange => {
    const amounts = { by: inUnit(index, asked - free), to: inUnit(index, allocatable + asked - free) };
    return { kind: "allocatable", node: trial.object.metadata.name, resource, ...amounts, unit: unitOf(index) };
  });
  return [changed(trial, { object: withAllocatable(trial.object, sizes) }, changes)];
};

function withAllocatable({ status, ...node }: Node, sizes: ReadonlyMap<string, string>): Node {
  const { allocatable, capacity } = status ?? {};
  const enlarged = Object.fromEntries([...Object.entries(allocatable ?? capacity ?? {}), ...sizes]);
  return { ...node, status: { ...status, allocatable: enlarged } };
}

/** The pod with no more than the node has left, if one container asks for all of it. */
export const askForLess: RemedyRule = ({ sandbox, trial }) => {
  const { containers, initContainers = [], resources, overhead } = trial.pod.spec;
  const [only] = containers;
  const shortages = shortagesIn(sandbox, trial);
  const isPlain = containers.length === 1 && initContainers.length === 0 && !resources && !overhead;
  if (!isPlain || only === undefined) return [];
  if (shortages.some(({ free, index }) => free <= 0 || index === NO_COLUMN)) return [];
  const smaller = withRequests(
    only,
    new Map(shortages.map(({ resource, index, free }) => [resource, quantityOf(index, free)])),
  );
  const changes = shortages.map(({ resource, index, asked, free }): RemedyChange => {
    return { kind: "request", resource, from: inUnit(index, asked), to: inUnit(index, free), unit: unitOf(index) };
  });
  return [changed(trial, { pod: { ...trial.pod, spec: { ...trial.pod.spec, containers: [smaller] } } }, changes)];
};

function withRequests(container: Container, amounts: ReadonlyMap<string, string>): Container {
  const requests = Object.fromEntries([...Object.entries(container.resources?.requests ?? {}), ...amounts]);
  return { ...container, resources: { ...container.resources, requests } };
}

function quantityOf(index: number, amount: number): string {
  return index === CPU_INDEX ? `${amount}m` : String(amount);
}

function inUnit(index: number, amount: number): number {
  return index === CPU_INDEX ? amount / 1_000 : amount;
}

function unitOf(index: number): AmountUnit {
  if (index === CPU_INDEX) return "cores";
  return index === MEMORY_INDEX || index === EPHEMERAL_STORAGE_INDEX ? "bytes" : "count";
}

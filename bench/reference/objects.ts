// Pods and nodes as plain objects. What a manifest means (defaults, requests, selectors) is read with src/model, which
// records of the real components judge; everything above that is written a second time in this folder.

import { withNodeDefaults, withPodDefaults } from "../../src/model/defaulting.ts";
import { HostPortSet } from "../../src/model/host-port.ts";
import type { Labels, Node, Pod, Taint } from "../../src/model/objects.ts";
import { podClassOf, type PodClass } from "../../src/model/pod-class.ts";
import { ZERO_QUANTITY } from "../../src/model/quantity/quantity.ts";
import { wholeUnits } from "../../src/model/quantity/whole-units.ts";
import { readResourceList, resourceAmounts, type ResourceAmounts } from "../../src/model/resource-list.ts";
import { zoneKeyOf } from "../../src/model/topology.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

const BEHAVIOUR = VERSION_BEHAVIOUR["1.36"];

/** What one pod asks for; the same object for all pods of a template. */
export type PodLook = PodClass;

export interface PodObject {
  readonly name: string;
  readonly look: PodLook;
  /** Where it holds room, or held it last. */
  node: NodeObject | undefined;
  attempts: number;
  assumedAtUs: number | undefined;
  boundAtUs: number | undefined;
  startedAtUs: number | undefined;
  endedAtUs: number | undefined;
  /** It was asked to go: nobody spreads others by it any more. */
  isLeaving: boolean;
}

/** Amounts by resource; the names are those that pods use. */
export type Amounts = Map<string, number>;

export interface NodeObject {
  readonly name: string;
  readonly labels: Labels;
  readonly zoneKey: string;
  taints: readonly Taint[];
  readonly unschedulable: boolean;
  readonly images: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly allowedPods: number;
  readonly allocatable: Amounts;
  readonly pods: Set<PodObject>;
  /** Sums over its pods. */
  readonly requested: Amounts;
  /** The same for scoring, where containers without a request count a little. */
  readonly nonZeroRequested: Amounts;
  readonly hostPorts: HostPortSet;
}

export function readLook(pod: Pod): PodLook {
  return podClassOf(withPodDefaults(pod, BEHAVIOUR), BEHAVIOUR);
}

export function makePod(name: string, look: PodLook): PodObject {
  return {
    name,
    look,
    node: undefined,
    attempts: 0,
    assumedAtUs: undefined,
    boundAtUs: undefined,
    startedAtUs: undefined,
    endedAtUs: undefined,
    isLeaving: false,
  };
}

/** `namespace/name`. */
export function keyOf({ look, name }: PodObject): string {
  return `${look.namespace}/${name}`;
}

export function readNode(written: Node): NodeObject {
  const { metadata, spec, status } = withNodeDefaults(written);
  const labels = metadata.labels ?? {};
  const allocatable = readResourceList(status?.allocatable);
  const images = (status?.images ?? []).flatMap(({ names = [], sizeBytes = 0 }) =>
    names.map((name) => ({ name, sizeBytes })),
  );
  return {
    name: metadata.name,
    labels,
    zoneKey: zoneKeyOf(labels),
    taints: spec?.taints ?? [],
    unschedulable: spec?.unschedulable === true,
    images,
    allowedPods: wholeUnits(allocatable.get("pods") ?? ZERO_QUANTITY),
    allocatable: amountsByName(resourceAmounts(allocatable)),
    pods: new Set(),
    requested: new Map(),
    nonZeroRequested: new Map(),
    hostPorts: new HostPortSet(),
  };
}

/** All amounts under their resources' names. */
export function amountsByName({ cpuMilli, memoryBytes, ephemeralStorageBytes, scalars }: ResourceAmounts): Amounts {
  return new Map([
    ["cpu", cpuMilli],
    ["memory", memoryBytes],
    ["ephemeral-storage", ephemeralStorageBytes],
    ...scalars,
  ]);
}

/** The pod takes its room on the node. */
export function occupy(pod: PodObject, node: NodeObject): void {
  pod.node = node;
  node.pods.add(pod);
  book(pod, node, 1);
  for (const port of pod.look.hostPorts) node.hostPorts.add(port);
}

/** The pod gives its room back. */
export function vacate(pod: PodObject): void {
  const node = pod.node!;
  node.pods.delete(pod);
  book(pod, node, -1);
  for (const port of pod.look.hostPorts) node.hostPorts.delete(port);
}

function book({ look }: PodObject, node: NodeObject, sign: 1 | -1): void {
  add(node.requested, amountsByName(look.placedRequests), sign);
  add(node.nonZeroRequested, amountsByName(look.placedNonZero), sign);
}

function add(sums: Amounts, amounts: Amounts, sign: 1 | -1): void {
  for (const [name, amount] of amounts) sums.set(name, (sums.get(name) ?? 0) + sign * amount);
}

// Nodes, services and priority classes of manifests.

import type { Labels, Node, ObjectMeta } from "../../model/objects.ts";

import type { ListedNode, PriorityClass, ReadingPorts } from "../workload-source.ts";
import { NODE, PRIORITY_CLASS, SERVICE } from "./cluster-shapes.ts";
import { positionOfObject, type NamedObject } from "./manifest-objects.ts";
import { readObject } from "./object-reading.ts";

/** Labels by which the usual installers and clouds say to which pool a node belongs, first one found wins. */
const POOL_LABELS = Object.freeze([
  "karpenter.sh/nodepool",
  "cloud.google.com/gke-nodepool",
  "eks.amazonaws.com/nodegroup",
  "alpha.eksctl.io/nodegroup-name",
  "kubernetes.azure.com/agentpool",
  "doks.digitalocean.com/node-pool",
  "node.kubernetes.io/instance-type",
]);

/** The pool of nodes that name none. */
const DEFAULT_POOL = "nodes";

/** A Service's selector, for those that select pods. */
export interface ServiceSelector {
  readonly namespace: string;
  readonly selector: Labels;
  readonly object: NamedObject;
}

interface NodeManifest extends Omit<Node, "metadata"> {
  readonly metadata: Partial<ObjectMeta>;
}

/** The node as written, with what it offers if its status says so only as capacity. */
export function readNode(object: NamedObject, ports: ReadingPorts): ListedNode | undefined {
  const read = readObject(object, NODE, ports) as NodeManifest | undefined;
  if (read === undefined) return undefined;
  const { metadata, spec, status } = read;
  const allocatable = status?.allocatable ?? status?.capacity;
  const position = positionOfObject(object);
  if (allocatable?.["pods"] === undefined) {
    const what = allocatable === undefined ? "no allocatable" : "no pods under allocatable";
    ports.notes.add(
      {
        code: "empty-node",
        severity: "warning",
        message: `a node has ${what}: no pod fits on it`,
        expected: "status.allocatable with cpu, memory and pods",
      },
      () => position,
    );
  }
  const labels = metadata.labels ?? {};
  const node: Node = {
    metadata: { name: object.name, labels },
    ...(spec === undefined ? {} : { spec }),
    status: { ...status, ...(allocatable === undefined ? {} : { allocatable }) },
  };
  return { node, pool: poolOf(labels), position };
}

function poolOf(labels: Labels): string {
  for (const label of POOL_LABELS) {
    const pool = labels[label];
    if (pool !== undefined && pool !== "") return pool;
  }
  return DEFAULT_POOL;
}

/** The selector of a Service that has one. */
export function readService(object: NamedObject, ports: ReadingPorts): ServiceSelector | undefined {
  const read = readObject(object, SERVICE, ports) as { spec?: { selector?: Labels } } | undefined;
  ports.notes.add({ code: "ignored-kind", severity: "ignored", message: "Service changes no placement" }, () =>
    positionOfObject(object),
  );
  const selector = read?.spec?.selector;
  if (selector === undefined || Object.keys(selector).length === 0) return undefined;
  return { namespace: object.namespace, selector, object };
}

export function readPriorityClass(object: NamedObject, ports: ReadingPorts): PriorityClass | undefined {
  const read = readObject(object, PRIORITY_CLASS, ports) as
    { value?: number; globalDefault?: boolean; preemptionPolicy?: string } | undefined;
  if (read?.value === undefined) return undefined;
  const { value, globalDefault = false, preemptionPolicy } = read;
  return { name: object.name, value, globalDefault, ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) };
}

// Nodes and priority classes of manifests.

import { parsePricePerHour, PRICE_PER_HOUR } from "../../model/node-price.ts";
import type { Labels, Node, ObjectMeta } from "../../model/objects.ts";

import type { ListedNode, PriorityClass, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { NODE_USES, PRIORITY_CLASS_USES } from "./cluster-uses.ts";
import { pathText } from "./document-path.ts";
import { OWN_PREFIX, unknownAnnotation } from "./metadata.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { readUses } from "./read-uses.ts";

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

interface NodeManifest extends Omit<Node, "metadata"> {
  readonly metadata: Partial<ObjectMeta>;
}

/** The node as written, with what it offers if its status says so only as capacity. */
export function readNode(object: CheckedObject, ports: ReadingPorts): ListedNode {
  const { metadata, spec, status } = readUses(object.value, NODE_USES, object, ports) as NodeManifest;
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
    metadata: { name: object.name, labels, ...readPrice(object, metadata.annotations, ports) },
    ...(spec === undefined ? {} : { spec }),
    status: { ...status, ...(allocatable === undefined ? {} : { allocatable }) },
  };
  return { node, pool: poolOf(labels), position };
}

/** The price, which is the only annotation that is read; another one of plimsoll's own, or a price that is none, is told. */
function readPrice(
  object: CheckedObject,
  annotations: Labels = {},
  { sink }: ReadingPorts,
): { readonly annotations?: Labels } {
  const own = Object.keys(annotations).filter((name) => name.startsWith(OWN_PREFIX));
  for (const name of own.filter((key) => key !== PRICE_PER_HOUR)) {
    sink.report(unknownAnnotation(object, ["metadata", "annotations", name], [PRICE_PER_HOUR]));
  }
  const text = Object.hasOwn(annotations, PRICE_PER_HOUR) ? annotations[PRICE_PER_HOUR] : undefined;
  if (text === undefined) return {};
  if (parsePricePerHour(text) !== undefined) return { annotations: { [PRICE_PER_HOUR]: text } };
  const place = [...object.path, "metadata", "annotations", PRICE_PER_HOUR];
  sink.report({
    code: "bad-price",
    severity: "error",
    message: `${PRICE_PER_HOUR}: ${JSON.stringify(text)} is no price`,
    position: object.document.positionOf(place),
    path: pathText(place),
    expected: 'a plain number of 0 or more in quotes, such as "0.68"',
  });
  return {};
}

function poolOf(labels: Labels): string {
  for (const label of POOL_LABELS) {
    const pool = labels[label];
    if (pool !== undefined && pool !== "") return pool;
  }
  return DEFAULT_POOL;
}

export function readPriorityClass(object: CheckedObject, ports: ReadingPorts): PriorityClass {
  const read = readUses(object.value, PRIORITY_CLASS_USES, object, ports) as {
    value?: number;
    globalDefault?: boolean;
    preemptionPolicy?: string;
  };
  const { value = 0, globalDefault = false, preemptionPolicy } = read;
  return { name: object.name, value, globalDefault, ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) };
}

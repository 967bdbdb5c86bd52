// Which nodes somebody means: by name, zone, pool or labels, and perhaps only some of them. Knows the cluster's nodes.

import { z } from "zod";

import type { ClusterState } from "../cluster/cluster-state.ts";
import type { NodeRecord } from "../cluster/node-record.ts";
import type { NodeTable } from "../cluster/node-table.ts";

import { labelsOption, textOption } from "./option-types.ts";
import type { NodeTarget } from "./planned-target.ts";

/** The fields in which scenarios say it: nodes must meet all that is given. */
export const NODE_TARGET_OPTIONS = {
  node: z
    .union([z.string().min(1), z.array(textOption("Name of a node")).min(1)])
    .optional()
    .meta({ description: "Name of the node, or a list of names" }),
  nodes: z.int().min(1).optional().meta({ description: "How many of the nodes, 1 or more; absent: all" }),
  zone: textOption("Only nodes of this zone").optional(),
  pool: textOption("Only nodes of this pool").optional(),
  selector: labelsOption("Only nodes with these labels").optional(),
};

const FIELDS = z.strictObject(NODE_TARGET_OPTIONS);
export type NodeTargetOptions = z.infer<typeof FIELDS>;

/** What stands in the options of a target. */
export function nodeTargetOf(options: NodeTargetOptions): NodeTarget {
  const { node, nodes, zone, pool, selector } = options;
  return {
    ...(node === undefined ? {} : { names: typeof node === "string" ? [node] : node }),
    ...(zone === undefined ? {} : { zone }),
    ...(pool === undefined ? {} : { pool }),
    ...(selector === undefined ? {} : { selector }),
    ...(nodes === undefined ? {} : { count: nodes }),
  };
}

/** What of a node decides whether it is meant. */
export type TargetedNode = Pick<NodeRecord, "name" | "zone" | "pool" | "labels">;

/** Whether a node meets all that is given; how many are wanted plays no part. */
export function meetsTarget(node: TargetedNode, { names, zone, pool, selector }: NodeTarget): boolean {
  if (names !== undefined && !names.includes(node.name)) return false;
  if (zone !== undefined && node.zone !== zone) return false;
  if (pool !== undefined && node.pool !== pool) return false;
  return Object.entries(selector ?? {}).every(
    ([key, value]) => Object.hasOwn(node.labels, key) && node.labels[key] === value,
  );
}

/** Whether it says nothing: all nodes. */
export function meansAllNodes({ names, zone, pool, selector, count }: NodeTarget): boolean {
  return [names, zone, pool, selector, count].every((part) => part === undefined);
}

/** Names of the nodes that are there and meet it, in the order in which they came; how many are wanted plays no part. */
export function nodesMeeting(target: NodeTarget, { nodes }: ClusterState): readonly string[] {
  const found: string[] = [];
  for (const id of target.names === undefined ? allIds(nodes) : idsOf(target.names, nodes)) {
    const record = nodes.record(id);
    if (meetsTarget(record, target)) found.push(record.name);
  }
  return found;
}

function* allIds(nodes: NodeTable): Generator<number> {
  for (let id = 0; id < nodes.idLimit; id += 1) if (nodes.has(id)) yield id;
}

/** Each fault of thousands names one node of thousands. */
function idsOf(names: readonly string[], nodes: NodeTable): readonly number[] {
  const ids = names.map((name) => nodes.find(name)).filter((id) => id !== undefined);
  return [...new Set(ids)].sort((left, right) => left - right);
}

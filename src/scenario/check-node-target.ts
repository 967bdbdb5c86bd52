// Whether the nodes that a fault or action means are there: each name, zone, pool and label is held against the cluster's nodes.

import { suggestionFor } from "../base/diagnostic.ts";

import { zoneNameOf } from "../model/topology.ts";

import { meetsTarget, nodeTargetOf, type NodeTargetOptions, type TargetedNode } from "../environment/node-target.ts";
import type { OptionPath } from "../environment/option-reader.ts";

import type { PlannedNode } from "./plan.ts";
import type { ScenarioOptions } from "./scenario-options.ts";

/** Nodes as targets see them. */
export function targetedNodes(planned: readonly PlannedNode[]): readonly TargetedNode[] {
  return planned.map(({ node, pool }) => {
    const labels = node.metadata.labels ?? {};
    return { name: node.metadata.name, pool, labels, zone: zoneNameOf(labels) };
  });
}

/** Tells of each part of a target that no node meets, or of all together; true if there is nothing to tell. */
export function checkNodeTarget(
  options: NodeTargetOptions,
  nodes: readonly TargetedNode[],
  reader: ScenarioOptions,
): boolean {
  // That there are none has been told, or why they could not be read.
  if (nodes.length === 0) return true;
  const names = typeof options.node === "string" ? [options.node] : (options.node ?? []);
  const knownNames = nodes.map(({ name }) => name);
  const wrongNames = names.filter((name, index) => {
    const path = typeof options.node === "string" ? ["node"] : ["node", index];
    return !isKnown("node", name, knownNames, path, reader);
  });
  const zones = unique(nodes.map(({ zone }) => zone)).filter((zone) => zone !== "");
  const zoneIsKnown = options.zone === undefined || isKnown("zone", options.zone, zones, ["zone"], reader);
  const pools = unique(nodes.map(({ pool }) => pool));
  const poolIsKnown = options.pool === undefined || isKnown("pool", options.pool, pools, ["pool"], reader);
  if (wrongNames.length > 0 || !zoneIsKnown || !poolIsKnown) return false;
  return checkCount(options, nodes, reader);
}

/** A zone or pool without nodes is as unknown as one that is written wrong. */
function isKnown(
  what: "node" | "zone" | "pool",
  name: string,
  known: readonly string[],
  path: readonly (string | number)[],
  reader: ScenarioOptions,
): boolean {
  if (known.includes(name)) return true;
  if (what === "node") reportUnknownNode(name, known, path, reader);
  else {
    const message = `the cluster has no nodes in the ${what} ${name}`;
    const expected = known.length === 0 ? `nodes with a ${what}` : `one of ${fewOf(known)}`;
    const code = what === "zone" ? "unknown-zone" : "unknown-pool";
    reader.report(path, { code, message, expected, ...suggestionFor(name, known) });
  }
  return false;
}

/** Tells of the name of a node that is not among those that are known. */
export function reportUnknownNode(
  name: string,
  known: readonly string[],
  path: OptionPath,
  reader: ScenarioOptions,
): void {
  const message = `the cluster has no node ${name}`;
  reader.report(path, {
    code: "unknown-node",
    message,
    expected: `one of ${fewOf(known)}`,
    ...suggestionFor(name, known),
  });
}

function checkCount(options: NodeTargetOptions, nodes: readonly TargetedNode[], reader: ScenarioOptions): boolean {
  const target = nodeTargetOf(options);
  const meeting = nodes.filter((node) => meetsTarget(node, target)).length;
  if (meeting === 0) {
    const message = "no node of the cluster meets all that is asked for";
    reader.report(options.selector === undefined ? [] : ["selector"], {
      code: "no-such-nodes",
      message,
      expected: "node, zone, pool and selector that go together",
    });
    return false;
  }
  if (options.nodes === undefined || options.nodes <= meeting) return true;
  const message = `nodes: ${options.nodes} are asked for, and there are ${meeting}`;
  reader.report(["nodes"], { code: "out-of-range", message, expected: `1 to ${meeting}` });
  return false;
}

const SHOWN = 8;

function fewOf(names: readonly string[]): string {
  return names.length <= SHOWN ? names.join(", ") : `${names.slice(0, SHOWN).join(", ")}, …`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

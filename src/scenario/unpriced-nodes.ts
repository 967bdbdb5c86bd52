// Nodes without a price beside others that have one: they cost nothing, and what costs nothing looks cheap. That is told once a pool.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { pricePerHourOf } from "../model/node-price.ts";

import type { ListedNode } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** Says nothing where no node has a price: then nobody asks what they cost. A price of 0 is one. */
export function reportUnpricedNodes(
  scenario: CheckedScenario,
  nodes: readonly ListedNode[],
  sink: DiagnosticSink,
): void {
  const pools = (scenario.options.spec.cluster.nodePools ?? []).map((pool, index) => ({
    ...pool,
    path: ["spec", "cluster", "nodePools", index],
  }));
  const listed = nodes.map(({ node, pool, position }) => ({
    pool,
    position,
    isPriced: pricePerHourOf(node) !== undefined,
  }));
  const growing = pools
    .filter(({ growth, count }) => growth !== undefined && count === 0)
    .map(({ name, path, pricePerHour }) => ({
      pool: name,
      position: scenario.positionOf(path),
      isPriced: pricePerHour !== undefined,
    }));
  const all = [...listed, ...growing];
  if (!all.some(({ isPriced }) => isPriced)) return;
  const told = new Set<string>();
  for (const { pool, position, isPriced } of all) {
    if (isPriced || told.has(pool)) continue;
    told.add(pool);
    const message = `nodes of ${pool} have no price, and others do: they add nothing to what nodes cost`;
    const expected = "pricePerHour of the pool, or plimsoll/price-per-hour of the node; 0 if it is free";
    sink.report({ code: "no-price", severity: "warning", message, position, expected });
  }
}

// `growth` of the node pools of a scenario: how far a pool may grow, and how long a node takes. Its nodes are numbered on from those
// that the pool has and those that actions add to it.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { PlannedGrowth } from "../environment/growth/planned-growth.ts";

import type { ActionWorld } from "./action-options.ts";
import { targetedNodes } from "./check-node-target.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { moreNodesOf } from "./node-pools.ts";
import type { Plan } from "./plan.ts";
import { ScenarioOptions } from "./scenario-options.ts";
import type { NodePoolOptions } from "./scenario-schema.ts";

const NEVER_SHRINKS =
  "pools that grow never shrink: nodes that came stay and are paid for to the end, whatever runs on them";

/** To be read after the actions. The nodes that may come are added to the world: faults may name them. */
export function readGrowth(scenario: CheckedScenario, world: ActionWorld, sink: DiagnosticSink): Pick<Plan, "growth"> {
  const pools = scenario.options.spec.cluster.nodePools ?? [];
  const growth = pools.flatMap((pool, index) => {
    const reader = new ScenarioOptions(scenario, ["spec", "cluster", "nodePools", index, "growth"], sink);
    return pool.growth === undefined ? [] : [plannedGrowth(pool, pool.growth, world, reader)];
  });
  const first = pools.findIndex(({ growth: wish }) => wish !== undefined);
  if (first >= 0) {
    const problem = { code: "not-simulated", severity: "not-simulated", message: NEVER_SHRINKS } as const;
    scenario.report(sink, ["spec", "cluster", "nodePools", first, "growth"], "key", problem);
  }
  return growth.length === 0 ? {} : { growth };
}

function plannedGrowth(
  pool: NodePoolOptions,
  { max, delay }: NonNullable<NodePoolOptions["growth"]>,
  world: ActionWorld,
  reader: ScenarioOptions,
): PlannedGrowth {
  if (!world.areControlled) {
    const message = "no controllers run in this scenario: no pool grows";
    reader.reportKey([], { code: "wrong-value", message, expected: "spec.controllers: simulated" });
  }
  if (max < pool.count) {
    const message = `max: ${max} is less than the ${pool.count} nodes that the pool has`;
    reader.report(["max"], { code: "out-of-range", message, expected: `at least ${pool.count}` });
  }
  // Nodes that the pool loses may be made up for.
  const nodes = moreNodesOf(pool, world.added.get(pool.name) ?? 0, max);
  world.nodes.push(...targetedNodes(nodes.map((node) => ({ node, pool: pool.name }))));
  return { pool: pool.name, nodes, maxNodes: max, delayUs: reader.spanOf(delay, ["delay"]), position: reader.position };
}

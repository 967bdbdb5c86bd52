// Why a run did not put pods on the nodes that another run put them on: the run is made once more, and the decisions about
// these pods are explained.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { SearchTrace } from "../../scheduling/framework/decision.ts";
import type { ProfileRuntime } from "../../scheduling/framework/profile-runtime.ts";

import type { Plan } from "../../scenario/plan.ts";

import { Simulation } from "../simulation.ts";
import type { PodKey } from "./asked-pod.ts";
import type { MoveCause } from "./comparison.ts";
import { PodWatch, type SeenDecision } from "./pod-watch.ts";

/** A pod, and the node on which the other run put it. */
export interface AskedNode extends PodKey {
  readonly otherNode: string;
}

/** By `namespace/name`: why the run placed the pod elsewhere; pods that it did not place are left out. */
export function causesIn(plan: Plan, asked: readonly AskedNode[]): ReadonlyMap<string, MoveCause> {
  const causes = new Map<string, MoveCause>();
  if (asked.length === 0) return causes;
  const others = new Map(asked.map(({ namespace, name, otherNode }) => [`${namespace}/${name}`, otherNode]));
  const simulation = new Simulation(plan, (placement) => {
    return new PodWatch(placement, plan.scheduler, asked, asked, (seen) => {
      const key = `${seen.pod.podClass.namespace}/${seen.pod.name}`;
      causes.set(key, causeOf(seen, others.get(key)!));
    });
  });
  simulation.run();
  return causes;
}

function causeOf({ explained, placement, plain, pod }: SeenDecision, otherNode: string): MoveCause {
  const { cluster } = placement;
  const { decision, trace } = explained;
  const other = cluster.nodes.find(otherNode);
  if (other === undefined) return { kind: "no-such-node" };
  if (trace.triedFirst !== undefined) return { kind: "tried-first" };
  const refusal = trace.refusals.get(other);
  if (refusal !== undefined) return { kind: "refused", plugin: refusal.plugin, reasons: refusal.reasons };
  const index = trace.feasible.indexOf(other);
  if (index === -1 || decision.kind !== "scheduled") return notVisited(cluster, trace);
  const runtime = plain.runtimeFor(pod.podClass.schedulerName)!;
  return scoreCause(runtime, trace, trace.feasible.indexOf(decision.node), index);
}

function notVisited(cluster: ClusterState, { nodeSet, visited }: SearchTrace): MoveCause {
  if (nodeSet === undefined) return { kind: "not-visited", visited, nodes: cluster.nodeOrder.length };
  return { kind: "refused", plugin: nodeSet.plugins[0]!, reasons: ["the node is not one that the pod may go to"] };
}

/** The plugin that did most for the node chosen. */
function scoreCause(
  runtime: ProfileRuntime,
  { scores, totals }: SearchTrace,
  chosen: number,
  other: number,
): MoveCause {
  const total = totals[chosen]! - totals[other]!;
  if (total === 0) return { kind: "tie", nodes: totals.filter((value) => value === totals[chosen]).length };
  const contributions = runtime.score.flatMap(({ name, weight }) => {
    const column = scores.get(name);
    return column === undefined ? [] : [{ plugin: name, by: weight * (column[chosen]! - column[other]!) }];
  });
  const most = contributions.reduce((best, next) => (next.by > best.by ? next : best));
  return { kind: "score", ...most, total };
}

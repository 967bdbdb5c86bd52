// Which pods would have to leave one node so that a pod fits there: all of lower priority are taken away, and as many as
// possible are let back, the important ones first. Tries it on a copy; the cluster stays as it is.
// Imitates pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (SelectVictimsOnNode), v1.36.

import { sortAsGo } from "../../model/go-sort.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, type PodId } from "../../cluster/pod-table.ts";

import type { DryNode } from "../framework/dry-run.ts";
import { podViewOf, type PodView } from "../framework/node-view.ts";
import { failure, isRejected, SUCCESS, type Status } from "../framework/status.ts";
import { splitByBudgets, type BudgetsNow } from "./disruption-budgets.ts";
import { isMoreImportant } from "./importance.ts";

/** A node, and who would have to leave it. */
export interface Candidate {
  readonly node: number;
  /** The most important first. */
  readonly victims: readonly PodId[];
  /** Victims whose disruption budgets do not allow it. */
  readonly pdbViolations: number;
}

/** What trying a node came to. */
export type Trial =
  | { readonly kind: "candidate"; readonly candidate: Candidate }
  /** Preemption does not help there; in the filters' words. */
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
  | { readonly kind: "failed"; readonly message: string };

export const NO_VICTIMS: Extract<Trial, { kind: "refused" }> = Object.freeze({
  kind: "refused",
  reasons: Object.freeze(["No preemption victims found for incoming pod"]),
});

/** Pods on the node of a priority below `priority`, in the order in which they stand there. */
export function lowerPriorityPods({ pods, classes }: ClusterState, node: number, priority: number): PodId[] {
  const lower: PodId[] = [];
  for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
    if (classes.priorityOf(pods.classOf(pod)) < priority) lower.push(pod);
  }
  return lower;
}

/** Tries the node without `lower`, all its pods of lower priority, of which there is at least one. */
export function selectVictims(
  cluster: ClusterState,
  dryNode: DryNode,
  lower: readonly PodId[],
  budgets: BudgetsNow,
): Trial {
  const trial = new NodeTrial(cluster, dryNode);
  for (const pod of lower) trial.remove(pod);
  if (!trial.fits()) return trial.end;
  const isBefore = (left: PodId, right: PodId) => isMoreImportant(cluster, left, right);
  const byImportance = [...lower];
  sortAsGo(byImportance, isBefore);

  const { violating, others } = splitByBudgets(byImportance, budgets);
  const violations = trial.letBack(violating);
  const victims = [...violations, ...trial.letBack(others)];
  if (trial.error !== undefined) return trial.end;
  if (violating.length > 0 && others.length > 0) sortAsGo(victims, isBefore);
  const node = dryNode.node.id;
  if (victims.length > 0) return { kind: "candidate", candidate: { node, victims, pdbViolations: violations.length } };
  const message = `expected at least one victim pod on node "${dryNode.node.record.name}"`;
  return { kind: "failed", message };
}

/** A node being tried. After a plugin's failure nothing more is asked. */
class NodeTrial {
  readonly #cluster: ClusterState;
  readonly #node: DryNode;
  readonly #views = new Map<PodId, PodView>();
  #status: Status = SUCCESS;

  constructor(cluster: ClusterState, node: DryNode) {
    this.#cluster = cluster;
    this.#node = node;
  }

  /** The failure of a plugin; refusals are none. */
  get error(): string | undefined {
    return this.#status.code === "Success" || isRejected(this.#status) ? undefined : this.#status.reasons.join(", ");
  }

  /** What the trial came to when the latest status was no success. */
  get end(): Trial {
    const { error } = this;
    return error === undefined
      ? { kind: "refused", reasons: this.#status.reasons }
      : { kind: "failed", message: error };
  }

  remove(pod: PodId): void {
    if (this.error !== undefined) return;
    const view = podViewOf(this.#cluster, pod);
    this.#views.set(pod, view);
    this.#hear(this.#node.remove(view));
  }

  fits(): boolean {
    if (this.error === undefined) this.#status = this.#node.status();
    return this.#status.code === "Success";
  }

  /** Puts pods back one by one where the pod still fits with them; returns those with which it does not. */
  letBack(pods: readonly PodId[]): readonly PodId[] {
    return pods.filter((pod) => this.error === undefined && !this.#stays(pod));
  }

  /** Whatever keeps the pod from fitting, a filter's failure too, makes the other one go. */
  #stays(pod: PodId): boolean {
    const view = this.#views.get(pod)!;
    if (!this.#hear(this.#node.add(view))) return false;
    if (this.#node.fits()) return true;
    this.#hear(this.#node.remove(view));
    return false;
  }

  /** Any answer but success is a failure here. */
  #hear({ code, reasons }: Status): boolean {
    if (code === "Success") return true;
    this.#status = failure(reasons.join(", "));
    return false;
  }
}

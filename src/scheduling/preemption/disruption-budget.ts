// One disruption budget as preemption asks it: whom it selects, and how many of them may go. Its status says the latter; a
// budget without status has not been judged by the disruption controller, so it is worked out from the pods that are there.
// Imitates pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (filterPodsWithPDBViolation) and, for
// budgets without status, pkg/controller/disruption/disruption.go (getExpectedPodCount, countHealthyPods), v1.36, with
// every pod that is there taken for one that should be.

import { desiredHealthy, disruptionsAllowed } from "../../model/disruption-rules.ts";
import {
  compileLabelSelector,
  isEmptySelector,
  selectsLabels,
  SELECTS_NOTHING,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";
import type { PodDisruptionBudget } from "../../model/api/types/policy.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { RUNNING, type PodId } from "../../cluster/pod-table.ts";

export class DisruptionBudget {
  readonly #cluster: ClusterState;
  readonly #object: PodDisruptionBudget;
  readonly #namespace: string;
  readonly #selector: CompiledLabelSelector;
  /** By class id: whether pods of the class are selected. */
  readonly #selected: boolean[];

  /** `before`: the same budget as it was; if it selects the same pods, that need not be found out again. */
  constructor(cluster: ClusterState, object: PodDisruptionBudget, before?: DisruptionBudget) {
    this.#cluster = cluster;
    this.#object = object;
    this.#namespace = object.metadata?.namespace ?? "default";
    const selector = compileLabelSelector(object.spec?.selector);
    this.#selector = selector.kind === "invalid" || isEmptySelector(selector) ? SELECTS_NOTHING : selector;
    this.#selected = before !== undefined && this.#selectsLike(before) ? before.#selected : [];
  }

  /** True if the pod's going counts against the budget, and has not been counted yet. */
  concerns(pod: PodId): boolean {
    const disrupted = this.#object.status?.disruptedPods;
    if (!this.#selects(pod)) return false;
    return disrupted === undefined || !Object.hasOwn(disrupted, this.#cluster.pods.nameOf(pod));
  }

  #selectsLike(other: DisruptionBudget): boolean {
    return other.#object.spec === this.#object.spec && other.#namespace === this.#namespace;
  }

  /** How many pods may go now; a status that is there and names no number allows none. */
  allowed(): number {
    const { status } = this.#object;
    return status === undefined ? this.#allowedByPods() : (status.disruptionsAllowed ?? 0);
  }

  #selects(pod: PodId): boolean {
    const classId = this.#cluster.pods.classOf(pod);
    return (this.#selected[classId] ??= this.#selectsClass(classId));
  }

  /** Pods without labels are selected by no budget. */
  #selectsClass(classId: number): boolean {
    const { namespace, pod } = this.#cluster.classes.get(classId);
    const { labels = {} } = pod.metadata;
    return namespace === this.#namespace && Object.keys(labels).length > 0 && selectsLabels(this.#selector, labels);
  }

  #allowedByPods(): number {
    const { pods } = this.#cluster;
    let expected = 0;
    let healthy = 0;
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.hasEnded(pod) || !this.#selects(pod)) continue;
      expected += 1;
      if (pods.phaseOf(pod) === RUNNING && !pods.isTerminating(pod)) healthy += 1;
    }
    return disruptionsAllowed(healthy, desiredHealthy(this.#object.spec ?? {}, expected), expected);
  }
}

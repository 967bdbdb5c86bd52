// One scheduling cycle as far as it is not kept by class: preFilter of this moment, the plugins whose verdicts hang on other
// pods or on objects, and nodes that other pods are nominated to. Asks the incremental forms where there are any.
// Imitates pkg/scheduler/schedule_one.go (findNodesThatFitPod), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { FilterDryRun, type DryRun } from "../framework/dry-run.ts";
import { FilterRun } from "../framework/filter-run.ts";
import { LiveNode } from "../framework/node-view.ts";
import type { CyclePod, PreFilterOutcome, SchedulerPlugin } from "../framework/plugin.ts";
import { foldPreFilter, type FoldedPreFilter } from "../framework/pre-filter.ts";
import type { ProfileRuntime } from "../framework/profile-runtime.ts";
import { isRejected, type PluginStatus, type Status } from "../framework/status.ts";
import type { ClassPlan, PlacedFilter } from "./class-plan.ts";

/** What the filters say of a node. */
export type DynamicVerdict = "passes" | "refused" | "failed";

interface AskedFilter extends PlacedFilter {
  /** The plugin's incremental form, where preFilter gave it a state. */
  readonly admits: NonNullable<NonNullable<SchedulerPlugin["incremental"]>["admits"]> | undefined;
  readonly state: unknown;
}

/** Nowhere among the filters: nothing that is kept refuses. */
export const BEHIND_ALL = Number.MAX_SAFE_INTEGER;

export class DynamicCycle {
  readonly pod: CyclePod;
  readonly folded: FoldedPreFilter;
  readonly #cluster: ClusterState;
  readonly #filters: FilterRun;
  readonly #asked: readonly AskedFilter[];
  /** False if every asked filter keeps counts: those pass or refuse. */
  readonly #mayFail: boolean;
  /** What ended the cycle, once a filter failed. */
  error: string | undefined;

  constructor(cluster: ClusterState, runtime: ProfileRuntime, plan: ClassPlan, pod: CyclePod) {
    this.#cluster = cluster;
    this.pod = pod;
    this.folded = plan.isDynamic ? foldPreFilter(runtime, pod, askPreFilter) : plan.folded;
    const { states, skipped } = this.folded;
    this.#filters = new FilterRun(cluster, runtime, pod, { states, skipped });
    this.#asked = plan.dynamicFilters.filter(({ name }) => !skipped.has(name)).map((filter) => askedOf(filter, states));
    this.#mayFail = this.#asked.some(({ admits }) => admits === undefined);
  }

  /** True if no node has to be asked one by one. */
  get isIdle(): boolean {
    return this.#asked.length === 0 && this.#cluster.nominations.size === 0;
  }

  dryRun(): DryRun {
    return new FilterDryRun(this.#cluster, this.#filters);
  }

  /**
   * What all filters say of a node, pods nominated to it counted in; `refusedAt` is the place of the first kept filter that
   * refuses it: one that is asked before that may fail.
   */
  verdictOn(node: number, refusedAt: number): DynamicVerdict {
    if (!this.#hasNominated(node)) return this.verdictWithoutNominated(node, refusedAt);
    const status = this.#statusWithNominated(node);
    if (status.code === "Success") return "passes";
    return isRejected(status) ? "refused" : "failed";
  }

  /** The same as if no pod was nominated to the node. */
  verdictWithoutNominated(node: number, refusedAt: number): DynamicVerdict {
    if (refusedAt !== BEHIND_ALL && !this.#mayFail) return "refused";
    for (const { plugin, position, admits, state } of this.#asked) {
      if (position > refusedAt) break;
      if (admits !== undefined) {
        if (admits.call(plugin.incremental, this.pod, node, state)) continue;
        return "refused";
      }
      const status = plugin.filter!(this.pod, new LiveNode(this.#cluster, node), state);
      if (status.code !== "Success") return isRejected(status) ? "refused" : "failed";
    }
    return refusedAt === BEHIND_ALL ? "passes" : "refused";
  }

  /** Ends the cycle, in the words of the filter that failed on the node. */
  fail(node: number): void {
    this.error = this.#statusWithNominated(node).reasons.join(", ");
  }

  /**
   * The status of a node that does not pass: of the first filter that refuses, or undefined if it is the kept one at position
   * `refusedAt`.
   */
  refusalOn(node: number, refusedAt = BEHIND_ALL): PluginStatus | undefined {
    if (this.#hasNominated(node)) return this.#statusWithNominated(node);
    for (const { name, plugin, position, admits, state } of this.#asked) {
      if (position > refusedAt) return undefined;
      if (admits?.call(plugin.incremental, this.pod, node, state) === true) continue;
      const status: Status = plugin.filter!(this.pod, new LiveNode(this.#cluster, node), state);
      if (status.code !== "Success") return { ...status, plugin: name };
    }
    return undefined;
  }

  #hasNominated(node: number): boolean {
    const { nominations, nodes } = this.#cluster;
    return nominations.size > 0 && this.#filters.nominatedOn(nodes.record(node).name).length > 0;
  }

  #statusWithNominated(node: number): PluginStatus {
    return this.#filters.statusWithNominated(new LiveNode(this.#cluster, node));
  }
}

function askPreFilter(plugin: SchedulerPlugin, pod: CyclePod): PreFilterOutcome<unknown> {
  return plugin.incremental?.preFilter?.(pod) ?? plugin.preFilter!(pod);
}

function askedOf(filter: PlacedFilter, states: ReadonlyMap<string, unknown>): AskedFilter {
  const { name, plugin } = filter;
  const admits = states.has(name) ? plugin.incremental?.admits : undefined;
  return { ...filter, admits, state: states.get(name) };
}

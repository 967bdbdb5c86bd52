// One scheduling cycle as far as it is not kept by class: preFilter of this moment, the plugins whose verdicts hang on other
// pods or on objects, and nodes that other pods are nominated to. Asks the incremental forms where there are any.
// Imitates pkg/scheduler/schedule_one.go (findNodesThatFitPod), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isWithin, type CountBounds } from "../framework/count-bounds.ts";
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
  /** By which the node passes; undefined where the plugin does not say it so. */
  readonly bounds: readonly CountBounds[] | undefined;
  /** The answer of the plugin's incremental form; undefined where the plain form has to be asked. */
  readonly admits: ((node: number) => boolean) | undefined;
  readonly state: unknown;
}

const NOBODY: readonly AskedFilter[] = Object.freeze([]);

const SKIP: PreFilterOutcome<unknown> = Object.freeze({ kind: "skip" });

/** A status as a plugin gave it, and the plugin. */
export interface Refusal {
  readonly plugin: string;
  readonly status: Status;
}

/** Nowhere among the filters: nothing that is kept refuses. */
export const BEHIND_ALL = Number.MAX_SAFE_INTEGER;

export class DynamicCycle {
  readonly pod: CyclePod;
  readonly folded: FoldedPreFilter;
  readonly #cluster: ClusterState;
  readonly #runtime: ProfileRuntime;
  #filterRun: FilterRun | undefined;
  readonly #asked: readonly AskedFilter[];
  /** False if every asked filter keeps counts: those pass or refuse. */
  readonly #mayFail: boolean;
  /** What ended the cycle, once a filter failed. */
  error: string | undefined;

  /** `folded`: what preFilter says, where that is known without asking. */
  constructor(
    cluster: ClusterState,
    runtime: ProfileRuntime,
    plan: ClassPlan,
    pod: CyclePod,
    folded: FoldedPreFilter = foldOf(runtime, plan, pod),
  ) {
    this.#cluster = cluster;
    this.#runtime = runtime;
    this.pod = pod;
    this.folded = folded;
    this.#asked = askedIn(plan, this.folded, pod);
    this.#mayFail = this.#asked.some(({ admits }) => admits === undefined);
  }

  /** Made where it is needed: most cycles ask no node by itself. */
  get #filters(): FilterRun {
    const { states, skipped } = this.folded;
    return (this.#filterRun ??= new FilterRun(this.#cluster, this.#runtime, this.pod, { states, skipped }));
  }

  /** True if no node has to be asked one by one. */
  get isIdle(): boolean {
    return this.#asked.length === 0 && this.#cluster.nominations.size === 0;
  }

  /** All that the cycle asks of nodes, if it can be said in bounds; none if it is idle. */
  get bounds(): readonly CountBounds[] | undefined {
    if (this.#cluster.nominations.size > 0) return undefined;
    const all: CountBounds[] = [];
    for (const { bounds } of this.#asked) {
      if (bounds === undefined) return undefined;
      all.push(...bounds);
    }
    return all;
  }

  /** True if a pod that leaves a node, or comes, changes nothing there but what the node's row says. */
  isByRowOn(node: number): boolean {
    return this.#asked.length === 0 && this.#filters.tellsNobody && !this.#hasNominated(node);
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
        if (admits(node)) continue;
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
   * What is said of a node that does not pass, by the first filter that refuses; undefined if it is the kept one at position
   * `refusedAt`.
   */
  refusalOn(node: number, refusedAt = BEHIND_ALL): Refusal | undefined {
    if (this.#hasNominated(node)) {
      const status = this.#statusWithNominated(node);
      return { plugin: status.plugin, status };
    }
    for (const { name, plugin, position, admits, state } of this.#asked) {
      if (position > refusedAt) return undefined;
      if (admits?.(node) === true) continue;
      const status = plugin.filter!(this.pod, new LiveNode(this.#cluster, node), state);
      if (status.code !== "Success") return { plugin: name, status };
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

/** What preFilter says: as it is kept by class where no other plugin has anything to say in this cycle. */
function foldOf(runtime: ProfileRuntime, plan: ClassPlan, pod: CyclePod): FoldedPreFilter {
  const asked = plan.dynamicPreFilters;
  let index = 0;
  let outcome = SKIP;
  while (index < asked.length && (outcome = askPreFilter(asked[index]!.plugin, pod)).kind === "skip") index += 1;
  if (index === asked.length) return plan.folded;
  const known = new Map(asked.map(({ plugin }, place) => [plugin, outcomeKnown(place, index, outcome)]));
  return foldPreFilter(runtime, pod, (plugin) => {
    if (known.has(plugin)) return known.get(plugin) ?? askPreFilter(plugin, pod);
    // Plugins that a class does not concern skip it.
    return plan.outcomes.get(plugin) ?? SKIP;
  });
}

/** What a plugin was heard to say that stands at `place`, when the one at `last` was the first that did not skip. */
function outcomeKnown(
  place: number,
  last: number,
  outcome: PreFilterOutcome<unknown>,
): PreFilterOutcome<unknown> | undefined {
  if (place > last) return undefined;
  return place === last ? outcome : SKIP;
}

/** Filters that are asked in this cycle. */
function askedIn(plan: ClassPlan, folded: FoldedPreFilter, pod: CyclePod): readonly AskedFilter[] {
  const { states, skipped } = folded;
  const filters =
    folded === plan.folded ? plan.unskippedFilters : plan.dynamicFilters.filter(({ name }) => !skipped.has(name));
  return filters.length === 0 ? NOBODY : filters.map((filter) => askedOf(filter, states, pod));
}

function askPreFilter(plugin: SchedulerPlugin, pod: CyclePod): PreFilterOutcome<unknown> {
  return plugin.incremental?.preFilter?.(pod) ?? plugin.preFilter!(pod);
}

function askedOf(filter: PlacedFilter, states: ReadonlyMap<string, unknown>, pod: CyclePod): AskedFilter {
  const { name, plugin } = filter;
  const { incremental } = plugin;
  const state = states.get(name);
  if (incremental === undefined || !states.has(name)) return { ...filter, bounds: undefined, admits: undefined, state };
  const bounds = incremental.bounds?.(state);
  if (bounds !== undefined) return { ...filter, bounds, admits: (node) => isWithin(bounds, node), state };
  const admits = incremental.admits === undefined ? undefined : (node: number) => incremental.admits!(pod, node, state);
  return { ...filter, bounds, admits, state };
}

// The contract of a scheduler plugin: kube-scheduler's extension points by their names, and the columnar form in
// which runs ask them. No implementation stands here.
// Imitates staging kube-scheduler framework/interface.go, v1.36. Where kube-scheduler keeps per-cycle data in a
// string-keyed store, preFilter and preScore return it and the framework hands it on.

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { ExtensionPoint } from "./configuration.ts";
import type { ClaimPlan, PostFilterOutcome, PreFilterRefusal } from "./decision.ts";
import type { CountBounds } from "./count-bounds.ts";
import type { DryRun } from "./dry-run.ts";
import type { Extender } from "./extender.ts";
import type { ImageView } from "./image-view.ts";
import type { NodeView, PodView } from "./node-view.ts";
import type { RoomRule, RowScoreRule } from "./row-rules.ts";
import type { RunFacts } from "./run-facts.ts";
import type { Status } from "./status.ts";

export const MAX_NODE_SCORE = 100;

/** The pod in a scheduling cycle. */
export interface CyclePod {
  /** NONE for a pod that is only asked about. */
  readonly id: PodId;
  readonly name: string;
  readonly podClass: SchedulingClass;
}

/** A pod that waits, as the queue orders it. */
export interface QueuedPod {
  readonly priority: number;
  /** When it was put (back) into the queue, µs. */
  readonly queuedAtUs: number;
}

/** What preFilter found. `skip`: the plugin's filter is not called in this cycle. */
export type PreFilterOutcome<State> =
  | { readonly kind: "skip" }
  | { readonly kind: "rejected"; readonly status: Status }
  /** `nodeNames`: only these nodes are looked at. */
  | { readonly kind: "ready"; readonly state: State; readonly nodeNames?: ReadonlySet<string> };

/** What is known when no node took the pod. */
export interface PostFilterDiagnosis {
  readonly nodesTotal: number;
  /** Nodes whose status is exactly Unschedulable: preemption may help there. */
  readonly preemptible: readonly number[];
  /** The plugin that ended the cycle before any node was looked at. */
  readonly preFilter: PreFilterRefusal | undefined;
  /** Tries the filters on nodes as they would be; made when asked for. */
  dryRun(): DryRun;
}

/** What preScore found. `skip`: the plugin contributes nothing, not even its normalisation. */
export type PreScoreOutcome<State> =
  | { readonly kind: "skip" }
  | { readonly kind: "failed"; readonly status: Status }
  | { readonly kind: "ready"; readonly state: State };

/**
 * How a score depends on the candidates. `node`: on pod class and node alone, between 0 and 100.
 * `candidates`: the raw score is the node's own, but normalising looks at all candidates.
 */
export type ScoreLocality = "node" | "candidates";

/**
 * The form that runs use: whole blocks of nodes at a time, verdicts and scores in columns. It must say exactly what
 * the plain form says (tests/contracts/scheduler-plugins.test.ts). Everything in it depends only on the pod's class and
 * the node, so that the results are kept until the node changes.
 */
export interface ColumnarForm {
  /**
   * Keeps the nodes of `nodes[0..count)` that pass, in order, at the front of the column, and returns how many.
   * For each node that fails, `reject(node)` is called. Absent: the plugin does not filter.
   */
  filter?(podClass: SchedulingClass, nodes: Int32Array, count: number, reject: (node: number) => void): number;
  /** True if filter passes every node whatever happens to them. */
  filterIsIdle?(podClass: SchedulingClass): boolean;
  /** True if filter looks at the node's object alone, never at the pods on it. */
  readonly ignoresPods?: true;
  /** True if filter passes every node as the cluster stands. */
  passesAll?(): boolean;
  /** What filter asks of a node, if that is room in its row and no more. */
  room?(podClass: SchedulingClass): RoomRule | undefined;
  /** Raw scores of `nodes[0..count)` into `scores`. Absent: the plugin does not score. */
  score?(podClass: SchedulingClass, nodes: Int32Array, count: number, scores: Float64Array): void;
  readonly locality?: ScoreLocality;
  /** What score works out of a node's row, if it is one of these rules and no more. */
  rowScore?(podClass: SchedulingClass): RowScoreRule | undefined;
  /**
   * The one score (for locality `candidates`: normalised) that every node gets as the cluster stands, or undefined if they
   * may differ. For locality `node` it has to go on being theirs until they change.
   */
  uniformScore?(podClass: SchedulingClass): number | undefined;
}

/**
 * The form that runs use where verdicts depend on more than the class and the node: on other pods, on objects. It says what
 * the plain form says, from counts that are kept from cycle to cycle and brought up to date (see PlacementLog). A plugin may
 * lack it, or any part of it: then the plain form is asked, node by node.
 */
export interface IncrementalForm<FilterState = unknown, ScoreState = unknown> {
  /** False if the plugin has nothing to say of any pod of the class, whatever the cluster holds. Absent: it may have. */
  concerns?(podClass: SchedulingClass): boolean;
  /** In the place of preFilter: the same outcome, with a state that filter, addPod and removePod take too. */
  preFilter?(pod: CyclePod): PreFilterOutcome<FilterState>;
  /** Where counts decide: the node passes filter if it passes by every one. Good until the next cycle. */
  bounds?(state: FilterState): readonly CountBounds[];
  /** Elsewhere: whether the node passes, which is what filter says without words. Not asked where preFilter is disabled. */
  admits?(pod: CyclePod, node: number, state: FilterState): boolean;
  /** True if preScore would skip, whatever the candidates. */
  scoresNothing?(pod: CyclePod): boolean;
  /** True if preFilter and preScore skip pods of the class for as long as quietEdition says the same. False: they may not. */
  isQuiet?(podClass: SchedulingClass): boolean;
  /** A number that changes when isQuiet may. Asked once in every cycle, before anything else. */
  quietEdition?(): number;
  /** In the place of preScore, for `nodes[0..count)`. */
  preScore?(pod: CyclePod, nodes: Int32Array, count: number): PreScoreOutcome<ScoreState>;
  /** Raw scores of `nodes[0..count)` into `scores`. Not asked where preScore is disabled. */
  score?(pod: CyclePod, nodes: Int32Array, count: number, state: ScoreState, scores: Float64Array): void;
  /**
   * score, normalizeScore and the weight in one: adds to the totals of `nodes[0..count)`, or says false and adds nothing. Not asked
   * of plugins from outside, whose scores are looked at before they count.
   */
  addScores?(
    pod: CyclePod,
    nodes: Int32Array,
    count: number,
    state: ScoreState,
    weight: number,
    totals: Float64Array,
  ): boolean;
}

/** A plugin in force: made for one profile, with its arguments. Points that it lacks are not run. */
export interface SchedulerPlugin<FilterState = unknown, ScoreState = unknown> {
  preEnqueue?(podClass: SchedulingClass, podName?: string): Status;
  /** Negative if `left` is to be scheduled first. */
  queueSort?(left: QueuedPod, right: QueuedPod): number;
  preFilter?(pod: CyclePod): PreFilterOutcome<FilterState>;
  /** `state` is undefined where preFilter is disabled; then the plugin computes on its own, or see filterWithoutState. */
  filter?(pod: CyclePod, node: NodeView, state: FilterState | undefined): Status;
  /** A copy of a filter state that addPod and removePod may change. */
  cloneState?(state: FilterState): FilterState;
  /** Brings a copied state up to date as if `other` came to the node (PreFilterExtensions.AddPod). */
  addPod?(state: FilterState, pod: CyclePod, other: PodView, node: NodeView): Status;
  /** As if it left the node. */
  removePod?(state: FilterState, pod: CyclePod, other: PodView, node: NodeView): Status;
  postFilter?(pod: CyclePod, diagnosis: PostFilterDiagnosis): PostFilterOutcome;
  preScore?(pod: CyclePod, nodes: readonly NodeView[]): PreScoreOutcome<ScoreState>;
  score?(pod: CyclePod, node: NodeView, state: ScoreState | undefined): number;
  /** What filter fails with where it is enabled and preFilter is not; absent: it computes on its own. */
  readonly filterWithoutState?: string;
  /** The same of postFilter, where an earlier plugin has ended the cycle in preFilter too. */
  readonly postFilterWithoutState?: string;
  /** The same of score without preScore or, in a plugin that has none, without preFilter; it may depend on the pod. */
  readonly scoreWithoutState?: string | ((podClass: SchedulingClass) => string | undefined);
  /** Brings the raw scores of `nodes` to 0..100 in place; absent: they already are. */
  normalizeScore?(scores: Float64Array, nodes: ArrayLike<number>, state: ScoreState | undefined): void;
  reserve?(pod: CyclePod, node: NodeView): Status;
  /**
   * Asked at Reserve for pods that want devices: the numbers of those that the pod gets, or undefined to leave it to
   * others. The node passed all filters.
   */
  chooseDevices?(pod: CyclePod, node: number): readonly number[] | undefined;
  /** Asked at Reserve for pods with claims: what is to become of those that are not bound yet. */
  planClaims?(pod: CyclePod, node: number): readonly ClaimPlan[];
  /** Asked at Reserve for pods with claims to devices: those that change, as they are from then on. */
  reserveDevices?(pod: CyclePod, node: number): readonly ResourceClaim[];
  permit?(pod: CyclePod, node: NodeView): Status;
  preBind?(pod: CyclePod, node: NodeView): Status;
  bind?(pod: CyclePod, node: NodeView): Status;
  postBind?(pod: CyclePod, node: NodeView): void;
  /** What of the pod's looks matters to this plugin, or undefined if pods cannot be batched because of it. */
  sign?(podClass: SchedulingClass): string | undefined;
  readonly columnar?: ColumnarForm;
  readonly incremental?: IncrementalForm<FilterState, ScoreState>;
}

/** What a plugin may know beside its arguments. */
export interface PluginHandle {
  readonly cluster: ClusterState;
  /** Image states as of the scheduler's latest snapshot. */
  readonly images: ImageView;
  /** Absent: none. */
  readonly extenders?: readonly Extender[];
  readonly run: RunFacts;
}

/** A plugin as it is registered. */
export interface PluginDefinition {
  readonly name: string;
  /** What it imitates: file and version. */
  readonly source: string;
  readonly points: readonly ExtensionPoint[];
  /** `args` are those of a loaded configuration, which has judged them; undefined means defaults. */
  create(args: unknown, handle: PluginHandle): SchedulerPlugin;
}

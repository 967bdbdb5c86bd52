// The contract of a scheduler plugin: kube-scheduler's extension points by their names, and the columnar form in
// which runs ask them. No implementation stands here.
// Imitates staging kube-scheduler framework/interface.go, v1.36. Where kube-scheduler keeps per-cycle data in a
// string-keyed store, preFilter and preScore return it and the framework hands it on.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { ExtensionPoint } from "./configuration.ts";
import type { PostFilterOutcome, PreFilterRefusal } from "./decision.ts";
import type { ImageView } from "./image-view.ts";
import type { NodeView } from "./node-view.ts";
import type { Status } from "./status.ts";

export const MAX_NODE_SCORE = 100;

/** The pod in a scheduling cycle. */
export interface CyclePod {
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
  /** Raw scores of `nodes[0..count)` into `scores`. Absent: the plugin does not score. */
  score?(podClass: SchedulingClass, nodes: Int32Array, count: number, scores: Float64Array): void;
  readonly locality?: ScoreLocality;
  /**
   * For locality `candidates`: the one normalised score that every candidate gets as the cluster stands,
   * or undefined if that takes the raw scores.
   */
  uniformScore?(podClass: SchedulingClass): number | undefined;
}

/** A plugin in force: made for one profile, with its arguments. Points that it lacks are not run. */
export interface SchedulerPlugin<FilterState = unknown, ScoreState = unknown> {
  preEnqueue?(podClass: SchedulingClass): Status;
  /** Negative if `left` is to be scheduled first. */
  queueSort?(left: QueuedPod, right: QueuedPod): number;
  preFilter?(pod: CyclePod): PreFilterOutcome<FilterState>;
  /** `state` is undefined where preFilter is disabled; then the plugin computes on its own. */
  filter?(pod: CyclePod, node: NodeView, state: FilterState | undefined): Status;
  postFilter?(pod: CyclePod, diagnosis: PostFilterDiagnosis): PostFilterOutcome;
  preScore?(pod: CyclePod, nodes: readonly NodeView[]): PreScoreOutcome<ScoreState>;
  score?(pod: CyclePod, node: NodeView, state: ScoreState | undefined): number;
  /** Brings raw scores to 0..100 in place; absent: they already are. */
  normalizeScore?(scores: Float64Array): void;
  reserve?(pod: CyclePod, node: NodeView): Status;
  permit?(pod: CyclePod, node: NodeView): Status;
  preBind?(pod: CyclePod, node: NodeView): Status;
  bind?(pod: CyclePod, node: NodeView): Status;
  postBind?(pod: CyclePod, node: NodeView): void;
  /** What of the pod's looks matters to this plugin, or undefined if pods cannot be batched because of it. */
  sign?(podClass: SchedulingClass): string | undefined;
  readonly columnar?: ColumnarForm;
}

/** What a plugin may know beside its arguments. */
export interface PluginHandle {
  readonly cluster: ClusterState;
  /** Image states as of the scheduler's latest snapshot. */
  readonly images: ImageView;
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

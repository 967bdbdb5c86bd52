// A cluster of a few nodes, and one plugin or the whole scheduler asked about a pod in it. Names stand for numbers
// everywhere, so that a test reads as a sentence.

import { SIMULATION_START } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import type { Node, Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";
import { ImageView } from "../../src/scheduling/framework/image-view.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { NO_RUN } from "../../src/scheduling/framework/run-facts.ts";
import { LiveNode } from "../../src/scheduling/framework/node-view.ts";
import { PlainScheduler, type ExplainedDecision } from "../../src/scheduling/framework/plain-scheduler.ts";
import type { CyclePod, PluginDefinition, SchedulerPlugin } from "../../src/scheduling/framework/plugin.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";

/** Something by node name. */
export type ByNode<T> = Readonly<Record<string, T>>;

export class SmallCluster {
  readonly cluster: ClusterState;
  readonly images: ImageView;
  readonly run = NO_RUN;

  constructor(nodes: readonly Node[], version: KubernetesVersion = "1.36") {
    this.cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
    this.images = new ImageView(this.cluster);
    for (const added of nodes) this.apply({ kind: "node-added", node: added, pool: "pool" });
    this.images.refresh();
  }

  apply(change: Change) {
    return this.cluster.apply(change, SIMULATION_START);
  }

  /** Puts a running pod on a node and returns its number. */
  place(pod: Pod, nodeName: string): number {
    return this.apply({ kind: "pod-placed", classId: this.cluster.classify(pod), name: pod.metadata.name, nodeName })
      .pod;
  }

  pod(pod: Pod): CyclePod {
    return { id: NONE, name: pod.metadata.name, podClass: this.cluster.classes.get(this.cluster.classify(pod)) };
  }

  plugin(definition: PluginDefinition, args?: unknown): SchedulerPlugin {
    return definition.create(args, this);
  }

  byNode<T>(tell: (node: LiveNode) => T): ByNode<T> {
    return Object.fromEntries(
      [...this.cluster.nodeOrder].map((node) => [
        this.cluster.nodes.record(node).name,
        tell(new LiveNode(this.cluster, node)),
      ]),
    );
  }

  /** What the plugin's filter says of each node: `Success`, or the code with its reasons. */
  filter(definition: PluginDefinition, pod: Pod, args?: unknown): ByNode<string> {
    const plugin = this.plugin(definition, args);
    const asked = this.pod(pod);
    const prepared = plugin.preFilter?.(asked);
    const state = prepared?.kind === "ready" ? prepared.state : undefined;
    return this.byNode((node) => {
      const { code, reasons } = plugin.filter!(asked, node, state);
      return code === "Success" ? code : `${code}: ${reasons.join("; ")}`;
    });
  }

  /** Scores before normalising; undefined if the plugin skips scoring. */
  rawScores(definition: PluginDefinition, pod: Pod, args?: unknown): ByNode<number> | undefined {
    const plugin = this.plugin(definition, args);
    const asked = this.pod(pod);
    const prepared = plugin.preScore?.(asked, []) ?? { kind: "ready", state: undefined };
    if (prepared.kind !== "ready") return undefined;
    return this.byNode((node) => plugin.score!(asked, node, prepared.state));
  }

  /** Scores of all nodes as candidates. */
  scores(definition: PluginDefinition, pod: Pod, args?: unknown): ByNode<number> | undefined {
    const raw = this.rawScores(definition, pod, args);
    if (raw === undefined) return undefined;
    const column = Float64Array.from(Object.values(raw));
    this.plugin(definition, args).normalizeScore?.(column, this.cluster.nodeOrder, undefined);
    return Object.fromEntries(Object.keys(raw).map((name, index) => [name, column[index]!]));
  }

  /** A scheduler over this cluster with the default configuration of a version, or another one. */
  scheduler(configuration: SchedulerConfiguration = defaultSchedulerConfiguration("1.36")): PlainScheduler {
    return new PlainScheduler(this.cluster, configuration, IN_TREE_PLUGINS);
  }

  /** What a scheduler decides of a pod, at the first moment. */
  decide(pod: Pod, scheduler: PlainScheduler = this.scheduler()): ExplainedDecision {
    return scheduler.schedule(this.pod(pod), SIMULATION_START);
  }

  nameOf(node: number): string {
    return this.cluster.nodes.record(node).name;
  }
}

/** What an attempt came to: the node's name, or the message. */
export function outcomeOf(cluster: SmallCluster, { decision }: ExplainedDecision): string {
  switch (decision.kind) {
    case "scheduled":
      return cluster.nameOf(decision.node);
    case "ignored":
      return "ignored";
    case "unschedulable":
    case "error":
      return decision.message;
  }
}

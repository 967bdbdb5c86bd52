// A cluster in which pods are spread, and the plugin asked about a pod in both of its forms: they must say the same.

import assert from "node:assert/strict";

import type { TopologySpreadConstraint } from "../../../src/model/api/types/affinity.ts";
import type { Labels, Node, Pod, PodSpec } from "../../../src/model/objects.ts";
import { isWithin } from "../../../src/scheduling/framework/count-bounds.ts";
import { LiveNode, type NodeView } from "../../../src/scheduling/framework/node-view.ts";
import type { CyclePod, SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { podTopologySpread } from "../../../src/scheduling/plugins/pod-topology-spread.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

export const ZONE = "zone";
export const HOST = "kubernetes.io/hostname";
const WEB: Labels = { app: "web" };

/** A hard constraint over zones that selects pods labelled `app: web`; anything can be said otherwise. */
export function hard(more: Partial<TopologySpreadConstraint> = {}): TopologySpreadConstraint {
  const labelSelector = { matchLabels: WEB };
  return { maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: "DoNotSchedule", labelSelector, ...more };
}

export function soft(more: Partial<TopologySpreadConstraint> = {}): TopologySpreadConstraint {
  return hard({ whenUnsatisfiable: "ScheduleAnyway", ...more });
}

/** A node in a zone, with its host name as a label; no zone: without that label. */
export function host(name: string, zone?: string, more: Labels = {}): Node {
  return node(name, {}, { labels: { [HOST]: name, ...(zone === undefined ? {} : { [ZONE]: zone }), ...more } });
}

export function web(spec: Partial<PodSpec> = {}, labels: Labels = WEB): Pod {
  return pod(spec, { labels });
}

export function spreadBy(...topologySpreadConstraints: readonly TopologySpreadConstraint[]): Pod {
  return web({ topologySpreadConstraints });
}

/** What stands on each node, by node name. */
export type Standing = Readonly<Record<string, number>>;

export class SpreadCluster extends SmallCluster {
  readonly #plugin: SchedulerPlugin;

  constructor(nodes: readonly Node[], args?: unknown) {
    super(nodes);
    this.#plugin = this.plugin(podTopologySpread, args);
  }

  /** Puts so many pods labelled `app: web` on each node. */
  populate(standing: Standing): this {
    for (const [name, count] of Object.entries(standing)) {
      for (let placed = 0; placed < count; placed += 1) this.place(web(), name);
    }
    return this;
  }

  /** The names of nodes that pass, or the refusals by name; undefined where the plugin skips. */
  verdicts(asked: Pod): Readonly<Record<string, string>> | undefined {
    const cycle = this.pod(asked);
    const plain = this.#plugin.preFilter!(cycle);
    const kept = this.#plugin.incremental!.preFilter!(cycle);
    assert.equal(kept.kind, plain.kind);
    if (plain.kind === "rejected") return { preFilter: plain.status.reasons.join() };
    if (plain.kind !== "ready" || kept.kind !== "ready") return undefined;
    return this.byNode((view) => {
      const { code, reasons } = this.#plugin.filter!(cycle, view, plain.state);
      assert.deepEqual(this.#plugin.filter!(cycle, view, kept.state), { code, reasons });
      assert.equal(isWithin(this.#plugin.incremental!.bounds!(kept.state), view.id), code === "Success");
      return code === "Success" ? "passes" : `${code}: ${reasons.join()}`;
    });
  }

  /** Names of nodes that pass. */
  passing(asked: Pod): readonly string[] {
    const verdicts = this.verdicts(asked) ?? {};
    return Object.keys(verdicts).filter((name) => verdicts[name] === "passes");
  }

  /** Scores of candidates before and after normalising, by name; undefined where the plugin skips. */
  points(
    asked: Pod,
    names: readonly string[] = this.#names(),
  ): { raw: readonly number[]; normal: readonly number[] } | undefined {
    const cycle = this.pod(asked);
    const views = names.map((name): NodeView => new LiveNode(this.cluster, this.cluster.nodes.find(name)!));
    const outcome = this.#plugin.preScore!(cycle, views);
    const kept = this.#keptPoints(
      cycle,
      Int32Array.from(views, ({ id }) => id),
    );
    assert.equal(this.#plugin.incremental!.scoresNothing!(cycle), outcome.kind === "skip");
    if (outcome.kind !== "ready") {
      assert.equal(kept, undefined);
      return undefined;
    }
    const raw = Float64Array.from(views, (view) => this.#plugin.score!(cycle, view, outcome.state));
    const normal = raw.slice();
    this.#plugin.normalizeScore!(
      normal,
      views.map(({ id }) => id),
      outcome.state,
    );
    assert.deepEqual(kept, { raw: [...raw], normal: [...normal] });
    return { raw: [...raw], normal: [...normal] };
  }

  #keptPoints(cycle: CyclePod, nodes: Int32Array) {
    const outcome = this.#plugin.incremental!.preScore!(cycle, nodes, nodes.length);
    if (outcome.kind !== "ready") return undefined;
    const raw = new Float64Array(nodes.length).fill(-7);
    this.#plugin.incremental!.score!(cycle, nodes, nodes.length, outcome.state, raw);
    const normal = raw.slice();
    this.#plugin.normalizeScore!(normal, nodes, outcome.state);
    return { raw: [...raw], normal: [...normal] };
  }

  #names(): readonly string[] {
    return [...this.cluster.nodeOrder].map((id) => this.nameOf(id));
  }
}

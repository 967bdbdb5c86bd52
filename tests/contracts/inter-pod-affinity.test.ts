// InterPodAffinity's kept counts and its plain form over random histories: every verdict, every score, and what becomes of both
// when pods come and go in a dry run.

import { describe, expect, it } from "vitest";

import { NONE } from "../../src/cluster/pod-table.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import { isWithin } from "../../src/scheduling/framework/count-bounds.ts";
import { ImageView } from "../../src/scheduling/framework/image-view.ts";
import { NO_RUN } from "../../src/scheduling/framework/run-facts.ts";
import { LiveNode, podViewOf, type PodView } from "../../src/scheduling/framework/node-view.ts";
import type { CyclePod, SchedulerPlugin } from "../../src/scheduling/framework/plugin.ts";
import { interPodAffinity } from "../../src/scheduling/plugins/inter-pod-affinity.ts";
import { withPodAffinity } from "./random-pod-affinity.ts";
import { RandomWorld } from "./random-world.ts";

const PROFILES = [
  {},
  { hardPodAffinityWeight: 0 },
  { hardPodAffinityWeight: 70, ignorePreferredTermsOfExistingPods: true },
];

/** A world in which most pods have terms, and the plugin as one profile has it. */
class AffinityWorld {
  readonly world: RandomWorld;
  readonly plugin: SchedulerPlugin;
  readonly #asked: CyclePod[] = [];

  constructor(version: KubernetesVersion, seed: number) {
    this.world = new RandomWorld(version, `affinity ${seed}`);
    this.plugin = interPodAffinity.create(PROFILES[seed % PROFILES.length], {
      cluster: this.world.cluster,
      images: new ImageView(this.world.cluster),
      run: NO_RUN,
    });
    this.world.addNodes(1 + (seed % 7));
  }

  get nodes(): readonly LiveNode[] {
    return [...this.world.cluster.nodeOrder].map((node) => new LiveNode(this.world.cluster, node));
  }

  /** A pod of looks that were asked about before, or of new ones. */
  pod(): CyclePod {
    const { cluster, draw, nodeNames } = this.world;
    if (this.#asked.length > 0 && draw.chance(60)) return draw.pick(this.#asked.slice(-6));
    const classId = cluster.classify(withPodAffinity(draw.pod("pod", nodeNames), draw));
    const pod = { id: NONE, name: "pod", podClass: cluster.classes.get(classId) };
    this.#asked.push(pod);
    return pod;
  }

  /** Places the pod somewhere now and then, and changes something else. */
  go(pod: CyclePod): void {
    const { cluster, draw, nodeNames } = this.world;
    if (draw.chance(60) && nodeNames.length > 0) {
      const change = { kind: "pod-placed", classId: pod.podClass.id, name: "placed" } as const;
      cluster.apply({ ...change, nodeName: draw.pick(nodeNames) }, this.world.now);
    }
    if (draw.chance(50)) this.world.change();
  }

  verdicts(pod: CyclePod, state: unknown): readonly string[] {
    return this.nodes.map((node) => this.plugin.filter!(pod, node, state).reasons.join());
  }

  /** Which nodes pass by the bounds that a kept state gives. */
  passing(state: unknown): readonly boolean[] {
    const bounds = this.plugin.incremental!.bounds!(state);
    return this.nodes.map(({ id }) => isWithin(bounds, id));
  }

  /** What a few pods that leave a node, or come to it, make of a state. */
  dryRun(pod: CyclePod, state: unknown, steps: readonly (readonly [LiveNode, PodView, boolean])[]): readonly string[] {
    const copy = this.plugin.cloneState!(state);
    for (const [node, other, leaves] of steps) {
      if (leaves) this.plugin.removePod!(copy, pod, other, node);
      else this.plugin.addPod!(copy, pod, other, node);
    }
    return this.verdicts(pod, copy);
  }

  dryRunSteps(): readonly (readonly [LiveNode, PodView, boolean])[] {
    const { cluster, draw } = this.world;
    if (this.nodes.length === 0) return [];
    const node = draw.pick(this.nodes);
    const leaving = draw.some([...node.pods()], 60).map((other) => [node, other, true] as const);
    const coming = draw
      .upTo(2, () => draw.index(Math.max(1, cluster.pods.size)))
      .filter((id) => id < cluster.pods.size)
      .map((id) => [node, podViewOf(cluster, id), false] as const);
    return [...leaving, ...coming];
  }

  /** Raw scores of all nodes in the plain form; undefined if it skips. */
  plainScores(pod: CyclePod): readonly number[] | undefined {
    const outcome = this.plugin.preScore!(pod, this.nodes);
    if (outcome.kind !== "ready") return undefined;
    return this.nodes.map((node) => this.plugin.score!(pod, node, outcome.state));
  }

  /** The same from kept counts. */
  keptScores(pod: CyclePod): readonly number[] | undefined {
    const form = this.plugin.incremental!;
    const nodes = Int32Array.from(this.nodes, ({ id }) => id);
    const outcome = form.preScore!(pod, nodes, nodes.length);
    if (outcome.kind !== "ready") return form.scoresNothing!(pod) ? undefined : [];
    const column = new Float64Array(nodes.length);
    form.score!(pod, nodes, nodes.length, outcome.state, column);
    return [...column];
  }
}

// Versions differ in one rule of namespaces, since 1.34.
describe.each<KubernetesVersion>(["1.33", "1.36"])("at %s, what InterPodAffinity keeps", (version) => {
  it("says what counting afresh says", () => {
    const met = new Map<string, number>();
    for (let seed = 0; seed < 30; seed += 1) {
      const world = new AffinityWorld(version, seed);
      for (let step = 0; step < 40; step += 1) {
        const pod = world.pod();
        const plain = world.plugin.preFilter!(pod);
        const kept = world.plugin.incremental!.preFilter!(pod);
        expect(kept.kind).toBe(plain.kind);
        met.set(plain.kind, (met.get(plain.kind) ?? 0) + 1);
        if (plain.kind === "ready" && kept.kind === "ready") {
          const verdicts = world.verdicts(pod, plain.state);
          expect(world.verdicts(pod, kept.state)).toEqual(verdicts);
          expect(world.passing(kept.state)).toEqual(verdicts.map((verdict) => verdict === ""));
          for (const verdict of verdicts) met.set(verdict, (met.get(verdict) ?? 0) + 1);
          const steps = world.dryRunSteps();
          expect(world.dryRun(pod, kept.state, steps)).toEqual(world.dryRun(pod, plain.state, steps));
        }
        const scores = world.plainScores(pod);
        expect(world.keptScores(pod)).toEqual(scores);
        if (scores?.some((score) => score !== 0)) met.set("scored", (met.get("scored") ?? 0) + 1);
        world.go(pod);
      }
    }
    const ways = ["skip", "ready", "scored", "", "node(s) didn't match pod affinity rules"];
    const refusals = [
      "node(s) didn't match pod anti-affinity rules",
      "node(s) didn't satisfy existing pods anti-affinity rules",
    ];
    for (const way of [...ways, ...refusals]) expect(met.get(way), way).toBeGreaterThan(100);
  });
});

// The two schedulers side by side where pods preempt each other: the same nodes, victims and words, with nominations and
// disruption budgets about, whatever happened to the cluster before.

import { describe, expect, it } from "vitest";

import { PENDING, type PodId } from "../../src/cluster/pod-table.ts";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { nominationAfter } from "../../src/scheduling/framework/nomination.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { RandomWorld } from "./random-world.ts";

/** How a step went, and what both said if they were asked. */
interface Step {
  readonly way: string;
  readonly plain?: unknown;
  readonly columnar?: unknown;
}

/** A world whose pods have priorities; what the plain scheduler decides is carried out. */
class PreemptingWorld {
  readonly #world: RandomWorld;
  readonly #plain: PlainScheduler;
  readonly #columnar: ColumnarScheduler;
  readonly #waiting: PodId[] = [];

  constructor(version: KubernetesVersion, seed: string) {
    this.#world = new RandomWorld(version, seed);
    const { cluster } = this.#world;
    this.#plain = new PlainScheduler(cluster, defaultSchedulerConfiguration(version), IN_TREE_PLUGINS);
    this.#columnar = new ColumnarScheduler(cluster, defaultSchedulerConfiguration(version), IN_TREE_PLUGINS);
    this.#world.addNodes(1 + this.#world.draw.index(7));
    for (let budget = 0; budget < 3; budget += 1) this.#changeBudget();
  }

  /** One pod is decided by both, or something else happens. */
  step(): Step {
    const { draw } = this.#world;
    this.#world.pass();
    if (draw.chance(15)) {
      if (draw.chance(80)) this.#world.change();
      else this.#changeBudget();
      return { way: "changed" };
    }
    return this.#attempt(this.#waiting.length > 0 && draw.chance(40) ? draw.pick(this.#waiting) : this.#create());
  }

  #create(): PodId {
    const { draw, cluster, nodeNames, now } = this.#world;
    const drawn = draw.pod("pod", nodeNames);
    const labels = draw.chance(70) ? { app: draw.pick(["web", "db"]) } : {};
    const metadata = { ...drawn.metadata, labels };
    const written = { metadata, spec: { ...drawn.spec, priority: draw.pick([-10, 0, 0, 100, 100, 1000]) } };
    const name = `preempting-${cluster.pods.size}`;
    return cluster.apply({ kind: "pod-created", classId: cluster.classify(written), name }, now).pod;
  }

  #attempt(id: PodId): Step {
    const { cluster, now } = this.#world;
    if (cluster.pods.phaseOf(id) !== PENDING) return { way: "gone" };
    const pod = { id, name: cluster.pods.nameOf(id), podClass: cluster.classOfPod(id) };
    const { decision } = this.#plain.schedule(pod, now);
    const said = { plain: comparable(decision), columnar: comparable(this.#columnar.schedule(pod, now)) };
    this.#carryOut(id, decision);
    return { way: wayOf(decision), ...said };
  }

  #carryOut(pod: PodId, decision: Decision): void {
    const { cluster, draw, now } = this.#world;
    if (decision.kind === "scheduled") {
      this.#world.assume(pod, decision.node);
      return;
    }
    this.#waiting.push(pod);
    const nomination = nominationAfter(decision);
    if (nomination.kind !== "keep") {
      const nodeName = nomination.kind === "set" ? cluster.nodes.record(nomination.node).name : undefined;
      cluster.apply({ kind: "pod-nominated", pod, nodeName }, now);
    }
    const { preemption } = (decision.kind === "unschedulable" ? decision.postFilter : undefined) ?? {};
    for (const other of preemption?.denominated ?? []) {
      cluster.apply({ kind: "pod-nominated", pod: other, nodeName: undefined }, now);
    }
    for (const victim of preemption?.victims ?? []) {
      cluster.apply({ kind: "pod-terminating", pod: victim, preemptor: pod }, now);
      if (draw.chance(60)) cluster.apply({ kind: "pod-deleted", pod: victim }, now);
    }
  }

  #changeBudget(): void {
    const { cluster, draw, now } = this.#world;
    const metadata = { name: draw.pick(["one", "two"]), namespace: draw.pick(["default", "other"]) };
    const spec = { minAvailable: 1, selector: { matchExpressions: [{ key: "app", operator: "Exists" }] } };
    const status = draw.chance(70) ? { status: { disruptionsAllowed: draw.index(2) } } : {};
    const object = { metadata, spec, ...status };
    cluster.apply({ kind: "object-stored", stored: { kind: "PodDisruptionBudget", object } }, now);
  }
}

function wayOf(decision: Decision): string {
  const { preemption } = (decision.kind === "unschedulable" ? decision.postFilter : undefined) ?? {};
  if (preemption === undefined) return decision.kind;
  return preemption.pdbViolations > 0 ? "violates" : "preempts";
}

/** Which plugin and reason comes first is nowhere told. */
function comparable(decision: Decision): unknown {
  if (decision.kind !== "unschedulable") return decision;
  const reasons = decision.reasons.map(({ plugin, reason, nodes }) => `${plugin}: ${nodes} ${reason}`);
  return { ...decision, plugins: [...decision.plugins].toSorted(), reasons: reasons.toSorted() };
}

describe.each(KUBERNETES_VERSIONS)("at %s, both schedulers", (version) => {
  it("preempt alike", () => {
    const ways = new Map<string, number>();
    for (let seed = 0; seed < 6; seed += 1) {
      const world = new PreemptingWorld(version, `preempting ${seed}`);
      for (let step = 0; step < 80; step += 1) {
        const { way, plain, columnar } = world.step();
        expect(columnar, `seed ${seed}, step ${step}`).toEqual(plain);
        ways.set(way, (ways.get(way) ?? 0) + 1);
      }
    }
    expect(ways.get("preempts")).toBeGreaterThan(3);
    expect(ways.get("violates")).toBeGreaterThan(0);
    expect(ways.get("scheduled")).toBeGreaterThan(50);
  });
});

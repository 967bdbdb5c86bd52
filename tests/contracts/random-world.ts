// A cluster with a random history: every kind of change, each valid at its moment.

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { moment, type SimTime } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { ASSUMED, BOUND, NONE, PENDING, RUNNING } from "../../src/cluster/pod-table.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import type { Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { RandomObjects } from "./random-objects.ts";
import { randomNamespace } from "./random-pod-affinity.ts";
import { randomSelectingObject } from "./random-spread.ts";
import { randomStorage } from "./random-volumes.ts";

export class RandomWorld {
  readonly cluster: ClusterState;
  readonly draw: RandomObjects;
  /** Looks of a pod that are used again and again, so that classes, caches and batches matter. */
  readonly #templates: Pod[] = [];
  #nodesEver = 0;
  #podsEver = 0;
  #nowUs = 0;

  constructor(version: KubernetesVersion, seed: string, schedulers: readonly string[] = ["default-scheduler"]) {
    this.cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
    this.draw = new RandomObjects(new RandomStream(seed, `world of ${version}`), schedulers);
  }

  get now(): SimTime {
    return moment(this.#nowUs);
  }

  get nodeNames(): readonly string[] {
    return [...this.cluster.nodeOrder].map((node) => this.cluster.nodes.record(node).name);
  }

  /** Lets a little time pass, now and then more than a batch lives. */
  pass(): void {
    this.#nowUs += this.draw.chance(5) ? 600_000 : this.draw.index(2000);
  }

  addNodes(count: number): void {
    for (let added = 0; added < count; added += 1) this.addNode();
  }

  addNode(): void {
    this.#nodesEver += 1;
    this.#apply({ kind: "node-added", node: this.draw.node(`n${this.#nodesEver}`), pool: "pool" });
  }

  /** A new pending pod, often with the looks of an earlier one. */
  createPod(): number {
    const known = this.#templates.length > 0 && this.draw.chance(60);
    const template = known ? this.draw.pick(this.#templates.slice(-8)) : this.draw.pod("pod", this.nodeNames);
    if (!known) this.#templates.push(template);
    this.#podsEver += 1;
    const classId = this.cluster.classify(template);
    return this.#apply({ kind: "pod-created", classId, name: `pod-${this.#podsEver}` }).pod;
  }

  assume(pod: number, node: number): void {
    this.#apply({ kind: "pod-assumed", pod, node });
  }

  /** Puts a pod somewhere without asking anybody, as pods that were there before. */
  placePod(): void {
    if (this.cluster.nodeOrder.length === 0) return;
    this.#podsEver += 1;
    const classId = this.cluster.classify(this.draw.pod("pod", this.nodeNames));
    const nodeName = this.draw.pick(this.nodeNames);
    this.#apply({ kind: "pod-placed", classId, name: `pod-${this.#podsEver}`, nodeName });
  }

  /** One random change that is none of the scheduler's. */
  change(): void {
    const { draw } = this;
    if (draw.chance(25)) this.#changeStorage();
    switch (draw.index(12)) {
      case 11:
        this.#changeSelectingObject();
        break;
      case 10:
        this.#changeNamespace();
        break;
      case 0:
        this.addNode();
        break;
      case 1:
        if (this.cluster.nodes.size > 2) this.#apply({ kind: "node-removed", name: draw.pick(this.nodeNames) });
        break;
      case 2:
      case 3:
        if (this.cluster.nodes.size > 0)
          this.#apply({ kind: "node-updated", node: draw.node(draw.pick(this.nodeNames)) });
        break;
      case 4:
        this.placePod();
        break;
      default:
        this.#changePod();
    }
  }

  #changeSelectingObject(): void {
    const stored = randomSelectingObject(this.draw);
    const { namespace = "", name = "" } = stored.object.metadata ?? {};
    if (this.draw.chance(70)) this.#apply({ kind: "object-stored", stored });
    else this.#apply({ kind: "object-removed", name: { kind: stored.kind, namespace, name } });
  }

  #changeStorage(): void {
    const stored = randomStorage(this.draw, this.nodeNames);
    const { namespace = "", name = "" } = stored.object.metadata ?? {};
    if (this.draw.chance(85)) this.#apply({ kind: "object-stored", stored });
    else this.#apply({ kind: "object-removed", name: { kind: stored.kind, namespace, name } });
  }

  #changeNamespace(): void {
    const object = randomNamespace(this.draw);
    if (this.draw.chance(80)) this.#apply({ kind: "object-stored", stored: { kind: "Namespace", object } });
    else
      this.#apply({ kind: "object-removed", name: { kind: "Namespace", namespace: "", name: object.metadata!.name! } });
  }

  #changePod(): void {
    const { pods } = this.cluster;
    if (pods.size === 0) return;
    const pod = this.draw.index(pods.size);
    const phase = pods.phaseOf(pod);
    const placed = phase === ASSUMED || phase === BOUND || phase === RUNNING;
    if (!placed && phase !== PENDING) return;
    switch (this.draw.index(9)) {
      case 0:
        if (phase === ASSUMED) this.#apply({ kind: "pod-forgotten", pod });
        break;
      case 1:
        if (phase === ASSUMED) this.#apply({ kind: "pod-bound", pod });
        else if (phase === BOUND) this.#apply({ kind: "pod-started", pod });
        break;
      case 2:
        if (phase === RUNNING)
          this.#apply({ kind: "pod-ended", pod, phase: this.draw.pick(["succeeded", "failed"] as const) });
        break;
      case 3:
        if (pods.nodeOf(pod) !== NONE) this.#apply({ kind: "pod-terminating", pod });
        break;
      case 4:
        this.#apply({ kind: "pod-updated", pod, object: this.draw.pod("pod", this.nodeNames) });
        break;
      case 5:
        this.#apply({ kind: "pod-updated", pod, object: this.cluster.classOfPod(pod).pod });
        break;
      default:
        this.#apply({ kind: "pod-deleted", pod });
    }
  }

  #apply(change: Change) {
    return this.cluster.apply(change, this.now);
  }
}

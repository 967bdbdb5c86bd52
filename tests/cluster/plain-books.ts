// A ledger kept by hand beside a cluster: which pod is where, and what each node must therefore hold. Plays random
// changes that are valid at their moment on both, and says where they differ. Computes with its own numbers: of
// the model's rules it knows only what its own few shapes of pods ask for.

import type { RandomStream } from "../../src/base/random/random-stream.ts";
import { moment } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../src/cluster/resource-index.ts";
import type { Pod } from "../../src/model/objects.ts";
import { container, node, pod } from "../model/build-objects.ts";

const GPU = "example.com/gpu";
const MEBIBYTE = 1024 * 1024;
const DEFAULT_CPU = 100;
const DEFAULT_MEMORY = 200 * MEBIBYTE;

/** A shape of pods: what it asks for, 0 where it says nothing, and its host port, 0 for none. */
interface Shape {
  readonly cpuMilli: number;
  readonly memoryMebibytes: number;
  readonly gpus: number;
  readonly hostPort: number;
}

const SHAPES: readonly Shape[] = [
  { cpuMilli: 0, memoryMebibytes: 0, gpus: 0, hostPort: 0 },
  { cpuMilli: 500, memoryMebibytes: 0, gpus: 0, hostPort: 0 },
  { cpuMilli: 0, memoryMebibytes: 64, gpus: 0, hostPort: 80 },
  { cpuMilli: 250, memoryMebibytes: 128, gpus: 1, hostPort: 81 },
  { cpuMilli: 1500, memoryMebibytes: 1, gpus: 2, hostPort: 82 },
];

type Phase = "pending" | "assumed" | "bound" | "running" | "succeeded" | "failed" | "deleted";

interface PlainPod {
  readonly id: number;
  shape: Shape;
  phase: Phase;
  /** Name of the node it holds room on, also after the node has gone. */
  node: string | undefined;
  /** Number of the node, as the cluster gave it. */
  nodeId: number;
}

function podOf({ cpuMilli, memoryMebibytes, gpus, hostPort }: Shape): Pod {
  const requests = {
    ...(cpuMilli > 0 ? { cpu: `${cpuMilli}m` } : {}),
    ...(memoryMebibytes > 0 ? { memory: `${memoryMebibytes}Mi` } : {}),
    ...(gpus > 0 ? { [GPU]: gpus } : {}),
  };
  const ports = hostPort > 0 ? [{ containerPort: 1, hostPort }] : [];
  return pod({ containers: [container(requests, { ports })] });
}

/** Plays changes and keeps the ledger. */
export class PlainBooks {
  readonly #cluster: ClusterState;
  readonly #random: RandomStream;
  readonly #pods: PlainPod[] = [];
  readonly #nodes = new Map<string, number>();
  #nodesEver = 0;
  #nowUs = 0;

  constructor(cluster: ClusterState, random: RandomStream) {
    this.#cluster = cluster;
    this.#random = random;
  }

  /** One random change that is valid now, applied to both. */
  step(): void {
    this.#nowUs += this.#random.nextIndex(3);
    const steps = [
      () => this.#addNode(),
      () => this.#updateNode(),
      () => this.#removeNode(),
      () => this.#createPod(),
      () => this.#createPod(),
      () => this.#placePod(),
      () => this.#move("pending", "assumed"),
      () => this.#move("pending", "assumed"),
      () => this.#move("assumed", "bound"),
      () => this.#move("assumed", "bound"),
      () => this.#move("assumed", "pending"),
      () => this.#move("bound", "running"),
      () => this.#move("running", "succeeded"),
      () => this.#move("running", "failed"),
      () => this.#delete(),
      () => this.#updatePod(),
    ];
    steps[this.#random.nextIndex(steps.length)]!();
  }

  /** What differs between the cluster and the ledger, as sentences. */
  differences(): readonly string[] {
    const found: string[] = [];
    const compare = (what: string, actual: unknown, expected: unknown): void => {
      if (actual !== expected) found.push(`${what} is ${String(actual)} and should be ${String(expected)}`);
    };
    const { pods, nodes } = this.#cluster;
    compare("the number of pods", pods.size, this.#pods.length);
    compare("the number of nodes", nodes.size, this.#nodes.size);
    for (const { id, phase, node: held, nodeId } of this.#pods) {
      compare(`the phase of pod ${id}`, pods.phaseNameOf(id), phase);
      compare(`the node of pod ${id}`, pods.nodeOf(id), held === undefined ? -1 : nodeId);
    }
    for (const [name, id] of this.#nodes) this.#compareNode(name, id, compare);
    return found;
  }

  #compareNode(name: string, id: number, compare: (what: string, actual: unknown, expected: unknown) => void): void {
    const { nodes, pods, resources } = this.#cluster;
    const held = this.#pods.filter(({ nodeId, node: on }) => on !== undefined && nodeId === id);
    const sum = (amount: (shape: Shape) => number) => held.reduce((total, { shape }) => total + amount(shape), 0);
    compare(`the number of ${name}`, nodes.find(name), id);
    compare(`pods on ${name}`, nodes.podCount(id), held.length);
    compare(`the list of pods on ${name}`, [...pods.onNode(id)].toSorted(ascending).join(), idsOf(held).join());
    compare(
      `CPU on ${name}`,
      nodes.requested(id, CPU_INDEX),
      sum(({ cpuMilli }) => cpuMilli),
    );
    compare(`memory on ${name}`, nodes.requested(id, MEMORY_INDEX), MEBIBYTE * sum((shape) => shape.memoryMebibytes));
    const gpu = resources.find(GPU);
    if (gpu !== undefined)
      compare(
        `GPUs on ${name}`,
        nodes.requested(id, gpu),
        sum(({ gpus }) => gpus),
      );
    compare(
      `CPU for scoring on ${name}`,
      nodes.nonZeroCpu(id),
      sum(({ cpuMilli }) => cpuMilli || DEFAULT_CPU),
    );
    const memory = sum(({ memoryMebibytes }) => memoryMebibytes * MEBIBYTE || DEFAULT_MEMORY);
    compare(`memory for scoring on ${name}`, nodes.nonZeroMemory(id), memory);
    for (const { hostPort } of SHAPES) {
      if (hostPort === 0) continue;
      const wanted = { address: "0.0.0.0", protocol: "TCP", port: hostPort };
      const taken = held.some(({ shape }) => shape.hostPort === hostPort);
      compare(`port ${hostPort} on ${name}`, nodes.hostPorts(id)?.conflictsWith(wanted) ?? false, taken);
    }
  }

  #apply(change: Change): number {
    const delta = this.#cluster.apply(change, moment(this.#nowUs));
    return change.kind.startsWith("node") ? delta.node : delta.pod;
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[this.#random.nextIndex(list.length)];
  }

  #inPhase(...phases: readonly Phase[]): PlainPod | undefined {
    return this.#pick(this.#pods.filter(({ phase }) => phases.includes(phase)));
  }

  #addNode(): void {
    if (this.#nodes.size >= 6) return;
    const name = `n${(this.#nodesEver += 1)}`;
    this.#nodes.set(
      name,
      this.#apply({ kind: "node-added", node: node(name, { cpu: "4", memory: "8Gi" }), pool: "p" }),
    );
  }

  #updateNode(): void {
    const name = this.#pick([...this.#nodes.keys()]);
    if (name === undefined) return;
    const sizes = { cpu: `${1 + this.#random.nextIndex(8)}`, [`example.com/kind-${this.#random.nextIndex(4)}`]: 3 };
    this.#apply({ kind: "node-updated", node: node(name, sizes, { labels: { zone: "a" } }) });
  }

  #removeNode(): void {
    const name = this.#pick([...this.#nodes.keys()]);
    if (name === undefined || this.#random.nextIndex(4) > 0) return;
    this.#apply({ kind: "node-removed", name });
    this.#nodes.delete(name);
  }

  #createPod(): void {
    const shape = this.#pick(SHAPES)!;
    const classId = this.#cluster.classify(podOf(shape));
    const id = this.#apply({ kind: "pod-created", classId, name: `pod-${this.#pods.length}` });
    this.#pods.push({ id, shape, phase: "pending", node: undefined, nodeId: -1 });
  }

  #placePod(): void {
    const target = this.#nodeFor();
    if (target === undefined) return;
    const shape = this.#pick(SHAPES.filter((candidate) => this.#portIsFree(candidate, target.id)))!;
    const classId = this.#cluster.classify(podOf(shape));
    const name = `pod-${this.#pods.length}`;
    const id = this.#apply({ kind: "pod-placed", classId, name, nodeName: target.name });
    this.#pods.push({ id, shape, phase: "running", node: target.name, nodeId: target.id });
  }

  #nodeFor(): { readonly name: string; readonly id: number } | undefined {
    const entry = this.#pick([...this.#nodes]);
    return entry === undefined ? undefined : { name: entry[0], id: entry[1] };
  }

  /** Two holders of one port would make the real set forget it early; such histories are not played. */
  #portIsFree({ hostPort }: Shape, nodeId: number): boolean {
    if (hostPort === 0) return true;
    return !this.#pods.some(
      (one) => one.node !== undefined && one.nodeId === nodeId && one.shape.hostPort === hostPort,
    );
  }

  #move(from: Phase, to: Phase): void {
    const moved = this.#inPhase(from);
    if (moved === undefined) return;
    const { id } = moved;
    switch (to) {
      case "assumed": {
        const target = this.#nodeFor();
        if (target === undefined || !this.#portIsFree(moved.shape, target.id)) return;
        this.#apply({ kind: "pod-attempted", pod: id });
        this.#apply({ kind: "pod-assumed", pod: id, node: target.id });
        Object.assign(moved, { phase: to, node: target.name, nodeId: target.id });
        return;
      }
      case "pending":
        this.#apply({ kind: "pod-forgotten", pod: id });
        Object.assign(moved, { phase: to, node: undefined });
        return;
      case "succeeded":
      case "failed":
        this.#apply({ kind: "pod-ended", pod: id, phase: to });
        Object.assign(moved, { phase: to, node: undefined });
        return;
      default:
        this.#apply({ kind: to === "bound" ? "pod-bound" : "pod-started", pod: id });
        moved.phase = to;
    }
  }

  #delete(): void {
    const gone = this.#inPhase("pending", "assumed", "bound", "running");
    if (gone === undefined) return;
    if (this.#random.nextIndex(2) === 0) this.#apply({ kind: "pod-terminating", pod: gone.id });
    this.#apply({ kind: "pod-deleted", pod: gone.id });
    Object.assign(gone, { phase: "deleted", node: undefined });
  }

  #updatePod(): void {
    const changed = this.#inPhase("pending", "assumed", "bound", "running");
    if (changed === undefined) return;
    // Ports do not change in the life of a pod; amounts may, by a resize.
    const shape = { ...this.#pick(SHAPES)!, hostPort: changed.shape.hostPort };
    this.#apply({ kind: "pod-updated", pod: changed.id, object: podOf(shape) });
    changed.shape = shape;
  }
}

function idsOf(pods: readonly PlainPod[]): readonly number[] {
  return pods.map(({ id }) => id).toSorted(ascending);
}

function ascending(left: number, right: number): number {
  return left - right;
}

// Random nodes and pods that strain every plugin: few names, so that they often meet; small sizes, so that they
// often do not fit; every rule's edge now and then. The same stream gives the same objects.

import type { RandomStream } from "../../src/base/random/random-stream.ts";
import type {
  Affinity,
  Container,
  ContainerPort,
  Node,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
  PodSpec,
  QuantityMap,
  Taint,
  Toleration,
} from "../../src/model/objects.ts";
import { node } from "../model/build-objects.ts";
import { randomPodAffinity } from "./random-pod-affinity.ts";
import { randomOwner, randomSpread } from "./random-spread.ts";
import { randomPodVolumes } from "./random-volumes.ts";

const ZONES = ["a", "b", "c"];
const DISKS = ["ssd", "hdd"];
const GENERATIONS = ["3", "08", "12", "4.5", "x"];
const KEYS = ["dedicated", "slow", "node.kubernetes.io/unschedulable"];
const EFFECTS = ["NoSchedule", "NoExecute", "PreferNoSchedule", "PreferNoSchedule"];
const IMAGES: readonly (readonly [name: string, mebibytes: number])[] = [
  ["nginx:latest", 150],
  ["redis:7", 30],
  ["example.com:5000/model", 2400],
  ["tiny:latest", 5],
];
const SCALARS = ["example.com/gpu", "other.org/nic", "hugepages-2Mi"];
const UNPARSABLE: NodeSelectorTerm = { matchExpressions: [{ key: "gen", operator: "Gt", values: ["-1"] }] };

/** Draws objects; `nodes` names that exist or might. */
export class RandomObjects {
  readonly #random: RandomStream;
  readonly #schedulers: readonly string[];

  constructor(random: RandomStream, schedulers: readonly string[]) {
    this.#random = random;
    this.#schedulers = schedulers;
  }

  index(count: number): number {
    return this.#random.nextIndex(count);
  }

  /** True in `percent` of a hundred draws. */
  chance(percent: number): boolean {
    return this.index(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.index(list.length)]!;
  }

  some<T>(list: readonly T[], percent: number): readonly T[] {
    return list.filter(() => this.chance(percent));
  }

  /** The list in another order, each equally likely. */
  shuffled<T>(list: readonly T[]): readonly T[] {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = this.index(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  }

  upTo<T>(count: number, make: () => T): readonly T[] {
    return Array.from({ length: this.index(count + 1) }, make);
  }

  node(name: string): Node {
    const sizes: QuantityMap = {
      cpu: this.pick(["1", "2", "4", "3500m"]),
      memory: this.pick(["1Gi", "4Gi", "4000M", "100Ti"]),
      pods: this.chance(5) ? "0" : this.pick(["1", "5", "110"]),
      ...Object.fromEntries(this.some(SCALARS, 40).map((scalar) => [scalar, this.pick([0, 1, 4])])),
      ...(this.chance(40) ? { "ephemeral-storage": "10Gi" } : {}),
    };
    return node(name, sizes, {
      labels: { ...this.#labels(), ...(this.chance(85) ? { "kubernetes.io/hostname": name } : {}) },
      taints: this.chance(60) ? [] : this.upTo(2, () => this.#taint()),
      unschedulable: this.chance(10),
      images: Object.fromEntries(
        this.some(IMAGES, 40).map(([image, size]) => [image, (size + this.index(3)) * 1024 * 1024]),
      ),
    });
  }

  #labels(): Readonly<Record<string, string>> {
    return {
      ...(this.chance(80) ? { "topology.kubernetes.io/zone": this.pick(ZONES) } : {}),
      ...(this.chance(60) ? { disk: this.pick(DISKS) } : {}),
      ...(this.chance(60) ? { gen: this.pick(GENERATIONS) } : {}),
    };
  }

  #taint(): Taint {
    const taint = { key: this.pick(KEYS), effect: this.pick(EFFECTS) };
    return this.chance(50) ? { ...taint, value: this.pick(["x", "y"]) } : taint;
  }

  /** Every second pod asks for resources and nothing else, so that the cluster is not only refused. */
  pod(name: string, nodes: readonly string[]): Pod {
    const plain: PodSpec = { schedulerName: this.pick(this.#schedulers), containers: [this.#container("main")] };
    const metadata = { name, namespace: this.pick(["default", "other"]) };
    if (this.chance(50)) return { metadata, spec: plain };
    const labels = this.chance(50) ? { app: this.pick(["web", "db"]) } : {};
    const owners = this.chance(20) ? { ownerReferences: [randomOwner(this)] } : {};
    return { metadata: { ...metadata, labels, ...owners }, spec: this.#demanding(plain, nodes) };
  }

  #demanding(plain: PodSpec, nodes: readonly string[]): PodSpec {
    return {
      ...plain,
      containers: [...plain.containers, ...this.upTo(1, () => this.#container("side"))],
      ...(this.chance(20) ? { initContainers: [this.#initContainer()] } : {}),
      ...(this.chance(40) ? { tolerations: this.upTo(3, () => this.#toleration()) } : {}),
      ...(this.chance(20) ? { nodeSelector: { disk: this.pick(DISKS) } } : {}),
      ...(this.chance(40) ? { affinity: this.#affinity(nodes) } : {}),
      ...(this.chance(40) ? { topologySpreadConstraints: randomSpread(this) } : {}),
      ...(this.chance(4) ? { nodeName: this.pick([...nodes, "ghost", ""]) } : {}),
      ...(this.chance(5) ? { schedulingGates: [{ name: "wait" }] } : {}),
      ...(this.chance(10) ? { priority: this.pick([-10, 100]) } : {}),
      ...(this.chance(5) ? { preemptionPolicy: "Never" } : {}),
      ...(this.chance(10) ? { overhead: { cpu: "50m" } } : {}),
      ...(this.chance(10) ? { resources: { requests: { cpu: "750m" } } } : {}),
      ...(this.chance(10) ? { volumes: [{ name: "v", image: { reference: this.pick(IMAGES)[0] } }] } : {}),
      ...(this.chance(20) ? { volumes: randomPodVolumes(this) } : {}),
    };
  }

  #container(name: string): Container {
    const requests: QuantityMap = {
      ...(this.chance(60) ? { cpu: this.pick(["0", "100m", "200m", "500m", "1", "3"]) } : {}),
      ...(this.chance(60) ? { memory: this.pick(["0", "64Mi", "200M", "1Gi", "3Gi"]) } : {}),
      ...(this.chance(15) ? { [this.pick(SCALARS)]: this.pick([0, 1, 2]) } : {}),
      ...(this.chance(10) ? { "ephemeral-storage": "6Gi" } : {}),
    };
    const image = this.chance(60) ? { image: this.pick(IMAGES)[0].replace(":latest", "") } : {};
    return { name, resources: { requests }, ...image, ...(this.chance(20) ? { ports: [this.#port()] } : {}) };
  }

  #initContainer(): Container {
    return this.chance(50) ? { ...this.#container("init"), restartPolicy: "Always" } : this.#container("init");
  }

  #port(): ContainerPort {
    return {
      containerPort: 80,
      hostPort: this.pick([0, 80, 80, 81]),
      hostIP: this.pick(["", "127.0.0.1", "0.0.0.0"]),
      protocol: this.pick(["TCP", "UDP"]),
    };
  }

  #toleration(): Toleration {
    return {
      operator: this.pick(["Exists", "Equal", "Gt"]),
      ...(this.chance(90) ? { key: this.pick(KEYS) } : {}),
      ...(this.chance(50) ? { value: this.pick(["x", "y"]) } : {}),
      ...(this.chance(60) ? { effect: this.pick(EFFECTS) } : {}),
    };
  }

  #affinity(nodes: readonly string[]): Affinity {
    const required = {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: this.upTo(2, () => this.#term(nodes)) },
    };
    const preferred = {
      preferredDuringSchedulingIgnoredDuringExecution: [
        ...this.upTo(3, () => ({ weight: this.pick([0, 1, 50, 100]), preference: this.#term(nodes) })),
        // What cannot be parsed fails the cycle.
        ...(this.chance(20) ? [{ weight: 1, preference: UNPARSABLE }] : []),
      ],
    };
    const nodeAffinity = { ...(this.chance(50) ? required : {}), ...(this.chance(60) ? preferred : {}) };
    return { nodeAffinity, ...(this.chance(50) ? randomPodAffinity(this) : {}) };
  }

  #term(nodes: readonly string[]): NodeSelectorTerm {
    return {
      ...(this.chance(70) ? { matchExpressions: this.upTo(2, () => this.#expression()) } : {}),
      ...(this.chance(25) ? { matchFields: this.upTo(2, () => this.#field(nodes)) } : {}),
    };
  }

  #expression(): NodeSelectorRequirement {
    const key = this.pick(["disk", "gen", "topology.kubernetes.io/zone"]);
    switch (this.index(6)) {
      case 0:
        return { key, operator: "Exists" };
      case 1:
        return { key, operator: "DoesNotExist" };
      case 2:
        return { key, operator: this.pick(["Gt", "Lt"]), values: [this.pick(["4", "10"])] };
      default:
        return { key, operator: this.pick(["In", "NotIn"]), values: [this.pick([...DISKS, ...ZONES, "12"]), "ssd"] };
    }
  }

  #field(nodes: readonly string[]): NodeSelectorRequirement {
    return {
      key: "metadata.name",
      operator: this.pick(["In", "In", "NotIn"]),
      values: [this.pick([...nodes, "ghost"])],
    };
  }
}

// Nodes full of pods of several priorities, and what a preemption makes of them. Names stand for numbers everywhere.

import { SIMULATION_START } from "../../../src/base/time.ts";
import type { StoredObjects } from "../../../src/cluster/object-store.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import type { PostFilterOutcome } from "../../../src/scheduling/framework/decision.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

/** A pod on a node. */
export interface Resident {
  readonly cpu?: string;
  readonly priority?: number;
  readonly startedUs?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export class Crowd {
  readonly small: SmallCluster;
  readonly #ids = new Map<string, number>();

  /** Nodes of 4 CPUs. */
  constructor(nodeNames: readonly string[], version: KubernetesVersion = "1.36") {
    this.small = new SmallCluster(
      nodeNames.map((name) => node(name, { cpu: "4", memory: "8Gi", pods: "110" })),
      version,
    );
  }

  get cluster() {
    return this.small.cluster;
  }

  put(nodeName: string, residents: Readonly<Record<string, Resident>>): this {
    for (const [name, resident] of Object.entries(residents)) {
      const { cpu = "1", priority = 0, startedUs, labels = {} } = resident;
      const written = { ...podAsking({ cpu }, { priority }), metadata: { name, labels } };
      const classId = this.cluster.classify(written);
      const placed = { kind: "pod-placed", classId, name, nodeName } as const;
      const status = { createdUs: undefined, startUs: startedUs, runs: true, ready: undefined };
      const change = startedUs === undefined ? placed : { ...placed, status };
      this.#ids.set(name, this.small.apply(change).pod);
    }
    return this;
  }

  /** A pod that waits. */
  waiting(name: string, priority: number, nominated?: string): this {
    const classId = this.cluster.classify(podAsking({ cpu: "1" }, { priority }));
    const { pod } = this.small.apply({ kind: "pod-created", classId, name });
    this.#ids.set(name, pod);
    if (nominated !== undefined) this.small.apply({ kind: "pod-nominated", pod, nodeName: nominated });
    return this;
  }

  budget(name: string, object: Omit<StoredObjects["PodDisruptionBudget"], "metadata">): this {
    const stored = {
      kind: "PodDisruptionBudget",
      object: { metadata: { name, namespace: "default" }, ...object },
    } as const;
    this.small.apply({ kind: "object-stored", stored });
    return this;
  }

  preempted(...names: readonly string[]): this {
    for (const name of names)
      this.small.apply({ kind: "pod-terminating", pod: this.id(name), preemptor: this.id(name) });
    return this;
  }

  id(name: string): number {
    return this.#ids.get(name)!;
  }

  names(pods: readonly number[]): readonly string[] {
    return pods.map((pod) => this.cluster.pods.nameOf(pod));
  }

  /** What PostFilter makes of a pod that asks for so much CPU; `name` is one that waits already. */
  outcomeFor(cpu: string, priority: number, spec: Partial<PodSpec> = {}, name?: string): PostFilterOutcome | undefined {
    const asked = this.small.pod(podAsking({ cpu }, { priority, ...spec }));
    const pod = name === undefined ? asked : { ...asked, id: this.id(name), name };
    const { decision } = this.small.scheduler().schedule(pod, SIMULATION_START);
    return decision.kind === "unschedulable" ? decision.postFilter : undefined;
  }

  /** `node: victims`, or what PostFilter says. */
  preempt(cpu: string, priority: number, spec: Partial<PodSpec> = {}, name?: string): string {
    const outcome = this.outcomeFor(cpu, priority, spec, name);
    if (outcome?.preemption === undefined) return outcome?.message ?? "fits";
    const { node: chosen, victims } = outcome.preemption;
    return `${this.small.nameOf(chosen)}: ${this.names(victims).join(" ")}`;
  }
}

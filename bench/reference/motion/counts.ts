// Budgets and endpoints, the plain way: each time a pod that matches changes, all pods are looked through.
// Imitates pkg/controller/disruption/disruption.go and k8s.io/endpointslice, v1.36, as far as counts go.

import { desiredHealthy, disruptionsAllowed } from "../../../src/model/disruption-rules.ts";
import { compileLabelSelector, compileLabelSet, selectsLabels } from "../../../src/model/label-selector.ts";
import type { CompiledLabelSelector } from "../../../src/model/label-selector.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import type { Plan } from "../../../src/scenario/plan.ts";

import type { Workloads } from "./workloads.ts";
import type { MotionPod, World } from "./world.ts";

export interface CountedService {
  readonly name: string;
  readonly selector: CompiledLabelSelector;
  ready: number;
}

interface CountedBudget {
  readonly name: string;
  readonly selector: CompiledLabelSelector;
  readonly spec: NonNullable<PodDisruptionBudget["spec"]>;
  /** healthy/desired/allowed/expected. */
  counts: string;
}

export class Counts {
  readonly services: readonly CountedService[];
  readonly budgets: readonly CountedBudget[];
  readonly #world: World;
  readonly #workloads: Workloads;

  constructor({ objects }: Plan, world: World, workloads: Workloads) {
    this.#world = world;
    this.#workloads = workloads;
    this.services = objects.flatMap((stored) => {
      if (stored.kind !== "Service") return [];
      const { metadata, spec } = stored.object;
      return [{ name: metadata?.name ?? "", selector: compileLabelSet(spec?.selector), ready: 0 }];
    });
    this.budgets = objects.flatMap((stored) => {
      if (stored.kind !== "PodDisruptionBudget") return [];
      const { metadata, spec = {} } = stored.object;
      const selector = compileLabelSelector(spec.selector);
      if (selector.kind === "invalid") return [];
      return [{ name: metadata?.name ?? "", selector, spec, counts: "0/0/0/0" }];
    });
  }

  syncService(name: string): void {
    const service = this.services.find((candidate) => candidate.name === name)!;
    service.ready = this.#matching(service.selector).filter(({ isReady, isLeaving }) => isReady && !isLeaving).length;
  }

  syncBudget(name: string): void {
    const budget = this.budgets.find((candidate) => candidate.name === name)!;
    const pods = this.#matching(budget.selector);
    const healthy = pods.filter(({ isReady, isLeaving }) => isReady && !isLeaving).length;
    const owners = new Map(pods.map((pod) => this.#scaleOf(pod)));
    const expected = [...owners.values()].reduce((sum, replicas) => sum + replicas, 0);
    const desired = desiredHealthy(budget.spec, expected);
    budget.counts = [healthy, desired, disruptionsAllowed(healthy, desired, expected), expected].join("/");
  }

  #matching(selector: CompiledLabelSelector): readonly MotionPod[] {
    return this.#world.livePods.filter((pod) => selectsLabels(selector, pod.labels));
  }

  /** Whoever is scaled in the end, and how far. */
  #scaleOf({ owner }: MotionPod): readonly [string, number] {
    if (owner.kind === "ReplicaSet") {
      const deployment = this.#workloads.deployment(this.#workloads.replicaSet(owner.name).deployment);
      return [`Deployment/${deployment.name}`, deployment.replicas];
    }
    if (owner.kind !== "StatefulSet") return ["", 0];
    return [`StatefulSet/${owner.name}`, this.#workloads.plain("StatefulSet", owner.name).replicas];
  }
}

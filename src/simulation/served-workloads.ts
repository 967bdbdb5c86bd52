// Which workloads stand behind the targets of a load, and what one of their pods asks for and may use. Looks at the objects as they
// are when it is first asked: for a cluster in which nothing happens any more. Pods without a workload are none of it.

import type { ObjectMeta } from "../model/api/types/object-meta.ts";
import { controllingOwner } from "../model/controlling-owner.ts";
import { completedPod } from "../model/defaulting.ts";
import { compileLabelSet, SELECTS_NOTHING, selectsLabels } from "../model/label-selector.ts";
import type { Pod } from "../model/objects.ts";
import type { VersionBehaviour } from "../model/version-behaviour.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import type { LoadTarget } from "../environment/load/planned-load.ts";

const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] as const;

export interface ServedWorkload {
  readonly kind: (typeof KINDS)[number];
  readonly namespace: string;
  readonly name: string;
  /** A pod as one of the template is created, with neither name nor node. */
  readonly pod: Pod;
}

export class ServedWorkloads {
  readonly #cluster: ClusterState;
  /** Worked out when somebody first asks: in a run without load nobody does. */
  #all: readonly ServedWorkload[] | undefined;
  /** By target: each autoscaler asks about all of them. */
  readonly #behind = new Map<LoadTarget, readonly ServedWorkload[]>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  get behaviour(): VersionBehaviour {
    return this.#cluster.behaviour;
  }

  /** The workload itself; of a Service, those whose pods it selects. None where nobody has made such objects. */
  behind(target: LoadTarget): readonly ServedWorkload[] {
    let found = this.#behind.get(target);
    if (found === undefined) this.#behind.set(target, (found = this.#find(target)));
    return found;
  }

  #find({ kind, namespace, name }: LoadTarget): readonly ServedWorkload[] {
    this.#all ??= KINDS.flatMap((each) => workloadsOf(each, this.#cluster));
    const own = this.#all.filter((each) => each.namespace === namespace);
    if (kind !== "Service") return own.filter((each) => each.kind === kind && each.name === name);
    const labels = this.#cluster.objects.find(kind, namespace, name)?.spec?.selector ?? {};
    const selector = Object.keys(labels).length === 0 ? SELECTS_NOTHING : compileLabelSet(labels);
    return own.filter(({ pod }) => selectsLabels(selector, pod.metadata.labels));
  }
}

/** Those that no other workload has made. */
function workloadsOf(kind: (typeof KINDS)[number], { objects, behaviour }: ClusterState): readonly ServedWorkload[] {
  return [...objects.list(kind)].flatMap(({ metadata, spec }) => {
    if (controllingOwner(metadata ?? {}) !== undefined) return [];
    const pod = podOf(spec?.template, behaviour);
    if (pod === undefined) return [];
    return [{ kind, namespace: metadata?.namespace ?? "default", name: metadata?.name ?? "", pod }];
  });
}

/** As the API server completes it when it is created. */
function podOf(
  template: { readonly metadata?: ObjectMeta; readonly spec?: unknown } | undefined,
  behaviour: VersionBehaviour,
): Pod | undefined {
  const spec = template?.spec as Pod["spec"] | undefined;
  if (spec?.containers === undefined) return undefined;
  return completedPod({ metadata: { ...template?.metadata, name: "", namespace: "" }, spec } as Pod, behaviour);
}

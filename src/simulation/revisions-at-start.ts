// The revisions of StatefulSets and DaemonSets as their controllers would know them, where a dump lacks them or only part of what
// they hold: `kubectl get statefulsets,pods` leaves them out, and of templates less may be kept than there was. Otherwise the pods
// would be taken for those of another template, and replaced one by one.
// Imitates newRevision and getPatch of pkg/controller/{statefulset,daemon}, v1.36.

import type { ControllerRevision } from "../model/api/types/controller-revision.ts";
import type { DaemonSet, StatefulSet } from "../model/api/types/workload.ts";
import { objectUid } from "../model/generated-names.ts";
import type { Pod } from "../model/objects.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import { controllerOf, controllerReference } from "../components/controllers/owner-references.ts";
import {
  inOrderOfRevision,
  renewedTextOf,
  REVISION_LABEL,
  textOfRevision,
  textOfTemplate,
} from "../components/controllers/revision-history.ts";

type Sets =
  { readonly kind: "StatefulSet"; readonly set: StatefulSet } | { readonly kind: "DaemonSet"; readonly set: DaemonSet };

interface Start {
  /** As the API writes it. */
  readonly createdAt: string;
  /** Those that have a node already. */
  readonly boundPods: readonly Pod[];
}

/** The revisions to be stored before the run begins: new ones, and new versions of those that are there. */
export function revisionsAtStart({ objects }: ClusterState, start: Start): readonly ControllerRevision[] {
  const sets: readonly Sets[] = [
    ...[...objects.list("StatefulSet")].map((set) => ({ kind: "StatefulSet", set }) as const),
    ...[...objects.list("DaemonSet")].map((set) => ({ kind: "DaemonSet", set }) as const),
  ];
  const ownedBy = grouped(objects.list("ControllerRevision"), ({ metadata }) => controllerOf(metadata)?.uid ?? "");
  return sets.flatMap((owner) => {
    const { namespace = "default", generation = 0, uid = "" } = owner.set.metadata ?? {};
    const { observedGeneration = 0 } = owner.set.status ?? {};
    // A template that its controller has not seen yet is in no revision.
    if (observedGeneration < generation) return [];
    const name = owner.kind === "StatefulSet" ? (owner.set.status?.updateRevision ?? "") : "";
    const own = ownedBy.get(uid) ?? [];
    if (name !== "" && objects.find("ControllerRevision", namespace, name) === undefined) {
      return [revisionOf(owner, { name, hash: hashIn(name, owner) }, start.createdAt)];
    }
    const last = inOrderOfRevision(own).at(-1);
    if (last !== undefined) return completed(last, own, textOfTemplate(owner.set.spec?.template ?? {}));
    const hash = owner.kind === "DaemonSet" ? hashOfPods(owner.set, start.boundPods) : undefined;
    if (hash === undefined) return [];
    return [revisionOf(owner, { name: `${owner.set.metadata?.name ?? ""}-${hash}`, hash }, start.createdAt)];
  });
}

/** The newest revision with all defaults, if that is what makes it the one of the template. */
function completed(
  last: ControllerRevision,
  own: readonly ControllerRevision[],
  text: string,
): readonly ControllerRevision[] {
  if (own.some((revision) => textOfRevision(revision) === text) || renewedTextOf(last) !== text) return [];
  return [{ ...last, data: JSON.parse(text) as unknown }];
}

/** The hash that as many of the set's pods have as its status counts as updated; undefined if that is not exactly one. */
function hashOfPods({ metadata, status }: DaemonSet, pods: readonly Pod[]): string | undefined {
  const updated = status?.updatedNumberScheduled ?? 0;
  if (updated === 0) return undefined;
  const own = pods.filter((pod) => controllerOf(pod.metadata)?.uid === metadata?.uid);
  const byHash = grouped(own, (pod) => pod.metadata.labels?.[REVISION_LABEL] ?? "");
  const [first, ...others] = [...byHash].filter(([hash, { length }]) => hash !== "" && length === updated);
  return others.length > 0 ? undefined : first?.[0];
}

function hashIn(revision: string, { set: { metadata } }: Sets): string {
  const prefix = `${metadata?.name ?? ""}-`;
  return revision.startsWith(prefix) ? revision.slice(prefix.length) : revision;
}

const HASH_LABELS = Object.freeze({ StatefulSet: "controller.kubernetes.io/hash", DaemonSet: REVISION_LABEL });

function revisionOf(
  { kind, set: { metadata, spec } }: Sets,
  { name, hash }: { readonly name: string; readonly hash: string },
  creationTimestamp: string,
): ControllerRevision {
  const { namespace = "default" } = metadata ?? {};
  return {
    metadata: {
      name,
      namespace,
      uid: objectUid(`ControllerRevision/${namespace}/${name}`),
      creationTimestamp,
      labels: { ...spec?.template?.metadata?.labels, [HASH_LABELS[kind]]: hash },
      ownerReferences: [controllerReference("apps/v1", kind, metadata)],
    },
    data: JSON.parse(textOfTemplate(spec?.template ?? {})) as unknown,
    revision: 1,
  };
}

function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// Which ReplicaSet of a Deployment has its template, and how ReplicaSets are numbered and annotated.
// Imitates pkg/controller/deployment/util/deployment_util.go, v1.36.

import { merged } from "../../base/merged.ts";

import { ROLLBACK_TO } from "../api/number-annotations.ts";
import { areSemanticallyEqual } from "../api/semantic-equality.ts";
import type { ObjectMeta } from "../api/types/object-meta.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../api/types/pod.ts";
import type { Deployment, ReplicaSet } from "../api/types/workload.ts";
import { parseInt64 } from "../go-integer.ts";
import { maxSurgeOf, MAX_REPLICAS_ANNOTATION, type DeploymentRollout } from "./deployment-rollout.ts";

export const HASH_LABEL = "pod-template-hash";
export const REVISION = "deployment.kubernetes.io/revision";
export const DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
/** What kubectl apply wrote last, as JSON. */
export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Characters of a revision history. */
const HISTORY_MAX = 2_000;

const OWN_ANNOTATIONS: ReadonlySet<string> = new Set([
  LAST_APPLIED,
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS_ANNOTATION,
  ROLLBACK_TO,
]);

type Annotations = Readonly<Record<string, string>>;

const EQUAL_TEMPLATES = new WeakMap<PodTemplateSpec, WeakMap<PodTemplateSpec, boolean>>();
const NO_TEMPLATE: PodTemplateSpec = Object.freeze({});

/** What bounds its rollout; the server has given it its defaults. */
export function rolloutOf({ spec = {} }: Deployment): DeploymentRollout {
  const { replicas = 1, strategy = {} } = spec;
  const { type = "RollingUpdate", rollingUpdate } = strategy;
  return { replicas, strategy: rollingUpdate === undefined ? { type } : { type, rollingUpdate } };
}

export function replicasOf({ spec }: ReplicaSet | Deployment): number {
  return spec?.replicas ?? 1;
}

export function annotationOf(metadata: ObjectMeta | undefined, name: string): string | undefined {
  const annotations = metadata?.annotations;
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}

export function templateOf({ spec }: Deployment | ReplicaSet): PodTemplateSpec {
  return spec?.template ?? NO_TEMPLATE;
}

/** Whether the templates say the same, but for the label with their hash. Asked often of the same two. */
export function areEqualTemplates(left: PodTemplateSpec, right: PodTemplateSpec): boolean {
  let answers = EQUAL_TEMPLATES.get(left);
  if (answers === undefined) EQUAL_TEMPLATES.set(left, (answers = new WeakMap()));
  let isEqual = answers.get(right);
  if (isEqual === undefined) {
    isEqual = areSemanticallyEqual(withoutHash(left), withoutHash(right), POD_TEMPLATE_SPEC);
    answers.set(right, isEqual);
  }
  return isEqual;
}

export function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The oldest ReplicaSet that has the Deployment's template; `replicaSets` are in order of creation. */
export function findNewReplicaSet(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const template = templateOf(deployment);
  return replicaSets.find((replicaSet) => areEqualTemplates(templateOf(replicaSet), template));
}

/** 0 without a revision; undefined where it is no number. */
export function revisionOf(metadata: ObjectMeta | undefined): bigint | undefined {
  const text = annotationOf(metadata, REVISION);
  return text === undefined ? 0n : parseInt64(text);
}

export function latestRevision(replicaSets: readonly ReplicaSet[]): bigint {
  let latest = 0n;
  for (const { metadata } of replicaSets) {
    const revision = revisionOf(metadata) ?? 0n;
    if (revision > latest) latest = revision;
  }
  return latest;
}

/** The revision before the latest; 0 if there is none. */
export function lastRevision(replicaSets: readonly ReplicaSet[]): bigint {
  let latest = 0n;
  let last = 0n;
  for (const { metadata } of replicaSets) {
    const revision = revisionOf(metadata);
    if (revision === undefined) continue;
    if (revision >= latest) {
      last = latest;
      latest = revision;
    } else if (revision > last) last = revision;
  }
  return last;
}

/** What a ReplicaSet's annotations are to be as those of the newest; the same object if nothing changes. */
export function newestAnnotations(deployment: Deployment, old: Annotations, revision: bigint): Annotations {
  const copied = withCopied(deployment.metadata?.annotations ?? {}, old);
  const oldText = Object.hasOwn(copied, REVISION) ? copied[REVISION]! : "";
  if (oldText === `${revision}`) return copied;
  const oldRevision = oldText === "" ? 0n : parseInt64(oldText);
  // One that cannot be read stops everything, even what has been copied.
  if (oldRevision === undefined) return old;
  if (oldRevision >= revision) return copied;
  const history = Object.hasOwn(copied, REVISION) ? historyWith(copied[REVISION_HISTORY] ?? "", oldText) : undefined;
  const news = { [REVISION]: `${revision}` };
  return merged(copied, history === undefined ? news : merged(news, { [REVISION_HISTORY]: history }));
}

function withCopied(from: Annotations, old: Annotations): Annotations {
  const isNews = (key: string) => !OWN_ANNOTATIONS.has(key) && valueIn(old, key) !== from[key];
  if (!Object.keys(from).some(isNews)) return old;
  return { ...old, ...Object.fromEntries(Object.entries(from).filter(([key]) => isNews(key))) };
}

function valueIn(annotations: Annotations, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

/** Drops the oldest where it would become too long; undefined if even that does not help. */
function historyWith(history: string, revision: string): string | undefined {
  if (history === "") return revision;
  const revisions = history.split(",");
  let length = history.length + revision.length + 1;
  let start = 0;
  while (length > HISTORY_MAX && start < revisions.length) {
    length -= revisions[start]!.length + 1;
    start += 1;
  }
  return length <= HISTORY_MAX ? [...revisions.slice(start), revision].join(",") : undefined;
}

/** The Deployment's present size and bound, which are written onto each ReplicaSet that is scaled; or the same object. */
export function sizeAnnotations(deployment: Deployment, old: Annotations): Annotations {
  const rollout = rolloutOf(deployment);
  const desired = `${rollout.replicas}`;
  const most = `${rollout.replicas + maxSurgeOf(rollout)}`;
  if (valueIn(old, DESIRED_REPLICAS) === desired && valueIn(old, MAX_REPLICAS_ANNOTATION) === most) return old;
  return merged(old, { [DESIRED_REPLICAS]: desired, [MAX_REPLICAS_ANNOTATION]: most });
}

/** A size of 0 and more that an annotation says; undefined if it says none. */
export function desiredReplicasOf({ metadata }: ReplicaSet): number | undefined {
  const text = annotationOf(metadata, DESIRED_REPLICAS);
  if (text === undefined || !/^[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return value > 2_147_483_647 ? undefined : value;
}

/** A Deployment that goes back to a ReplicaSet's template takes that one's annotations back, too. */
export function annotationsOfRollback(deployment: Deployment, replicaSet: ReplicaSet): Annotations {
  const own = Object.entries(deployment.metadata?.annotations ?? {}).filter(([key]) => OWN_ANNOTATIONS.has(key));
  const others = Object.entries(replicaSet.metadata?.annotations ?? {}).filter(([key]) => !OWN_ANNOTATIONS.has(key));
  return Object.fromEntries([...own, ...others]);
}

// Objects of an action as somebody wrote them: while a scenario is read, each is judged as if the server took it in then, which gives
// it an identity; when the action is done, the server of the run gives it another.
// Imitates pkg/registry/batch/job/strategy.go (generateSelector), v1.36.

import type { Draft } from "../../model/api/api-type.ts";
import { CONTROLLER_UID_LABEL, generateSelector, LEGACY_CONTROLLER_UID_LABEL } from "../../model/api/job-labels.ts";
import type { Job } from "../../model/api/types/job.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

/** The object without the identity that reading gave it. */
export function asWritten(stored: StoredObject): StoredObject {
  const { uid, ...metadata } = stored.object.metadata ?? {};
  if (stored.kind === "Job" && uid !== undefined) {
    return { kind: "Job", object: withoutIdentity({ ...stored.object, metadata }, uid) };
  }
  return { kind: stored.kind, object: { ...stored.object, metadata } } as StoredObject;
}

function withoutIdentity(job: Job, uid: string): Job {
  const { selector, template, ...spec } = job.spec ?? {};
  const labels = withoutLabels(template?.metadata?.labels, uid);
  const matchLabels = withoutLabels(selector?.matchLabels, uid);
  const isMade = Object.keys(matchLabels).length === 0 && selector?.matchExpressions === undefined;
  return {
    ...job,
    spec: {
      ...spec,
      template: { ...template, metadata: { ...template?.metadata, labels } },
      ...(isMade ? {} : { selector: { ...selector, matchLabels } }),
    },
  };
}

/** Labels that name the identity; those that a user wrote have another value. */
function withoutLabels(labels: Readonly<Record<string, string>> | undefined, uid: string): Record<string, string> {
  const isIdentity = ([name, value]: readonly [string, string]) =>
    value === uid && (name === CONTROLLER_UID_LABEL || name === LEGACY_CONTROLLER_UID_LABEL);
  return Object.fromEntries(Object.entries(labels ?? {}).filter((label) => !isIdentity(label)));
}

/** An object that takes the place of one that is there, with what the server made of that one's identity. */
export function asKnown(stored: StoredObject): StoredObject {
  if (stored.kind !== "Job") return stored;
  const job = structuredClone(stored.object) as Draft<Job>;
  generateSelector(job);
  return { kind: "Job", object: job };
}

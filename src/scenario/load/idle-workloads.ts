// Workload objects that have no pods and get none: scaled to nothing, suspended, done.

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import { isFinished } from "../../components/controllers/job-conditions.ts";

import type { PlannedAction } from "../../environment/actions/planned-action.ts";
import type { Subject } from "../../environment/actions/subject.ts";

import { objectKey, storedKey } from "./object-key.ts";

interface Sized {
  readonly replicas?: number | null;
  readonly suspend?: boolean | null;
}

export class IdleWorkloads {
  /** As `Kind/namespace/name`, those that somebody may scale from nothing. */
  readonly #scaled: ReadonlySet<string>;

  constructor(objects: readonly StoredObject[], actions: readonly PlannedAction[]) {
    this.#scaled = new Set([...actions.flatMap(scaledByAction), ...objects.flatMap(scaledByAutoscaler)]);
  }

  has(stored: StoredObject): boolean {
    if (stored.kind === "Job" && isFinished(stored.object.status)) return true;
    const { spec } = stored.object as { readonly spec?: Sized };
    if (spec?.suspend === true) return true;
    return spec?.replicas === 0 && !this.#scaled.has(storedKey(stored));
  }
}

function scaledByAction({ kind, settings }: PlannedAction): readonly string[] {
  const { subject, replicas } = settings as { readonly subject?: Subject; readonly replicas?: number };
  if (kind !== "scale" || subject === undefined || replicas === 0) return [];
  return [objectKey(subject.kind, subject.namespace, subject.name)];
}

/** One that may go down to nothing may also come up from there; to all others such a target is switched off. */
function scaledByAutoscaler(stored: StoredObject): readonly string[] {
  if (stored.kind !== "HorizontalPodAutoscaler" || stored.object.spec?.minReplicas !== 0) return [];
  const { kind, name } = stored.object.spec.scaleTargetRef ?? {};
  return [objectKey(kind, namespaceIn(stored), name)];
}

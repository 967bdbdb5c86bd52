// Who stands behind a Service, and how many pods it wants of them. Knows the books of workloads.

import type { BookName, WorkloadBook } from "./workload-book.ts";

/** Labels that one pod of a StatefulSet has by itself (k8s.io/api/apps/v1, v1.36). */
const ONE_POD_LABELS = ["statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"] as const;

/** Who stands behind a Service: workloads, and pods that belong to none. */
export interface Selection {
  readonly workloads: Set<WorkloadBook>;
  /** It means one pod of each of them, by its name. */
  readonly isOfOnePod: boolean;
  loose: number;
}

/** A selection as JSON keeps it. */
export interface SavedSelection {
  readonly service: BookName;
  readonly workloads: readonly BookName[];
  readonly isOfOnePod: boolean;
  readonly loose: number;
}

/** Of a Service whose pods are not known yet. */
export function newSelection(selector: Readonly<Record<string, string>>): Selection {
  const isOfOnePod = ONE_POD_LABELS.some((label) => Object.hasOwn(selector, label));
  return { workloads: new Set(), isOfOnePod, loose: 0 };
}

/** What the workloads want together, and the pods that belong to none. */
export function wantedBy({ workloads, isOfOnePod, loose }: Selection): number {
  return [...workloads].reduce((sum, { desired }) => sum + (isOfOnePod ? Math.min(1, desired) : desired), loose);
}

/** The workload among the books that a pod stands in. */
export function ownerIn([first]: readonly WorkloadBook[]): WorkloadBook | undefined {
  return first?.name.kind === "Service" ? undefined : first;
}

export function saveSelection(service: WorkloadBook, { workloads, isOfOnePod, loose }: Selection): SavedSelection {
  return { service: service.name, workloads: [...workloads].map(({ name }) => name), isOfOnePod, loose };
}

/** `bookOf`: the book of a name, made where there is none. */
export function restoredSelection(
  { workloads, isOfOnePod, loose }: SavedSelection,
  bookOf: (name: BookName) => WorkloadBook,
): Selection {
  return { workloads: new Set(workloads.map((name) => bookOf(name))), isOfOnePod, loose };
}

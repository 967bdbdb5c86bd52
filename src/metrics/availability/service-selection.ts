// Who stands behind a Service, and how many pods it wants of them. Knows the books of workloads.

import type { WorkloadBook } from "./workload-book.ts";

/** Who stands behind a Service: workloads, and pods that belong to none. */
export interface Selection {
  readonly workloads: Set<WorkloadBook>;
  /** It means one pod of each of them, by its name. */
  readonly isOfOnePod: boolean;
  loose: number;
}

/** What the workloads want together, and the pods that belong to none. */
export function wantedBy({ workloads, isOfOnePod, loose }: Selection): number {
  return [...workloads].reduce((sum, { desired }) => sum + (isOfOnePod ? Math.min(1, desired) : desired), loose);
}

/** The workload among the books that a pod stands in. */
export function ownerIn([first]: readonly WorkloadBook[]): WorkloadBook | undefined {
  return first?.name.kind === "Service" ? undefined : first;
}

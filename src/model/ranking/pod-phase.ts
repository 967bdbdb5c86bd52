// What a pod's phase and its mark of deletion mean to controllers: whether it counts, is over, or is going.
// Imitates pkg/controller/controller_utils.go and pkg/api/v1/pod/util.go, v1.36.

/** A pod as far as it is alive. */
export interface PodLife {
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`, or empty. */
  readonly phase: string;
  /** Whether it was asked to go: its deletionTimestamp is set. */
  readonly isDeleted: boolean;
}

/** All containers have stopped and none will start again. */
export function isTerminalPhase(phase: string): boolean {
  return phase === "Failed" || phase === "Succeeded";
}

/** Counts as a replica: neither over nor asked to go. */
export function isActivePod({ phase, isDeleted }: PodLife): boolean {
  return !isTerminalPhase(phase) && !isDeleted;
}

/** Was asked to go and is not over yet. */
export function isTerminatingPod({ phase, isDeleted }: PodLife): boolean {
  return !isTerminalPhase(phase) && isDeleted;
}

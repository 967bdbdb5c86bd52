// The text of a FailedScheduling event.
// Imitates pkg/scheduler/framework/types.go (FitError.Error), v1.36.

/** Reasons with the number of nodes that gave them. */
export type ReasonCounts = ReadonlyMap<string, number>;

export const NO_NODES_MESSAGE = "no nodes available to schedule pods";

/** `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.`, entries sorted as strings. */
export function fitErrorText(nodes: number, reasons: ReasonCounts, preFilterMessage = ""): string {
  const head = `0/${nodes} nodes are available:`;
  if (preFilterMessage !== "") return `${head} ${preFilterMessage}.`;
  if (reasons.size === 0) return head;
  const entries = [...reasons].map(([reason, count]) => `${count} ${reason}`).sort();
  return `${head} ${entries.join(", ")}.`;
}

/** The event's note is cut at 1024 bytes; the pod's condition keeps the full text. */
export function eventNote(message: string): string {
  return message.length <= 1024 ? message : `${message.slice(0, 1020)} ...`;
}

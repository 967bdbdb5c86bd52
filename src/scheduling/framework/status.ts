// What a plugin answers, by kube-scheduler's names.
// Imitates staging kube-scheduler framework/interface.go, v1.36.

export type StatusCode =
  "Success" | "Error" | "Unschedulable" | "UnschedulableAndUnresolvable" | "Wait" | "Skip" | "Pending";

/**
 * An answer with its reasons. `Unschedulable` nodes are candidates for preemption,
 * `UnschedulableAndUnresolvable` ones are not; `Error` fails the whole cycle.
 */
export interface Status {
  readonly code: StatusCode;
  readonly reasons: readonly string[];
}

export const SUCCESS: Status = Object.freeze({ code: "Success", reasons: [] });
export const SKIP: Status = Object.freeze({ code: "Skip", reasons: [] });

export function unschedulable(...reasons: string[]): Status {
  return { code: "Unschedulable", reasons };
}

export function unresolvable(...reasons: string[]): Status {
  return { code: "UnschedulableAndUnresolvable", reasons };
}

export function failure(message: string): Status {
  return { code: "Error", reasons: [message] };
}

/** Refused, but the cycle goes on: the pod waits for the cluster to change. */
export function isRejected({ code }: Status): boolean {
  return code === "Unschedulable" || code === "UnschedulableAndUnresolvable" || code === "Pending";
}

/** A status with the plugin that gave it; the framework stamps the name, not the plugin. */
export interface PluginStatus extends Status {
  readonly plugin: string;
}

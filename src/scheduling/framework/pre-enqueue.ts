// The PreEnqueue extension point: the first plugin that keeps a pod out of the queue.

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { ProfileRuntime } from "./profile-runtime.ts";
import { SUCCESS, type PluginStatus } from "./status.ts";

/** The refusal with its plugin, or undefined if the pod may enter (or no profile knows it). */
export function preEnqueueRefusalOf(
  runtime: ProfileRuntime | undefined,
  podClass: SchedulingClass,
  podName = "",
): PluginStatus | undefined {
  for (const { name, plugin } of runtime?.preEnqueue ?? []) {
    const status = plugin.preEnqueue?.(podClass, podName) ?? SUCCESS;
    if (status.code !== "Success") return { ...status, plugin: name };
  }
  return undefined;
}

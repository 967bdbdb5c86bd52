// What fails a cycle before any score is compared: a PreScore that fails, and scores that miss what PreScore would have
// prepared for them.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunPreScorePlugins, RunScorePlugins), v1.36.

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { ProfileRuntime } from "./profile-runtime.ts";
import type { Status } from "./status.ts";

export function preScoreError(plugin: string, { reasons }: Status): string {
  return `running PreScore plugin "${plugin}": ${reasons.join(", ")}`;
}

/** Each node is scored by one plugin after another, so that the first that cannot score fails the cycle. */
export function unpreparedScoreError(runtime: ProfileRuntime, podClass: SchedulingClass): string | undefined {
  for (const { name, plugin } of runtime.scoreUnprepared) {
    const { scoreWithoutState } = plugin;
    const error = typeof scoreWithoutState === "function" ? scoreWithoutState(podClass) : scoreWithoutState;
    if (error !== undefined) return `running Score plugins: plugin "${name}" failed with: ${error}`;
  }
  return undefined;
}

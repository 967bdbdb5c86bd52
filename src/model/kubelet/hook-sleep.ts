// How long a hook of a container takes, as far as it says: one that sleeps, by itself or by a command that does nothing else.
// Source: k8s.io/api/core/v1/types.go (LifecycleHandler), v1.36.

import type { LifecycleHandler } from "../api/types/container.ts";

/** In seconds; undefined: it does something that takes a time of its own. */
export function hookSleepSeconds(hook: LifecycleHandler): number | undefined {
  if (hook.sleep !== undefined) return Number(hook.sleep.seconds);
  const command = (hook.exec?.command ?? []).join(" ");
  const slept = /^(?:(?:\/bin\/)?(?:ba)?sh -c )?(?:\/bin\/)?sleep (\d+)s?$/.exec(command);
  return slept === null ? undefined : Number(slept[1]);
}

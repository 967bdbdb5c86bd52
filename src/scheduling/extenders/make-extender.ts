// An extender from what a KubeSchedulerConfiguration says of it.
// Imitates pkg/scheduler/extender.go (NewHTTPExtender), v1.36.

import { parseDurationText } from "../../model/time/duration-text.ts";

import type { Extender as ConfiguredExtender } from "../configuration/configuration-types.ts";
import type { Extender } from "../framework/extender.ts";
import type { Send } from "./module-extender.ts";

const DEFAULT_TIMEOUT_MS = 5_000;
const NS_PER_MS = 1_000_000;

export function makeExtender(configured: ConfiguredExtender, send: Send): Extender {
  const { urlPrefix = "", filterVerb = "", prioritizeVerb = "", preemptVerb = "", bindVerb = "" } = configured;
  const { weight = 0, nodeCacheCapable = false, ignorable = false, managedResources = [] } = configured;
  return {
    name: urlPrefix,
    filterVerb,
    prioritizeVerb,
    preemptVerb,
    bindVerb,
    weight,
    nodeCacheCapable,
    ignorable,
    managedResources: new Set(managedResources.map(({ name = "" }) => name)),
    send,
  };
}

/** Zero and what cannot be read count as kube-scheduler's default. */
export function timeoutMsOf({ httpTimeout = "0s" }: ConfiguredExtender): number {
  const parsed = parseDurationText(httpTimeout);
  const timeoutMs = parsed.kind === "parsed" ? Math.ceil(Number(parsed.durationNs) / NS_PER_MS) : 0;
  return timeoutMs > 0 ? timeoutMs : DEFAULT_TIMEOUT_MS;
}

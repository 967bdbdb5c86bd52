// An extender that binds does so in the place of the profile's plugins: for each pod that concerns it.
// Imitates pkg/scheduler/schedule_one.go (extendersBinding) and pkg/scheduler/extender.go (Bind), v1.36. A pod's key,
// namespace/name, stands for its UID.

import { isInterested, type Extender } from "../framework/extender.ts";
import type { CyclePod } from "../framework/plugin.ts";
import { fieldOf, podKeyIn } from "./wire.ts";

export type ExtenderBinding =
  /** No extender has to do with it: the profile's plugins bind. */
  { readonly kind: "left" } | { readonly kind: "bound" } | { readonly kind: "failed"; readonly error: string };

/** Asks the first that binds and that the pod concerns; one that fails and may be ignored is passed over. */
export function bindByExtenders(extenders: readonly Extender[], pod: CyclePod, nodeName: string): ExtenderBinding {
  for (const extender of extenders) {
    if (extender.bindVerb === "" || !isInterested(extender, pod.podClass.pod)) continue;
    const error = ask(extender, pod, nodeName);
    if (error === undefined) return { kind: "bound" };
    if (!extender.ignorable) return { kind: "failed", error };
  }
  return { kind: "left" };
}

/** What is wrong, if anything is. */
function ask(extender: Extender, pod: CyclePod, nodeName: string): string | undefined {
  const args = {
    PodName: pod.name,
    PodNamespace: pod.podClass.namespace,
    PodUID: podKeyIn(pod.podClass.namespace, pod.name),
    Node: nodeName,
  };
  const answer = extender.send(extender.bindVerb, args);
  if (answer.kind === "failed") return answer.error;
  if (typeof answer.body !== "object" || Array.isArray(answer.body)) return noResult(extender);
  const error = fieldOf(answer.body, "Error");
  if (error === undefined || error === "") return undefined;
  return typeof error === "string" ? error : noResult(extender);
}

function noResult({ name, bindVerb }: Extender): string {
  return `extender "${name}" gave an answer to ${bindVerb} that is no ExtenderBindingResult`;
}

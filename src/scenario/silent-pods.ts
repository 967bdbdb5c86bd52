// Pods that ask for nothing even after admission: hardly what somebody who simulates capacity means.

import type { SourcePosition } from "../base/diagnostic.ts";

import type { Pod, ResourceRequirements } from "../model/objects.ts";

import type { Note, Notes } from "../environment/notes.ts";

const SILENT_POD: Note = Object.freeze({
  code: "no-requests",
  severity: "warning",
  message: "pods without requests take no room: any number of them fits on a node, up to its limit of pods",
});

/** Notes the pod if neither it nor any of its containers names an amount. */
export function noteSilentPod({ spec }: Pod, place: () => SourcePosition | undefined, notes: Notes): void {
  const { containers, resources } = spec;
  if (asksForSomething(resources) || containers.some((container) => asksForSomething(container.resources))) return;
  notes.add(SILENT_POD, place);
}

function asksForSomething(resources: ResourceRequirements | undefined): boolean {
  return [resources?.limits, resources?.requests].some((amounts) => Object.keys(amounts ?? {}).length > 0);
}

// What is to be said of a pod of a dump that is not well: a run must take something for what becomes of it. Pure functions of objects.

import { isCrashLooping, lacksImage } from "../../model/kubelet/observed-behaviour.ts";
import type { Pod } from "../../model/objects.ts";

export interface StatusNote {
  readonly code: string;
  readonly message: string;
}

const CRASHING: StatusNote = Object.freeze({
  code: "crashing-container",
  message:
    "a container that waits to be restarted goes on to crash as in its last run, as long as its pod is there; new pods do not",
});

const LACKING: StatusNote = Object.freeze({
  code: "lacking-image",
  message:
    "an image that could not be pulled cannot be pulled in the run, as long as its pod is there; new pods get theirs",
});

const UNREADY: StatusNote = Object.freeze({
  code: "unready-pod",
  message:
    "a pod that was not ready for longer than its probes may fail stays so, as long as it is there; new pods do not",
});

/** At most one. */
export function statusNote({ status, metadata }: Pod): StatusNote | undefined {
  const { containerStatuses = [], initContainerStatuses = [], conditions = [], phase } = status ?? {};
  const statuses = [...initContainerStatuses, ...containerStatuses];
  if (statuses.some((each) => isCrashLooping(each))) return CRASHING;
  if (statuses.some((each) => lacksImage(each))) return LACKING;
  if (phase !== "Running" || typeof metadata.deletionTimestamp === "string") return undefined;
  return conditions.some(({ type, status: stands }) => type === "Ready" && stands === "False") ? UNREADY : undefined;
}

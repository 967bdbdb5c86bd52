// What the status of a pod in a dump shows of its containers: one that kept crashing goes on to crash as in its last run, and an
// image that could not be pulled cannot be pulled. Said in the pod's annotations, as a user would. Pure functions of objects.
// Sources: pkg/kubelet/kubelet_pods.go, pkg/kubelet/images/types.go, v1.36.

import type { ContainerStatus, Pod } from "../objects.ts";
import { parseTime } from "../time/timestamp.ts";

const IMAGE_TROUBLES: ReadonlySet<string> = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
]);

/** True of a container that waits for its next start after one that failed. */
export function isCrashLooping({ state }: ContainerStatus): boolean {
  return state?.waiting?.reason === "CrashLoopBackOff";
}

/** True of a container whose image cannot be pulled. */
export function lacksImage({ state }: ContainerStatus): boolean {
  return IMAGE_TROUBLES.has(state?.waiting?.reason ?? "");
}

/** The pod with annotations for what its status shows; what they say already, the user has said. */
export function withObservedBehaviour(pod: Pod): Pod {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {};
  if (!containerStatuses.some(isWaiting) && !initContainerStatuses.some(isWaiting)) return pod;
  const statuses = [...initContainerStatuses, ...containerStatuses];
  const observed = [
    ...statuses.filter((status) => isCrashLooping(status)).flatMap((status) => crashOf(status)),
    ...(statuses.some((status) => lacksImage(status)) ? [["plimsoll/pull-fails", "true"] as const] : []),
  ];
  if (observed.length === 0) return pod;
  const annotations = { ...Object.fromEntries(observed), ...pod.metadata.annotations };
  return { ...pod, metadata: { ...pod.metadata, annotations } };
}

/** Only of such a container something is to be seen. */
function isWaiting({ state }: ContainerStatus): boolean {
  return state?.waiting !== undefined;
}

function crashOf({ name, lastState }: ContainerStatus): readonly (readonly [string, string])[] {
  const { startedAt, finishedAt, exitCode = 1 } = lastState?.terminated ?? {};
  const [started, finished] = [secondOf(startedAt), secondOf(finishedAt)];
  const lasted = started === undefined || finished === undefined ? 0 : finished - started;
  return [
    [`plimsoll/exit-after.${name}`, `${Math.max(lasted, 1)}s`],
    [`plimsoll/exit-code.${name}`, String(exitCode)],
  ];
}

function secondOf(text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : parseTime(text);
  return time?.kind === "parsed" ? time.timestamp.epochSecond : undefined;
}

// What a kubelet tells of containers that have to wait, as events of their pod: a crash loop, an image that cannot be pulled.
// Imitates pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff), kuberuntime_container.go and pkg/kubelet/images, v1.36.

import type { RecordedEvent } from "../../cluster/change.ts";
import type { LiveContainer } from "../../cluster/live-pod.ts";

import type { ContainerProgramme, PodProgramme } from "./pod-programme.ts";

/** Whose events they are. */
export interface ToldPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** The events with which the containers came from `before` to `now`; one each time that a container begins to wait. */
export function waitingEvents(
  pod: ToldPod,
  { containers }: PodProgramme,
  before: readonly LiveContainer[],
  now: readonly LiveContainer[],
): readonly RecordedEvent[] {
  return now.flatMap(({ name, state }) => {
    if (state.kind !== "waiting") return [];
    const former = before.find((container) => container.name === name)?.state;
    if (former?.kind === "waiting" && former.reason === state.reason) return [];
    const image = containers.find((container) => container.name === name)?.image ?? "";
    const said = eventOf(state.reason, pod, name, image);
    return said === undefined ? [] : [{ kind: "Pod", namespace: pod.namespace, name: pod.name, ...said }];
  });
}

/** The events of an image that a registry refuses once more; `isBackedOff`: since the last time the status says that it backs off. */
export function refusalEvents(
  pod: ToldPod,
  { name, image }: Pick<ContainerProgramme, "name" | "image">,
  isBackedOff: boolean,
): readonly RecordedEvent[] {
  const reasons = ["ErrImagePull", ...(isBackedOff ? ["ImagePullBackOff"] : [])];
  return reasons.flatMap((reason) => {
    const said = eventOf(reason, pod, name, image);
    return said === undefined ? [] : [{ kind: "Pod", namespace: pod.namespace, name: pod.name, ...said }];
  });
}

type Said = Pick<RecordedEvent, "type" | "reason" | "message">;

function eventOf(
  waitingReason: string,
  { namespace, name, uid }: ToldPod,
  container: string,
  image: string,
): Said | undefined {
  switch (waitingReason) {
    case "CrashLoopBackOff": {
      const message = `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`;
      return { type: "Warning", reason: "BackOff", message };
    }
    case "ErrImagePull":
      return { type: "Warning", reason: "Failed", message: "Error: ErrImagePull" };
    case "ImagePullBackOff":
      return { type: "Normal", reason: "BackOff", message: `Back-off pulling image "${image}"` };
    default:
      return undefined;
  }
}

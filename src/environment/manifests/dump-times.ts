// When a dump was made, as far as it says: the latest time at which anything happened to its nodes and pods. Nodes tell of it every
// five minutes at the least. Source: k8s.io/api/core/v1/types.go, v1.36.

import type { ApiObject } from "../../model/api/api-kind.ts";
import type { ContainerStatus, Pod } from "../../model/objects.ts";
import { latestTime } from "../../model/time/latest-time.ts";

type Text = string | null | undefined;

/** Of a node or a pod of a dump. */
export function latestTimeOf(kind: string, value: unknown): string | undefined {
  return kind === "Node" ? latestTime(nodeTimes(value as ApiObject)) : latestTime(podTimes(value as Pod));
}

function nodeTimes({ status }: ApiObject): readonly Text[] {
  const { conditions = [] } = (status ?? {}) as { readonly conditions?: readonly Readonly<Record<string, string>>[] };
  return conditions.flatMap(({ lastHeartbeatTime, lastTransitionTime }) => [lastHeartbeatTime, lastTransitionTime]);
}

/** When its end is due may lie in the future. */
function podTimes({ metadata, status = {} }: Pod): readonly Text[] {
  const { startTime, conditions = [], containerStatuses = [], initContainerStatuses = [] } = status;
  return [
    metadata.creationTimestamp,
    startTime,
    ...conditions.map(({ lastTransitionTime }) => lastTransitionTime),
    ...[...containerStatuses, ...initContainerStatuses].flatMap((each) => containerTimes(each)),
  ];
}

function containerTimes({ state = {}, lastState = {} }: ContainerStatus): readonly Text[] {
  const { running, terminated } = state;
  return [running?.startedAt, terminated?.finishedAt, lastState.terminated?.finishedAt];
}

// Pods as they stand in a record, as controllers see pods.

import type { ApiPodPhase, LivePod } from "../../../src/cluster/live-pod.ts";
import type { ControllerClock } from "../../../src/components/controllers/controller.ts";
import type { RecordedPod } from "./record.ts";

export function livePod(pod: RecordedPod, id: number, clock: ControllerClock): LivePod {
  const { metadata, spec = {}, status = {} } = pod;
  const { namespace = "default", name } = metadata;
  const deadlineUs = clock.momentOf(metadata.deletionTimestamp);
  return {
    id,
    namespace,
    name,
    uid: `${namespace}/${name}`,
    object: { metadata, spec: { containers: [], ...spec } },
    createdUs: 0,
    phase: (status.phase ?? "") as ApiPodPhase,
    nodeName: undefined,
    deletion: deadlineUs === undefined ? undefined : { deadlineUs, graceSeconds: 30 },
    startUs: clock.momentOf(status.startTime),
    reason: undefined,
    condition(type) {
      const found = status.conditions?.find((condition) => condition.type === type);
      if (found === undefined) return undefined;
      const sinceUs = clock.momentOf(found.lastTransitionTime);
      return { status: found.status, ...(sinceUs === undefined ? {} : { sinceUs }) };
    },
    containers: [],
    initContainers: [],
  };
}

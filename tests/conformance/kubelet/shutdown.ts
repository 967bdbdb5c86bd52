// Records of graceful node shutdowns: group by group, with pods that take their time.

import {
  groupEndsAtUs,
  SHUTDOWN_REASON,
  shutdownGraceSeconds,
  shutdownGroupOf,
  shutdownGroups,
  type ShutdownGroup,
} from "../../../src/components/kubelet/shutdown.ts";
import type { Pod } from "../../../src/model/objects.ts";
import type { RecordedInput } from "./operations.ts";

interface RecordedPod {
  readonly pod: Pod;
  readonly stopsAfterUs: number;
  readonly unmountsAfterUs: number;
}

interface Recorded {
  readonly pods: readonly RecordedPod[] | null;
  readonly shutdownGracePeriodByPodPriority?: readonly {
    readonly priority: number;
    readonly shutdownGracePeriodSeconds: number;
  }[];
  readonly shutdownGracePeriodSeconds?: number;
  readonly shutdownGracePeriodCriticalPodsSeconds?: number;
}

export function answerShutdown(recorded: Recorded): RecordedInput {
  const groups = shutdownGroups(
    (recorded.shutdownGracePeriodByPodPriority ?? []).map(({ priority, shutdownGracePeriodSeconds }) => ({
      priority,
      graceSeconds: shutdownGracePeriodSeconds,
    })),
    recorded.shutdownGracePeriodSeconds ?? 0,
    recorded.shutdownGracePeriodCriticalPodsSeconds ?? 0,
  );
  if (groups.length === 0) return { off: true, timeline: [] };
  const timeline: RecordedInput[] = [];
  let nowUs = 0;
  for (const [number, group] of groups.entries()) {
    const pods = (recorded.pods ?? []).filter(({ pod }) => shutdownGroupOf(groups, pod.spec.priority ?? 0) === number);
    if (pods.length > 0) nowUs = stopGroup(group, pods, nowUs, timeline);
  }
  timeline.push({ atUs: nowUs, do: "end" });
  return { timeline };
}

function stopGroup(
  group: ShutdownGroup,
  pods: readonly RecordedPod[],
  nowUs: number,
  timeline: RecordedInput[],
): number {
  let unmountedUs = nowUs;
  for (const { pod, stopsAfterUs, unmountsAfterUs } of pods) {
    const { name } = pod.metadata;
    const graceSeconds = shutdownGraceSeconds(group, pod.spec.terminationGracePeriodSeconds);
    const stoppedUs = nowUs + Math.min(stopsAfterUs, graceSeconds * 1_000_000);
    timeline.push({ atUs: nowUs, do: "kill", pod: name, graceSeconds, phase: "Failed", reason: SHUTDOWN_REASON });
    timeline.push({ atUs: stoppedUs, do: "stopped", pod: name });
    unmountedUs = Math.max(unmountedUs, stoppedUs + unmountsAfterUs);
  }
  return groupEndsAtUs(nowUs, group, unmountedUs);
}

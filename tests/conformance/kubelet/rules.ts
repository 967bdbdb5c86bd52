// Records of single calls: admission under pressure, cgroups, resources of a pod, its phase and conditions.

import { computedQualityOfService } from "../../../src/model/api/pod-quality-of-service.ts";
import { cpuQuotaUs, cpuShares } from "../../../src/model/kubelet/cgroup-numbers.ts";
import type { ContainerStanding, ContainerState } from "../../../src/model/kubelet/container-state.ts";
import { isStaticPod } from "../../../src/model/kubelet/critical-pod.ts";
import { oomScoreAdjustment } from "../../../src/model/kubelet/oom-score.ts";
import { podCgroup } from "../../../src/model/kubelet/pod-cgroup.ts";
import {
  containersReadyCondition,
  initializedCondition,
  readyCondition,
  type ReportedPod,
} from "../../../src/model/kubelet/pod-conditions.ts";
import { podPhase } from "../../../src/model/kubelet/pod-phase.ts";
import type { PhasedPodSpec } from "../../../src/model/kubelet/container-state.ts";
import { admissionUnderPressure, type PressureCondition } from "../../../src/model/kubelet/pressure-admission.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { podLimits, podRequests } from "../../../src/model/pod-resources.ts";
import { milliUnits, wholeUnits } from "../../../src/model/quantity/whole-units.ts";
import type { ResourceList } from "../../../src/model/resource-list.ts";
import type { RecordedInput } from "./operations.ts";

interface AdmissionInput {
  readonly nodeConditions: readonly PressureCondition[] | null;
  readonly pod: Pod;
}

export function answerAdmission({ nodeConditions, pod }: AdmissionInput): RecordedInput {
  const admission = admissionUnderPressure(pod, nodeConditions ?? []);
  if (admission.kind === "admitted") return { admit: true, message: "", reason: "" };
  return { admit: false, message: admission.message, reason: admission.reason };
}

interface CgroupsInput {
  readonly milliCPU: number;
  readonly periodUs: number;
}

export function answerCgroups({ milliCPU, periodUs }: CgroupsInput): RecordedInput {
  return { quotaUs: cpuQuotaUs(milliCPU, periodUs), shares: cpuShares(milliCPU) };
}

interface ResourcesInput {
  readonly pod: Pod;
  readonly memoryCapacityBytes: number;
}

/**
 * The recorder leaves empty objects out: a pod without `resources` may have had empty ones, and is BestEffort then,
 * whatever its containers ask for.
 */
export function answerUnseenResources({ pod, memoryCapacityBytes }: ResourcesInput): RecordedInput | undefined {
  if (pod.spec.resources !== undefined) return undefined;
  return answerResources({ pod: { ...pod, spec: { ...pod.spec, resources: {} } }, memoryCapacityBytes });
}

export function answerResources({ pod, memoryCapacityBytes }: ResourcesInput): RecordedInput {
  const cgroup = podCgroup(pod);
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  return {
    cgroup: {
      cpuPeriodUs: cgroup.cpuPeriodUs ?? null,
      cpuQuotaUs: cgroup.cpuQuotaUs ?? null,
      cpuShares: cgroup.cpuShares,
      memoryBytes: cgroup.memoryBytes ?? null,
    },
    limits: amounts(podLimits(pod)),
    requests: amounts(podRequests(pod)),
    oomScoreAdj: Object.fromEntries(
      containers.map((container) => [container.name, oomScoreAdjustment(pod, container, BigInt(memoryCapacityBytes))]),
    ),
    qosClass: computedQualityOfService(pod.spec),
  };
}

function amounts(list: ResourceList): RecordedInput {
  return Object.fromEntries(
    [...list].map(([name, quantity]) =>
      name === "cpu" ? ["cpuMilli", milliUnits(quantity)] : [name, wholeUnits(quantity)],
    ),
  );
}

interface RecordedState {
  readonly name: string;
  readonly state: ContainerState["kind"];
  readonly ready: boolean;
  readonly started?: boolean;
  readonly reason?: string;
  readonly exitCode?: number;
  readonly lastExitCode?: number;
}

interface PhaseInput {
  readonly pod: { readonly spec: PhasedPodSpec; readonly metadata: Pod["metadata"] };
  readonly states: readonly RecordedState[] | null;
  readonly conditions: readonly { readonly type: string; readonly status: string }[] | null;
  readonly podIsTerminal: boolean;
  readonly anyRegularContainerCreated: boolean;
}

export function answerPhase(input: PhaseInput): RecordedInput {
  const { pod, states, conditions, podIsTerminal, anyRegularContainerCreated } = input;
  const standings = new Map((states ?? []).map((state) => [state.name, standing(state)]));
  const phase = podPhase(pod.spec, standings, {
    isTerminal: podIsTerminal,
    hasCreatedRegular: anyRegularContainerCreated,
    isStatic: isStaticPod({ metadata: pod.metadata }),
  });
  const gates = new Map((conditions ?? []).map(({ type, status }) => [type, status]));
  const reported: ReportedPod = { spec: pod.spec, phase, standings: states === null ? undefined : standings, gates };
  return {
    phase,
    conditions: [initializedCondition(reported), containersReadyCondition(reported), readyCondition(reported)],
  };
}

function standing(recorded: RecordedState): ContainerStanding {
  return { state: stateOf(recorded), isReady: recorded.ready, isStarted: recorded.started };
}

function stateOf({ state, reason = "", exitCode = 0, lastExitCode }: RecordedState): ContainerState {
  switch (state) {
    case "running":
      return { kind: "running" };
    case "terminated":
      return { kind: "terminated", exitCode };
    case "waiting":
      return { kind: "waiting", reason, lastExitCode };
  }
}

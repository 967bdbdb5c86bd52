// The pods of the replay's API server, as controllers see pods.

import type {
  ApiPodPhase,
  LiveContainer,
  LiveContainerState,
  LivePod,
  LivePodCondition,
} from "../../../src/cluster/live-pod.ts";
import { readAs, type KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";

interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: { readonly exitCode?: number; readonly reason?: string; readonly finishedAt?: string };
}

export interface PodStatus {
  readonly phase?: ApiPodPhase;
  readonly reason?: string;
  readonly startTime?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

/** Views of pods; one version of a pod has one view. */
export class LivePods {
  readonly #clock: WallClock;
  readonly #views = new WeakMap<KeptObject, LivePod>();
  readonly #ids = new Map<string, number>();

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  viewOf(pod: KeptObject): LivePod {
    let view = this.#views.get(pod);
    if (view === undefined) this.#views.set(pod, (view = this.#made(pod)));
    return view;
  }

  #made(pod: KeptObject): LivePod {
    const { metadata } = pod;
    const status = (pod.status ?? {}) as PodStatus;
    const uid = metadata.uid ?? "";
    const { status: _, ...object } = pod;
    return {
      id: this.#idOf(uid),
      namespace: metadata.namespace ?? "default",
      name: metadata.name ?? "",
      uid,
      object: readAs(object),
      createdUs: this.#clock.momentOf(metadata.creationTimestamp) ?? 0,
      phase: status.phase ?? "Pending",
      nodeName: (pod.spec as { nodeName?: string } | undefined)?.nodeName,
      deletion:
        metadata.deletionTimestamp === undefined
          ? undefined
          : {
              deadlineUs: this.#clock.momentOf(metadata.deletionTimestamp) ?? 0,
              graceSeconds: metadata.deletionGracePeriodSeconds ?? 0,
            },
      startUs: this.#clock.momentOf(status.startTime),
      reason: status.reason,
      condition: (type) => this.#condition(status.conditions?.find((condition) => condition.type === type)),
      containers: (status.containerStatuses ?? []).map((container) => this.#container(container)),
      initContainers: (status.initContainerStatuses ?? []).map((container) => this.#container(container)),
    };
  }

  #idOf(uid: string): number {
    const id = this.#ids.get(uid) ?? this.#ids.size;
    this.#ids.set(uid, id);
    return id;
  }

  #condition(condition: Condition | undefined): LivePodCondition | undefined {
    if (condition === undefined) return undefined;
    const { status, reason, message, lastTransitionTime } = condition;
    const sinceUs = this.#clock.momentOf(lastTransitionTime);
    return {
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      ...(sinceUs === undefined ? {} : { sinceUs }),
    };
  }

  #container({ name, ready = false, restartCount = 0, state, lastState }: ContainerStatus): LiveContainer {
    const last = this.#state(lastState);
    return {
      name,
      isReady: ready,
      restartCount,
      state: this.#state(state) ?? { kind: "waiting", reason: "ContainerCreating" },
      ...(last?.kind === "terminated" ? { lastTerminated: last } : {}),
    };
  }

  #state(state: ContainerState | undefined): LiveContainerState | undefined {
    if (state?.running !== undefined) {
      return { kind: "running", startedUs: this.#clock.momentOf(state.running.startedAt) ?? 0 };
    }
    if (state?.terminated !== undefined) {
      const { exitCode = 0, reason = "", finishedAt } = state.terminated;
      return { kind: "terminated", exitCode, reason, finishedUs: this.#clock.momentOf(finishedAt) ?? 0 };
    }
    return state?.waiting === undefined ? undefined : { kind: "waiting", reason: state.waiting.reason ?? "" };
  }
}

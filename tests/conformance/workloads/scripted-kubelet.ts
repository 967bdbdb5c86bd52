// The scripted scheduler and kubelet of a record: a pod gets a node, runs, gets ready, ends and goes at the times that the
// record's rules give.

import type { ApiStorage, StorageChange } from "./api-storage.ts";
import type { PodStatus } from "./live-pods.ts";
import type { KubeletRule, KubeletTimes, WorkloadsRecord } from "./record.ts";
import type { KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";

type Happening = "schedule" | "start" | "ready" | "exit" | "terminate";

interface Planned {
  readonly atUs: number;
  readonly what: Happening;
}

interface PodPlan {
  readonly namespace: string;
  readonly name: string;
  readonly times: Required<KubeletTimes>;
  /** How often its containers have ended. */
  runs: number;
  planned: Planned[];
}

const DEFAULT_TIMES: Required<KubeletTimes> = {
  scheduleAfterUs: 100_000,
  startAfterUs: 900_000,
  readyAfterUs: 1_000_000,
  exitAfterUs: -1,
  exitCodes: [],
  restartAfterUs: 10_000_000,
  terminateAfterUs: 2_000_000,
  terminateExitCode: 0,
};

const US_PER_SECOND = 1_000_000;

export class ScriptedKubelet {
  readonly #storage: ApiStorage;
  readonly #clock: WallClock;
  readonly #nodes: readonly string[];
  readonly #default: KubeletTimes;
  readonly #rules: readonly KubeletRule[];
  readonly #plans = new Map<string, PodPlan>();
  readonly #incarnations = new Map<string, number>();
  #nextNode = 0;

  constructor(storage: ApiStorage, clock: WallClock, kubelet: WorkloadsRecord["input"]["kubelet"]) {
    this.#storage = storage;
    this.#clock = clock;
    this.#nodes = kubelet?.nodes ?? [];
    this.#default = kubelet?.default ?? {};
    this.#rules = kubelet?.rules ?? [];
    storage.onChange((change) => this.#hear(change));
  }

  /** When something happens next. */
  nextUs(): number | undefined {
    let nextUs: number | undefined;
    for (const { planned } of this.#plans.values()) {
      for (const { atUs } of planned) if (nextUs === undefined || atUs < nextUs) nextUs = atUs;
    }
    return nextUs;
  }

  /** Lets happen what is due, by pod name. */
  letHappen(): void {
    const { nowUs } = this.#clock;
    const due = [...this.#plans.values()].filter(({ planned }) => planned.some(({ atUs }) => atUs <= nowUs));
    for (const plan of due.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      for (let next = takeDue(plan, nowUs); next !== undefined; next = takeDue(plan, nowUs)) this.#happen(plan, next);
    }
  }

  #hear({ type, kind, object, before }: StorageChange): void {
    if (kind !== "Pod") return;
    const uid = object.metadata.uid!;
    if (type === "deleted") this.#plans.delete(uid);
    else if (type === "added") this.#plan(object);
    else if (object.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) {
      this.#planEnd(object);
    }
  }

  #plan(pod: KeptObject): void {
    const { metadata } = pod;
    const plan: PodPlan = {
      namespace: metadata.namespace ?? "default",
      name: metadata.name!,
      times: this.#timesOf(pod),
      runs: 0,
      planned: [],
    };
    this.#plans.set(metadata.uid!, plan);
    const { phase } = (pod.status ?? {}) as PodStatus;
    if (phase === "Running") this.#planExit(plan, pod);
    if (phase === "Running" || phase === "Succeeded" || phase === "Failed") return;
    const isBound = (pod.spec as { nodeName?: string } | undefined)?.nodeName !== undefined;
    this.#after(plan, isBound ? "start" : "schedule");
  }

  #timesOf(pod: KeptObject): Required<KubeletTimes> {
    const { name = "", namespace = "default" } = pod.metadata;
    const incarnation = (this.#incarnations.get(`${namespace}/${name}`) ?? 0) + 1;
    this.#incarnations.set(`${namespace}/${name}`, incarnation);
    // The number at the end of a name counts, also where it is an ordinal (statefulset/053).
    const nth = Number(/-(\d+)$/.exec(name)?.[1] ?? incarnation);
    const { image } = (pod.spec as { containers: readonly { image?: string }[] }).containers[0]!;
    const index = indexOf(pod);
    const rule = this.#rules.find(
      ({ match = {} }) =>
        (match.image === undefined || match.image === image) &&
        (match.nth === undefined || match.nth === nth) &&
        (match.index === undefined || match.index === index),
    );
    return { ...DEFAULT_TIMES, ...this.#default, ...rule };
  }

  #planEnd(pod: KeptObject): void {
    const plan = this.#plans.get(pod.metadata.uid!)!;
    const { phase } = (pod.status ?? {}) as PodStatus;
    plan.planned = [];
    if (phase === "Succeeded" || phase === "Failed") return;
    const graceUs = (pod.metadata.deletionGracePeriodSeconds ?? 0) * US_PER_SECOND;
    // One that is not gone at once has a finalizer; its kubelet ends it all the same (job/049).
    if ((pod.spec as { nodeName?: string } | undefined)?.nodeName === undefined) return;
    const { terminateAfterUs } = plan.times;
    const afterUs = terminateAfterUs < 0 ? graceUs : Math.min(terminateAfterUs, graceUs);
    plan.planned.push({ atUs: this.#clock.nowUs + afterUs, what: "terminate" });
  }

  #after(plan: PodPlan, what: Exclude<Happening, "terminate">): void {
    const { times } = plan;
    const afterUs = {
      schedule: times.scheduleAfterUs,
      start: plan.runs === 0 ? times.startAfterUs : times.restartAfterUs,
      ready: times.readyAfterUs,
      exit: times.exitAfterUs,
    }[what];
    if (afterUs >= 0) plan.planned.push({ atUs: this.#clock.nowUs + afterUs, what });
  }

  #happen(plan: PodPlan, what: Happening): void {
    const pod = this.#storage.find("Pod", plan.namespace, plan.name)!;
    if (what === "schedule") this.#schedule(plan, pod);
    else if (what === "start") this.#start(plan, pod);
    else if (what === "ready")
      this.#write(pod, { conditions: this.#readiness(pod, true), ...this.#containers(pod, { ready: true }) });
    else if (what === "exit") this.#exit(plan, pod);
    else this.#terminate(plan, pod);
  }

  #schedule(plan: PodPlan, pod: KeptObject): void {
    const nodeName = pinnedNode(pod) ?? this.#nodes[this.#nextNode++ % Math.max(1, this.#nodes.length)] ?? "node";
    // Binding writes the spec, which an ordinary update may not.
    const bound = { ...pod, spec: { ...pod.spec, nodeName } };
    this.#storage.update("Pod", bound, false);
    const { conditions = [] } = (pod.status ?? {}) as PodStatus;
    const scheduled = { type: "PodScheduled", status: "True" as const, lastTransitionTime: this.#clock.timestamp };
    this.#write(bound, { conditions: [...conditions.filter(({ type }) => type !== "PodScheduled"), scheduled] });
    this.#after(plan, "start");
  }

  #start(plan: PodPlan, pod: KeptObject): void {
    const { startTime } = (pod.status ?? {}) as PodStatus;
    this.#write(pod, {
      phase: "Running",
      startTime: startTime ?? this.#clock.timestamp,
      conditions: this.#readiness(pod, false),
      ...this.#containers(pod, {
        ready: false,
        restartCount: plan.runs,
        state: { running: { startedAt: this.#clock.timestamp } },
      }),
    });
    this.#after(plan, "ready");
    this.#planExit(plan, pod);
  }

  /** Also of a pod that runs from the beginning (job/047). */
  #planExit(plan: PodPlan, pod: KeptObject): void {
    const { restartPolicy } = pod.spec as { restartPolicy?: string };
    const runsForEver = (restartPolicy ?? "Always") === "Always" && plan.runs >= plan.times.exitCodes.length;
    if (!runsForEver) this.#after(plan, "exit");
  }

  #exit(plan: PodPlan, pod: KeptObject): void {
    const { restartPolicy = "Always" } = pod.spec as { restartPolicy?: string };
    const { exitCodes } = plan.times;
    const exitCode = exitCodes[plan.runs] ?? exitCodes.at(-1) ?? 0;
    plan.planned = [];
    plan.runs += 1;
    const terminated = { exitCode, reason: exitCode === 0 ? "Completed" : "Error", finishedAt: this.#clock.timestamp };
    const isOver = restartPolicy === "Never" || (restartPolicy === "OnFailure" && exitCode === 0);
    this.#write(pod, {
      ...(isOver ? { phase: exitCode === 0 ? ("Succeeded" as const) : ("Failed" as const) } : {}),
      conditions: this.#readiness(pod, false),
      ...this.#containers(pod, { ready: false, state: { terminated } }),
    });
    if (!isOver) this.#after(plan, "start");
  }

  #terminate(plan: PodPlan, pod: KeptObject): void {
    const { terminateExitCode: exitCode } = plan.times;
    const status = (pod.status ?? {}) as PodStatus;
    const hasRun = status.phase === "Running";
    const terminated = { exitCode, reason: exitCode === 0 ? "Completed" : "Error", finishedAt: this.#clock.timestamp };
    plan.planned = [];
    this.#write(pod, {
      phase: hasRun && exitCode === 0 ? "Succeeded" : "Failed",
      conditions: this.#readiness(pod, false),
      ...(hasRun ? this.#containers(pod, { ready: false, state: { terminated } }) : {}),
    });
    this.#storage.delete("Pod", plan.namespace, plan.name, { uid: pod.metadata.uid, graceSeconds: 0 });
  }

  #write(pod: KeptObject, change: PodStatus): void {
    this.#storage.updateStatus("Pod", { ...pod, status: { ...pod.status, ...change } }, false);
  }

  #readiness({ status }: KeptObject, isReady: boolean): NonNullable<PodStatus["conditions"]> {
    const { conditions = [] } = (status ?? {}) as PodStatus;
    const old = conditions.find(({ type }) => type === "Ready");
    const next = isReady ? ("True" as const) : ("False" as const);
    const lastTransitionTime = old?.status === next ? old.lastTransitionTime : this.#clock.timestamp;
    const ready = { type: "Ready", status: next, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) };
    return [...conditions.filter(({ type }) => type !== "Ready"), ready];
  }

  #containers(
    pod: KeptObject,
    change: Partial<NonNullable<PodStatus["containerStatuses"]>[number]>,
  ): Pick<PodStatus, "containerStatuses"> {
    const { containers } = pod.spec as { containers: readonly { name: string }[] };
    const { containerStatuses = [] } = (pod.status ?? {}) as PodStatus;
    return {
      containerStatuses: containers.map(({ name }) => {
        const old = containerStatuses.find((status) => status.name === name);
        const lastState = old?.state?.terminated === undefined ? old?.lastState : old.state;
        return { restartCount: 0, ...old, ...(lastState === undefined ? {} : { lastState }), name, ...change };
      }),
    };
  }
}

function takeDue(plan: PodPlan, nowUs: number): Happening | undefined {
  const due = plan.planned.filter(({ atUs }) => atUs <= nowUs);
  const [first] = due.toSorted((left, right) => left.atUs - right.atUs);
  if (first === undefined) return undefined;
  plan.planned = plan.planned.filter((other) => other !== first);
  return first.what;
}

function indexOf({ metadata }: KeptObject): number | undefined {
  const text =
    metadata.annotations?.["batch.kubernetes.io/job-completion-index"] ??
    metadata.labels?.["apps.kubernetes.io/pod-index"];
  return text === undefined ? undefined : Number(text);
}

/** The node that a daemon pod's affinity names. */
function pinnedNode({ spec }: KeptObject): string | undefined {
  const { affinity } = (spec ?? {}) as {
    affinity?: {
      nodeAffinity?: {
        requiredDuringSchedulingIgnoredDuringExecution?: {
          nodeSelectorTerms?: readonly { matchFields?: readonly { key: string; values?: readonly string[] }[] }[];
        };
      };
    };
  };
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms[0]?.matchFields?.find(({ key }) => key === "metadata.name")?.values?.[0];
}

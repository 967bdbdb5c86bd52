// A world for the controller of autoscalers: one Deployment `web` whose scale, pods and samples a test sets, and what the
// controller says and writes.

import type { HorizontalPodAutoscaler, MetricSpec } from "../../../../src/model/api/types/autoscaling-v2.ts";
import type { Draft } from "../../../../src/model/api/api-type.ts";
import { applyHorizontalPodAutoscalerDefaults } from "../../../../src/model/api/defaults/horizontal-pod-autoscaler.ts";
import { parseLabelSelector } from "../../../../src/model/label-selector-text.ts";
import { selectsLabels, type CompiledLabelSelector } from "../../../../src/model/label-selector.ts";
import type { Pod } from "../../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import type { ApiPodPhase, LivePod, LivePodCondition } from "../../../../src/cluster/live-pod.ts";
import type { MetricsAnswer, MetricsClient, PodUsageSample } from "../../../../src/cluster/metrics-client.ts";
import type {
  ControllerClock,
  ControllerView,
  SyncOutcome,
  Write,
  WriteResult,
} from "../../../../src/components/controllers/controller.ts";
import { HorizontalPodAutoscalerController } from "../../../../src/components/controllers/horizontal-pod-autoscaler/horizontal-pod-autoscaler-controller.ts";
import {
  DEFAULT_SETTINGS,
  type HorizontalPodAutoscalerSettings,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import type { Scale } from "../../../../src/components/controllers/scale.ts";

export const SECOND = 1_000_000;
export const WEB = "default/web";

export const CPU_HALF: MetricSpec = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
};

/** As stored, for Deployment `web`. */
export function autoscaler(spec: HorizontalPodAutoscaler["spec"] = {}, name = "web"): HorizontalPodAutoscaler {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  const object: HorizontalPodAutoscaler = {
    metadata: { name, namespace: "default" },
    spec: { scaleTargetRef, maxReplicas: 10, ...spec },
  };
  const draft = structuredClone(object) as Draft<HorizontalPodAutoscaler>;
  applyHorizontalPodAutoscalerDefaults(draft);
  return draft;
}

export interface PodWish {
  readonly phase?: ApiPodPhase;
  readonly startUs?: number | undefined;
  readonly ready?: LivePodCondition | undefined;
  readonly requests?: Readonly<Record<string, string>>;
  readonly isGoing?: boolean;
}

const LONG_AGO_US = -1000 * SECOND;
const READY: LivePodCondition = { status: "True", sinceUs: LONG_AGO_US };

/** Running and ready for long, with 100m of CPU requested, unless it says otherwise. */
export function pod(name: string, wish: PodWish = {}): LivePod {
  const { phase = "Running", requests = { cpu: "100m" }, isGoing = false } = wish;
  const startUs = "startUs" in wish ? wish.startUs : LONG_AGO_US;
  const ready = "ready" in wish ? wish.ready : READY;
  const object: Pod = {
    metadata: { name: "", namespace: "default", labels: { app: "web" } },
    spec: { containers: [{ name: "main", resources: { requests } }] },
  };
  return {
    id: 0,
    namespace: "default",
    name,
    uid: name,
    object,
    createdUs: LONG_AGO_US,
    phase,
    nodeName: "node",
    deletion: isGoing ? { deadlineUs: 0, graceSeconds: 30 } : undefined,
    startUs,
    reason: undefined,
    condition: (type) => (type === "Ready" ? ready : undefined),
    containers: [],
    initContainers: [],
  };
}

/** Of container `main`. */
export function cpuSample(name: string, cpuMilli: number, timestampUs = 0): PodUsageSample {
  const containers = [{ name: "main", cpuMilli, memoryMilli: undefined }];
  return { pod: name, timestampUs, windowUs: 15 * SECOND, containers };
}

/** `known` says whether versions of pods and metrics are told. */
export class SmallAutoscaling implements ControllerClock {
  readonly controller: HorizontalPodAutoscalerController;
  readonly stored = new Map<string, HorizontalPodAutoscaler>();
  scale: Scale = { specReplicas: 2, statusReplicas: 2, selector: "app=web" };
  pods: readonly LivePod[] = [pod("web-1"), pod("web-2")];
  usage: MetricsAnswer<PodUsageSample> = { kind: "listed", samples: [] };
  podsVersion = 0;
  usageVersion = 0;
  nowUs = 0;
  /** Of the next requests, in order; undefined: it works. */
  readonly refusals: (Extract<WriteResult, { kind: "refused" }> | undefined)[] = [];
  /** Since the last look. */
  told: string[] = [];
  readonly #view: ControllerView;
  /** How often the metrics were asked for samples. */
  asked = 0;

  constructor(known: "known" | "unknown" = "unknown", settings: Partial<HorizontalPodAutoscalerSettings> = {}) {
    this.controller = new HorizontalPodAutoscalerController({ ...DEFAULT_SETTINGS, ...settings });
    this.#view = this.#viewOf(known === "known");
  }

  store(object: HorizontalPodAutoscaler): void {
    const key = `default/${object.metadata?.name ?? ""}`;
    const type = this.stored.has(key) ? "updated" : "added";
    this.stored.set(key, object);
    this.controller.keysAfter({
      type,
      kind: "HorizontalPodAutoscaler",
      stored: { kind: "HorizontalPodAutoscaler", object },
    });
  }

  remove(key: string): void {
    const object = this.stored.get(key)!;
    this.stored.delete(key);
    const stored = { kind: "HorizontalPodAutoscaler", object } as const;
    this.controller.keysAfter({ type: "deleted", kind: "HorizontalPodAutoscaler", stored });
  }

  /** What the controller does at the moment: `told` has its requests. */
  look(key = WEB): SyncOutcome {
    this.told = [];
    const sync = this.controller.sync(this.#view, key);
    for (let turn = sync.next(); ; turn = sync.next(this.#answer(turn.value))) {
      if (turn.done === true) return turn.value;
    }
  }

  condition(type: string, key = WEB): string {
    const found = this.stored.get(key)?.status?.conditions?.find((condition) => condition.type === type);
    return found === undefined ? "" : `${found.status} ${found.reason}`;
  }

  timestampAt(us: number): string {
    return `+${Math.floor(us / SECOND)}s`;
  }

  momentOf(): undefined {
    return undefined;
  }

  #answer(write: Write): WriteResult {
    if (write.verb === "event") {
      this.told.push(`${write.reason}: ${write.message}`);
      return { kind: "done", name: "" };
    }
    const refusal = this.refusals.shift();
    if (write.verb === "update-scale") {
      this.told.push(`scale ${write.replicas}`);
      if (refusal === undefined) this.scale = { ...this.scale, specReplicas: write.replicas };
    } else if (write.verb === "updateStatus") {
      this.told.push("status");
      const object = write.stored.object as HorizontalPodAutoscaler;
      if (refusal === undefined) this.stored.set(`default/${object.metadata?.name ?? ""}`, object);
    }
    return refusal ?? { kind: "done", name: "" };
  }

  #viewOf(isKnown: boolean): ControllerView {
    const client: MetricsClient = {
      podUsage: () => {
        this.asked += 1;
        return this.usage;
      },
      podsMetric: () => ({ kind: "failed", message: "no pods" }),
      objectMetric: () => ({ kind: "failed", message: "no objects" }),
      externalMetric: () => ({ kind: "failed", message: "nothing" }),
      ...(isKnown ? { versionOf: () => this.usageVersion, isSettled: () => true } : {}),
    };
    const view: Partial<ControllerView> = {
      clock: this,
      behaviour: VERSION_BEHAVIOUR["1.36"],
      featureGates: new Map(),
      metrics: client,
      find: (_kind: string, namespace: string, name: string) => this.stored.get(`${namespace}/${name}`),
      pods: () => this.pods,
      readScale: () => ({ kind: "scale", scale: this.scale }),
      ...(isKnown
        ? {
            selectedPodsVersion: () => this.podsVersion,
            selectedPods: (_namespace, wanted) => this.#selected(wanted),
          }
        : {}),
    };
    return view as ControllerView;
  }

  #selected(wanted: CompiledLabelSelector): readonly LivePod[] {
    return this.pods.filter(({ object }) => selectsLabels(wanted, object.metadata.labels));
  }
}

/** Of a text that is one. */
export function selector(text: string): CompiledLabelSelector {
  const parsed = parseLabelSelector(text);
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed;
}

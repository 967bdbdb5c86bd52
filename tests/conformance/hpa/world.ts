// What stands around the autoscalers' controller in a case: a clock, autoscalers as the API server keeps them, pods, scales and
// metrics. The controller is the one that runs in simulations.

import {
  HORIZONTAL_POD_AUTOSCALER_STATUS,
  type HorizontalPodAutoscaler,
} from "../../../src/model/api/types/autoscaling-v2.ts";
import { decodeStruct } from "../../../src/model/api/decode.ts";
import { encodeStruct } from "../../../src/model/api/encode.ts";
import { HORIZONTAL_POD_AUTOSCALER_KIND } from "../../../src/model/api/kinds/horizontal-pod-autoscaler.ts";
import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR, type VersionBehaviour } from "../../../src/model/version-behaviour.ts";

import type { LivePod } from "../../../src/cluster/live-pod.ts";
import type { MetricsClient } from "../../../src/cluster/metrics-client.ts";
import type { StoredKind, StoredObjects } from "../../../src/cluster/object-store.ts";
import type {
  ControllerView,
  Sync,
  SyncOutcome,
  WatchEvent,
  Write,
  WriteResult,
} from "../../../src/components/controllers/controller.ts";
import { HorizontalPodAutoscalerController } from "../../../src/components/controllers/horizontal-pod-autoscaler/horizontal-pod-autoscaler-controller.ts";
import { DEFAULT_SETTINGS } from "../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import type { ScaleAnswer, ScaleTarget } from "../../../src/components/controllers/scale.ts";
import { WallClock } from "../workloads/wall-clock.ts";
import { errorText, reasonOf } from "./api-errors.ts";
import type { ApiError, ControllerArguments, Latencies, RecordedEventLine } from "./record.ts";
import { WorldScales } from "./scales.ts";

const EPOCH = "2000-01-01T00:00:00Z";

/** What the world is made of that differs between steps and timelines. */
export interface WorldParts {
  readonly metrics: MetricsClient;
  pods(namespace: string): readonly LivePod[];
  /** Time passed inside a sync. */
  passed?(): void;
}

export class AutoscalerWorld implements ControllerView {
  readonly clock = new WallClock(EPOCH);
  readonly behaviour: VersionBehaviour;
  readonly featureGates: ReadonlyMap<string, boolean>;
  readonly controller: HorizontalPodAutoscalerController;
  readonly scales = new WorldScales();
  readonly metrics: MetricsClient;
  readonly #latencies: Latencies;
  readonly #parts: WorldParts;
  readonly #autoscalers = new Map<string, HorizontalPodAutoscaler>();
  /** Since the last look: events, and statuses that were written. */
  events: RecordedEventLine[] = [];
  /** When each of the events was told, µs. */
  eventMoments: number[] = [];
  statuses: unknown[] = [];
  /** What the scale said first; undefined: nothing. */
  current: number | undefined;
  /** Of the next writes of statuses; null: it works. */
  readonly statusErrors: (ApiError | null)[] = [];
  /** When the status was written last, µs. */
  statusWrittenUs = 0;

  constructor(version: string, given: ControllerArguments, partsOf: (clock: WallClock) => WorldParts) {
    const minor = KUBERNETES_VERSIONS.find((one) => version.startsWith(`${one}.`) || version === one) ?? "1.36";
    this.behaviour = VERSION_BEHAVIOUR[minor];
    const { featureGates = {}, latencyUs = {}, ...settings } = given;
    this.featureGates = new Map(Object.entries(featureGates));
    this.#latencies = latencyUs;
    this.#parts = partsOf(this.clock);
    this.metrics = delayed(this.#parts.metrics, () => this.#pass(latencyUs.listMetrics));
    this.controller = new HorizontalPodAutoscalerController({ ...DEFAULT_SETTINGS, ...settings });
  }

  /** Takes in a manifest as a user gives it; an update keeps the status. */
  store(manifest: HorizontalPodAutoscaler): WatchEvent {
    const object = decodeStruct(manifest, HORIZONTAL_POD_AUTOSCALER_KIND.type).value as HorizontalPodAutoscaler;
    HORIZONTAL_POD_AUTOSCALER_KIND.applyDefaults(object);
    const key = `${object.metadata?.namespace ?? "default"}/${object.metadata?.name ?? ""}`;
    const before = this.#autoscalers.get(key);
    const kept = before?.status === undefined ? object : { ...object, status: before.status };
    this.#autoscalers.set(key, kept);
    const type = before === undefined ? "added" : "updated";
    return { type, kind: "HorizontalPodAutoscaler", stored: { kind: "HorizontalPodAutoscaler", object: kept } };
  }

  remove(key: string): WatchEvent | undefined {
    const object = this.#autoscalers.get(key);
    this.#autoscalers.delete(key);
    const kind = "HorizontalPodAutoscaler" as const;
    return object === undefined ? undefined : { type: "deleted", kind, stored: { kind, object } };
  }

  autoscaler(key: string): HorizontalPodAutoscaler | undefined {
    return this.#autoscalers.get(key);
  }

  autoscalers(): Iterable<readonly [string, HorizontalPodAutoscaler]> {
    return this.#autoscalers;
  }

  /** Forgets what was told and written so far, and lets the controller look at the key. */
  play(key: string): SyncOutcome {
    this.events = [];
    this.eventMoments = [];
    this.current = undefined;
    this.statuses = [];
    this.scales.updates = [];
    const sync: Sync = this.controller.sync(this, key);
    for (let turn = sync.next(); ; turn = sync.next(this.#answer(turn.value))) {
      if (turn.done === true) return turn.value;
    }
  }

  #answer(write: Write): WriteResult {
    switch (write.verb) {
      case "event":
        this.events.push({ type: write.type, reason: write.reason, message: write.message });
        this.eventMoments.push(this.clock.nowUs);
        return { kind: "done", name: write.name };
      case "update-scale":
        this.#pass(this.#latencies.updateScale);
        return this.scales.write(write.target, write.replicas);
      case "updateStatus":
        this.#pass(this.#latencies.updateStatus);
        return this.#writeStatus(write.stored.object as HorizontalPodAutoscaler);
      default:
        throw new Error(`the controller of autoscalers asked for ${write.verb}`);
    }
  }

  #writeStatus(object: HorizontalPodAutoscaler): WriteResult {
    const { namespace = "default", name = "" } = object.metadata ?? {};
    const error = this.statusErrors.shift() ?? undefined;
    if (error !== undefined) {
      const message = errorText(error, "horizontalpodautoscalers.autoscaling", name);
      return { kind: "refused", reason: reasonOf(error), message };
    }
    this.statuses.push(encodeStruct(object.status ?? {}, HORIZONTAL_POD_AUTOSCALER_STATUS));
    const key = `${namespace}/${name}`;
    const kept = this.#autoscalers.get(key);
    if (kept !== undefined)
      this.#autoscalers.set(key, { ...kept, ...(object.status === undefined ? {} : { status: object.status }) });
    this.statusWrittenUs = this.clock.nowUs;
    return { kind: "done", name };
  }

  #pass(us = 0): void {
    if (us === 0) return;
    this.clock.nowUs += us;
    this.#parts.passed?.();
  }

  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    if (kind !== "HorizontalPodAutoscaler") return undefined;
    return this.#autoscalers.get(`${namespace}/${name}`);
  }

  readScale(target: ScaleTarget): ScaleAnswer {
    this.#pass(this.#latencies.getScale);
    const answer = this.scales.read(target);
    if (answer.kind === "scale") this.current ??= answer.scale.specReplicas;
    return answer;
  }

  pods(namespace: string): readonly LivePod[] {
    return this.#parts.pods(namespace);
  }

  list(): readonly never[] {
    return [];
  }

  controlledBy(): readonly never[] {
    return [];
  }

  uncontrolled(): readonly never[] {
    return [];
  }

  findPod(): undefined {
    return undefined;
  }

  podsControlledBy(): readonly never[] {
    return [];
  }

  orphans(): readonly never[] {
    return [];
  }

  podsOnNode(): readonly never[] {
    return [];
  }

  findNode(): undefined {
    return undefined;
  }

  nodes(): readonly never[] {
    return [];
  }
}

/** Each call takes its time before it is answered. */
function delayed(client: MetricsClient, pass: () => void): MetricsClient {
  return {
    podUsage(query) {
      pass();
      return client.podUsage(query);
    },
    podsMetric(query) {
      pass();
      return client.podsMetric(query);
    },
    objectMetric(query) {
      pass();
      return client.objectMetric(query);
    },
    externalMetric(query) {
      pass();
      return client.externalMetric(query);
    },
  };
}

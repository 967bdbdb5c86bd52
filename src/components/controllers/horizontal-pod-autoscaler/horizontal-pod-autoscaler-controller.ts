// The horizontal pod autoscaler's controller: looks at each autoscaler once in a fixed while, whatever happens, and sets the
// scale of its target.
// Imitates pkg/controller/podautoscaler/{horizontal,rate_limiters}.go, v1.36.

import { present } from "../../../base/invariant.ts";
import { merged } from "../../../base/merged.ts";
import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";

import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  RetryLimits,
  StandingLooks,
  Sync,
  SyncOutcome,
  WatchEvent,
} from "../controller.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { AutoscalerMemory, type SavedMemory } from "./autoscaler-memory.ts";
import type { ComputedMetrics } from "./computed-metrics.ts";
import { KnownAutoscaler, type Surroundings } from "./known-autoscaler.ts";
import { NO_METRICS } from "./no-metrics.ts";
import { controllerRules, type ControllerRules } from "./prepared-autoscaler.ts";
import { SelectorRegistry, type SavedSelectors } from "./selector-registry.ts";
import { takeIn, type StandingWish } from "./standing-wish.ts";
import { DEFAULT_SETTINGS, type HorizontalPodAutoscalerSettings } from "./settings.ts";
import { AutoscalerSync } from "./sync-autoscaler.ts";

const SOURCE = "pkg/controller/podautoscaler, v1.36";

interface SavedController {
  readonly memories: readonly (readonly [string, SavedMemory])[];
  /** Of those that may be at rest. */
  readonly standing: readonly (readonly [string, StandingWish])[];
  readonly selectors: SavedSelectors;
}

export class HorizontalPodAutoscalerController implements Controller, Snapshotable {
  readonly name = "horizontal-pod-autoscaler";
  readonly source = SOURCE;
  readonly watches = ["HorizontalPodAutoscaler"] as const;
  readonly retries: RetryLimits;
  /** How often its informer tells of every autoscaler again. */
  readonly resyncUs: number;
  readonly #settings: HorizontalPodAutoscalerSettings;
  readonly standing: StandingLooks;
  readonly #again: Extract<SyncOutcome, { kind: "done" }>;
  readonly #known = new Map<string, KnownAutoscaler>();
  readonly #registry = new SelectorRegistry();
  /** For one view, which is that of the run. */
  #around: Surroundings | undefined;

  constructor(settings: HorizontalPodAutoscalerSettings) {
    this.#settings = settings;
    this.#again = { kind: "done", afterUs: settings.syncPeriodUs };
    this.standing = {
      periodUs: settings.syncPeriodUs,
      passOver: (key, fromUs, untilUs) => this.#passOver(key, fromUs, untilUs),
    };
    this.resyncUs = settings.syncPeriodUs;
    this.retries = { baseUs: settings.syncPeriodUs, maxUs: settings.syncPeriodUs };
  }

  mayConcern(): boolean {
    return false;
  }

  keysAfter(event: WatchEvent): readonly KeyWish[] {
    if (event.kind !== "HorizontalPodAutoscaler") return [];
    const { metadata } = event.stored.object;
    const key = keyOf(metadata);
    const { namespace, name } = objectOfKey(key);
    if (event.type === "deleted") {
      this.#registry.remove(namespace, name);
      return [];
    }
    this.#registry.add(namespace, name);
    return [{ key, afterUs: this.#settings.syncPeriodUs }];
  }

  sync(view: ControllerView, key: string): Sync {
    // Its own strings are found faster than parts of the key.
    const { namespace, name } = this.#known.get(key) ?? objectOfKey(key);
    const autoscaler = view.find("HorizontalPodAutoscaler", namespace, name);
    if (autoscaler === undefined) {
      this.#known.delete(key);
      return ending({ kind: "done" });
    }
    const known = this.#knownOf(key, namespace, name);
    const around = this.#surroundings(view);
    const registryVersion = this.#registry.version;
    if (known.restsAgain(autoscaler, around)) return ending(this.#atRest(known, around));
    const sync = new AutoscalerSync(autoscaler, known, around);
    const look = sync.look();
    const stirs = this.#registry.version !== registryVersion;
    if (look === "something") return this.#carryOut(sync, stirs);
    return ending(stirs ? merged(this.#atRest(known, around), { stirs }) : this.#atRest(known, around));
  }

  *#carryOut(sync: AutoscalerSync, stirs: boolean): Sync {
    const outcome: SyncOutcome = merged(yield* sync.carryOut(), { afterUs: this.#settings.syncPeriodUs });
    return stirs ? merged(outcome, { stirs }) : outcome;
  }

  #atRest(known: KnownAutoscaler, around: Surroundings): SyncOutcome {
    const untilUs = known.standsUntilUs(around);
    return untilUs === undefined ? this.#again : merged(this.#again, { restsUntilUs: untilUs });
  }

  #passOver(key: string, fromUs: number, untilUs: number): void {
    const { memory, standingWish } = present(this.#known.get(key), "an autoscaler at rest");
    const wish = present(standingWish, "what an autoscaler at rest asks for");
    for (let us = fromUs; us <= untilUs; us += this.#settings.syncPeriodUs) takeIn(memory, wish, us);
  }

  #knownOf(key: string, namespace: string, name: string): KnownAutoscaler {
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = new KnownAutoscaler(namespace, name)));
    return known;
  }

  #surroundings(view: ControllerView): Surroundings {
    if (this.#around?.view !== view) {
      const rules: ControllerRules = controllerRules(this.#settings, view.behaviour, view.featureGates);
      this.#around = { view, metrics: view.metrics ?? NO_METRICS, registry: this.#registry, rules };
    }
    return this.#around;
  }

  /** What is remembered of an autoscaler; undefined: nothing. */
  memoryOf(key: string): SavedMemory | undefined {
    return this.#known.get(key)?.memory.saved();
  }

  /** What its metrics came to at its latest sync; undefined: they were not asked. */
  computedOf(key: string): ComputedMetrics | undefined {
    return this.#known.get(key)?.latest;
  }

  /** As if it had been remembered. */
  remember(key: string, memory: SavedMemory): void {
    const { namespace, name } = objectOfKey(key);
    this.#knownOf(key, namespace, name).memory = AutoscalerMemory.of(memory);
  }

  snapshot(): Snapshot {
    const saved: SavedController = {
      memories: Array.from(this.#known, ([key, { memory }]) => [key, memory.saved()]),
      standing: [...this.#known].flatMap(([key, { standingWish }]) =>
        standingWish === undefined ? [] : [[key, standingWish] as const],
      ),
      selectors: this.#registry.saved(),
    };
    return { autoscalers: packJson(saved) };
  }

  restore(snapshot: Snapshot): void {
    const { memories, standing, selectors } = unpackJson(snapshot, "autoscalers") as SavedController;
    this.#known.clear();
    for (const [key, memory] of memories) this.remember(key, memory);
    for (const [key, wish] of standing) present(this.#known.get(key), "a memory").standingWish = wish;
    this.#registry.restore(selectors);
    this.#around = undefined;
  }
}

/** A sync that asks for nothing. */
// oxlint-disable-next-line require-yield -- most looks end so
function* ending(outcome: SyncOutcome): Sync {
  return outcome;
}

/** With what the flags of kube-controller-manager say. */
export function horizontalPodAutoscalerController(settings: HorizontalPodAutoscalerSettings): ControllerDefinition {
  return Object.freeze({
    name: "horizontal-pod-autoscaler",
    source: SOURCE,
    create: () => new HorizontalPodAutoscalerController(settings),
  });
}

export const HORIZONTAL_POD_AUTOSCALER_CONTROLLER: ControllerDefinition =
  horizontalPodAutoscalerController(DEFAULT_SETTINGS);

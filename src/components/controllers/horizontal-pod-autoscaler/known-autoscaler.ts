// What the controller knows of one autoscaler from sync to sync: its memory, which decides, and what was worked out of its spec
// and of what was measured, which only saves work: it is used again as long as nothing has changed that it came from.
// Imitates no file of Kubernetes: the real controller works all of it out each time.

import { present } from "../../../base/invariant.ts";

import { list } from "../../../model/api/api-type.ts";
import { areSemanticallyEqual } from "../../../model/api/semantic-equality.ts";
import {
  METRIC_STATUS,
  type HorizontalPodAutoscaler,
  type HorizontalPodAutoscalerSpec,
  type MetricStatus,
} from "../../../model/api/types/autoscaling-v2.ts";
import { parseLabelSelector } from "../../../model/label-selector-text.ts";
import { selectsLabels, type CompiledLabelSelector, type InvalidSelector } from "../../../model/label-selector.ts";
import type { Labels } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import type { MetricsClient } from "../../../cluster/metrics-client.ts";
import type { ControllerView } from "../controller.ts";
import type { Scale, ScaleTarget } from "../scale.ts";
import { AutoscalerMemory } from "./autoscaler-memory.ts";
import {
  standingWishOf,
  staysLimited,
  staysUntilUs,
  wishesAgain,
  type RestingWish,
  type StandingWish,
} from "./standing-wish.ts";
import { computeMetrics, failedSelector, type ComputedMetrics } from "./computed-metrics.ts";
import type { PreparedMetric } from "./metric-proposal.ts";
import { aimsOf, preparedMetrics, targetOf, type Aims, type ControllerRules } from "./prepared-autoscaler.ts";
import type { SelectorRegistry } from "./selector-registry.ts";

/** Who is asked during a sync. */
export interface Surroundings {
  readonly view: ControllerView;
  readonly metrics: MetricsClient;
  readonly registry: SelectorRegistry;
  readonly rules: ControllerRules;
}

/** What a computation came from, and what came of it. */
interface KeptComputation {
  readonly podsVersion: number;
  /** The latest of which it is known that it holds. */
  registryVersion: number;
  readonly specReplicas: number;
  readonly statusReplicas: number;
  /** Of the metrics, in their order. */
  readonly versions: readonly number[];
  readonly computed: ComputedMetrics;
}

interface SelectedPods {
  /** Undefined: it is not known whether they are the same the next time. */
  readonly version: number | undefined;
  readonly pods: readonly LivePod[];
  /** Autoscalers that act on them, and the version of the registry that said so. */
  actors: readonly string[] | undefined;
  actorsVersion: number;
}

/** A look that found nothing to do, and what it went by. */
interface RestingLook extends RestingWish {
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly computed: ComputedMetrics;
}

const METRIC_STATUSES = list(METRIC_STATUS);

export class KnownAutoscaler {
  readonly namespace: string;
  readonly name: string;
  memory = new AutoscalerMemory();
  /** What the latest sync's metrics came to; undefined: they were not asked. */
  latest: ComputedMetrics | undefined;
  #spec: HorizontalPodAutoscalerSpec | undefined;
  #aims: Aims | undefined;
  #target: ScaleTarget | string = "";
  #selectorText = "";
  #selector: CompiledLabelSelector | InvalidSelector | undefined;
  #prepared: readonly PreparedMetric[] = [];
  #pods: SelectedPods | undefined;
  #kept: KeptComputation | undefined;
  #latestFine: Extract<ComputedMetrics, { kind: "computed" }> | undefined;
  /** Undefined: the latest look was another. */
  #resting: RestingLook | undefined;
  /** What looks that are not made ask for. */
  standingWish: StandingWish | undefined;
  /** Lists of statuses that were found to say the same. */
  #stored: readonly MetricStatus[] | undefined;
  #sameAsStored: readonly MetricStatus[] | undefined;

  constructor(namespace: string, name: string) {
    this.namespace = namespace;
    this.name = name;
  }

  /** Takes the spec in as it stands now, and says what it aims at. */
  aims(spec: HorizontalPodAutoscalerSpec, rules: ControllerRules): Aims {
    if (this.#aims === undefined || spec !== this.#spec) {
      this.#spec = spec;
      this.#aims = aimsOf(spec, this.namespace, rules);
      this.#target = targetOf(spec, this.namespace);
      this.forget();
    }
    return this.#aims;
  }

  /** Of the spec that was taken in last; a text says why it cannot be read. */
  get target(): ScaleTarget | string {
    return this.#target;
  }

  /** What was worked out is worked out anew. */
  forget(): void {
    this.#selector = undefined;
    this.#pods = undefined;
    this.#kept = undefined;
    this.#latestFine = undefined;
    this.#resting = undefined;
  }

  /** A look found the target where the metrics want it, or at the limit before that, and nothing to do. */
  noteRest(autoscaler: HorizontalPodAutoscaler, current: number, isLimited: boolean, around: Surroundings): void {
    const { latest } = this;
    this.#resting = undefined;
    if (latest?.kind !== "computed" || latest !== this.#kept?.computed) return;
    const wished = Math.max(0, latest.replicas);
    const { nowUs } = around.view.clock;
    if (isLimited && !staysLimited(this.memory, wished, current, this.#knownAims, around.rules, nowUs)) return;
    this.#resting = { autoscaler, computed: latest, wished, current, isLimited };
  }

  /** Whether all is as at such a look, so that the memory alone goes on, which it does then. */
  restsAgain(autoscaler: HorizontalPodAutoscaler, around: Surroundings): boolean {
    const resting = this.#resting;
    const selector = this.#selector;
    if (resting?.autoscaler !== autoscaler || typeof this.#target === "string") return false;
    const answer = around.view.readScale?.(this.#target);
    if (answer?.kind !== "scale" || answer.scale.selector !== this.#selectorText) return false;
    if (selector === undefined || selector.kind === "invalid") return false;
    const computed = this.#stillHolds(answer.scale, selector, around);
    if (computed !== resting.computed || answer.scale.specReplicas !== resting.current) return false;
    return wishesAgain(this.memory, resting, this.#knownAims, around.rules, around.view.clock.nowUs);
  }

  /**
   * Looks before that moment would find what the latest found, nothing to do, until something happens in the cluster; undefined: that
   * is not known.
   */
  standsUntilUs({ metrics, rules }: Surroundings): number | undefined {
    this.standingWish = undefined;
    const resting = this.#resting;
    if (resting === undefined) return undefined;
    for (const { query } of this.#prepared) {
      if (query !== undefined && metrics.isSettled?.(query) !== true) return undefined;
    }
    this.standingWish = standingWishOf(resting.wished, this.#knownAims, rules);
    return staysUntilUs(this.memory, resting, this.standingWish);
  }

  get #knownAims(): Aims {
    return present(this.#aims, "a spec that was taken in");
  }

  /** Whether what is stored says of the metrics what was found now. */
  isSameMetrics(stored: readonly MetricStatus[] | undefined, found: readonly MetricStatus[]): boolean {
    if (stored === this.#stored && found === this.#sameAsStored) return true;
    if (!areSemanticallyEqual(stored, found, METRIC_STATUSES)) return false;
    this.#stored = stored;
    this.#sameAsStored = found;
    return true;
  }

  /** What the metrics ask for now, of the spec that was taken in last. */
  compute(scale: Scale, around: Surroundings): ComputedMetrics {
    if (scale.selector === "") {
      const message = "the HPA target's scale is missing a selector";
      return failedSelector("SelectorRequired", "InvalidSelector", "selector is required", message);
    }
    const selector = this.#selectorOf(scale.selector, around.rules);
    if (selector.kind === "invalid") {
      const message = `couldn't convert selector into a corresponding internal selector object: ${selector.message}`;
      return failedSelector("InvalidSelector", "InvalidSelector", message);
    }
    around.registry.put(this.namespace, this.name, selector);
    return this.#stillHolds(scale, selector, around) ?? this.#computeAnew(scale, selector, around);
  }

  #selectorOf(text: string, rules: ControllerRules): CompiledLabelSelector | InvalidSelector {
    if (this.#selector === undefined || text !== this.#selectorText) {
      this.forget();
      this.#selectorText = text;
      this.#selector = parseLabelSelector(text);
      if (this.#selector.kind !== "invalid") {
        this.#prepared = preparedMetrics(this.#spec ?? {}, this.#selector, this.namespace, rules);
      }
    }
    return this.#selector;
  }

  #stillHolds(
    { specReplicas, statusReplicas }: Scale,
    selector: CompiledLabelSelector,
    { view, metrics, registry }: Surroundings,
  ): ComputedMetrics | undefined {
    const kept = this.#kept;
    if (kept === undefined || !this.#actsAlone(kept, registry)) return undefined;
    if (kept.specReplicas !== specReplicas || kept.statusReplicas !== statusReplicas) return undefined;
    if (view.selectedPodsVersion?.(this.namespace, selector) !== kept.podsVersion) return undefined;
    for (let index = 0; index < this.#prepared.length; index += 1) {
      const { query } = this.#prepared[index]!;
      if (query !== undefined && metrics.versionOf?.(query) !== kept.versions[index]) return undefined;
    }
    return kept.computed;
  }

  /** Whether that is still known: others may have come that act on the same pods. Of an ambiguous one it is not. */
  #actsAlone(kept: KeptComputation, registry: SelectorRegistry): boolean {
    if (kept.registryVersion === registry.version) return true;
    const pods = this.#pods;
    if (pods?.version !== kept.podsVersion || (pods.actors?.length ?? 0) > 1) return false;
    if (this.#actorsOn(pods, registry).length > 1) return false;
    kept.registryVersion = registry.version;
    return true;
  }

  #computeAnew(scale: Scale, selector: CompiledLabelSelector, around: Surroundings): ComputedMetrics {
    const { view, metrics, registry } = around;
    const { specReplicas, statusReplicas } = scale;
    const selected = this.#selectedPods(selector, view);
    const actors = this.#actorsOn(selected, registry);
    const computed =
      actors.length > 1
        ? ambiguous(scale.selector, this.namespace, actors)
        : this.#asBefore(
            computeMetrics(this.#prepared, {
              client: metrics,
              pods: () => this.#selectedPods(selector, view).pods,
              nowUs: () => view.clock.nowUs,
              specReplicas,
              statusReplicas,
            }),
          );
    this.#keep(scale, computed, selected, around);
    return computed;
  }

  /** The very same computation, if it says what the latest one said: that spares those who compare it with what is stored. */
  #asBefore(computed: ComputedMetrics): ComputedMetrics {
    const before = this.#latestFine;
    if (computed.kind !== "computed" || computed.error !== undefined) return computed;
    const { replicas, metric, statuses } = computed;
    if (before?.replicas === replicas && before.metric === metric) {
      if (statuses.every((status, index) => status === before.statuses[index])) return before;
    }
    this.#latestFine = computed;
    return computed;
  }

  /** Keeps what was computed where it is known whether it holds the next time. */
  #keep(
    { specReplicas, statusReplicas }: Scale,
    computed: ComputedMetrics,
    { version: podsVersion }: SelectedPods,
    { metrics, registry }: Surroundings,
  ): void {
    this.#kept = undefined;
    if (podsVersion === undefined) return;
    const versions: number[] = [];
    for (const metric of this.#prepared) {
      const version = metric.query === undefined ? 0 : metrics.versionOf?.(metric.query);
      if (version === undefined || metric.isAgeing()) return;
      versions.push(version);
    }
    this.#kept = {
      podsVersion,
      registryVersion: registry.version,
      specReplicas,
      statusReplicas,
      versions,
      computed,
    };
  }

  #selectedPods(selector: CompiledLabelSelector, view: ControllerView): SelectedPods {
    const version = view.selectedPodsVersion?.(this.namespace, selector);
    if (this.#pods === undefined || version === undefined || version !== this.#pods.version) {
      const pods = view.selectedPods?.(this.namespace, selector) ?? selectedOf(view.pods(this.namespace), selector);
      this.#pods = { version, pods, actors: undefined, actorsVersion: 0 };
    }
    return this.#pods;
  }

  #actorsOn(selected: SelectedPods, registry: SelectorRegistry): readonly string[] {
    if (selected.actors === undefined || selected.actorsVersion !== registry.version) {
      selected.actors = registry.selecting(this.namespace, labelsOf(selected.pods));
      selected.actorsVersion = registry.version;
    }
    return selected.actors;
  }
}

function ambiguous(selector: string, namespace: string, actors: readonly string[]): ComputedMetrics {
  const keys = actors.map((name) => `${namespace}/${name}`).join(" ");
  const message = `pods by selector ${selector} are controlled by multiple HPAs: [${keys}]`;
  return failedSelector("AmbiguousSelector", "AmbiguousSelector", message);
}

function selectedOf(pods: readonly LivePod[], selector: CompiledLabelSelector): readonly LivePod[] {
  return pods.filter(({ object }) => selectsLabels(selector, object.metadata.labels));
}

function labelsOf(pods: readonly LivePod[]): ReadonlySet<Labels> {
  const labels = new Set<Labels>();
  for (const { object } of pods) labels.add(object.metadata.labels ?? NO_LABELS);
  return labels;
}

const NO_LABELS: Labels = Object.freeze({});

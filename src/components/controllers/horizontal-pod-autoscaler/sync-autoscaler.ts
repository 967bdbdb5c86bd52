// One look at an autoscaler: its target's scale, what its metrics ask for, what of that its bounds and its behavior allow, the
// write of the scale, and the status. Time may pass between what it asks, so the clock is read where it counts.
// Imitates reconcileAutoscaler of pkg/controller/podautoscaler/horizontal.go, v1.36.

import { present, unreachable } from "../../../base/invariant.ts";

import { areSemanticallyEqual } from "../../../model/api/semantic-equality.ts";
import {
  HORIZONTAL_POD_AUTOSCALER_STATUS,
  type HorizontalPodAutoscaler,
  type HorizontalPodAutoscalerStatus,
  type MetricStatus,
} from "../../../model/api/types/autoscaling-v2.ts";

import type { Sync, SyncOutcome, Write, WriteResult } from "../controller.ts";
import type { Scale, ScaleTarget } from "../scale.ts";
import { normaliseByBehavior } from "./behavior.ts";
import type { ComputedMetrics, Warning } from "./computed-metrics.ts";
import { isFalse, isTrue, withCondition, withoutCondition, type Conditions, type Said } from "./conditions.ts";
import type { KnownAutoscaler, Surroundings } from "./known-autoscaler.ts";
import { normalise } from "./normalisation.ts";
import type { Aims } from "./prepared-autoscaler.ts";

/** Part of a sync: requests, and what comes of them. */
type Asking<Result> = Generator<Write, Result, WriteResult>;

const GOT_SCALE: Said = Object.freeze({
  status: "True",
  reason: "SucceededGetScale",
  message: "the HPA controller was able to get the target's current scale",
});

const DISABLED: Said = Object.freeze({
  status: "False",
  reason: "ScalingDisabled",
  message: "scaling is disabled since the replica count of the target is zero",
});

const SCALED_TO_ZERO: Said = Object.freeze({
  status: "True",
  reason: "ScaledToZero",
  message: "the HPA controller scaled the workload to zero",
});

const NOT_SCALED_TO_ZERO: Said = Object.freeze({
  status: "False",
  reason: "NotScaledToZero",
  message: "the HPA controller did not scale the workload to zero",
});

/** A conflict is tried again so often, at most. */
const ATTEMPTS_MAX = 5;

const NO_METRICS_ASKED = Object.freeze({ statuses: Object.freeze([]), warnings: Object.freeze([]), error: undefined });

/** What is to become of the target. */
interface Decision {
  readonly replicas: number;
  readonly reason: string;
  readonly statuses: readonly MetricStatus[];
  /** Of metrics that failed beside others that did not. */
  readonly warnings: readonly Warning[];
  readonly error: string | undefined;
}

/** What a look found. */
type Finding =
  | { readonly kind: "no-scale"; readonly why: string; readonly error: string }
  | {
      readonly kind: "failed";
      readonly currentReplicas: number;
      readonly computed: Extract<ComputedMetrics, { kind: "failed" }>;
    }
  | {
      readonly kind: "decided";
      readonly target: ScaleTarget;
      readonly currentReplicas: number;
      readonly decision: Decision;
    };

export class AutoscalerSync {
  readonly #autoscaler: HorizontalPodAutoscaler;
  readonly #known: KnownAutoscaler;
  readonly #around: Surroundings;
  readonly #aims: Aims;
  #conditions: Conditions;
  #finding: Finding | undefined;

  constructor(autoscaler: HorizontalPodAutoscaler, known: KnownAutoscaler, around: Surroundings) {
    this.#autoscaler = autoscaler;
    this.#known = known;
    this.#around = around;
    this.#aims = known.aims(autoscaler.spec ?? NO_SPEC, around.rules);
    this.#conditions = autoscaler.status?.conditions ?? NO_CONDITIONS;
  }

  /** Looks, takes into memory what is wished for, and says whether anything is to be asked for or told. To be called once. */
  look(): "nothing" | "something" {
    const finding = this.#find();
    this.#finding = finding;
    if (finding.kind !== "decided" || !this.#isAtRest(finding)) return "something";
    const isLimited = !isFalse(this.#conditions, "ScalingLimited");
    this.#known.noteRest(this.#autoscaler, finding.currentReplicas, isLimited, this.#around);
    return "nothing";
  }

  /** After the look. */
  *carryOut(): Sync {
    const finding = present(this.#finding, "a look before");
    switch (finding.kind) {
      case "no-scale":
        return yield* this.#cannotGetScale(finding.why, finding.error);
      case "failed":
        return yield* this.#cannotCompute(finding.currentReplicas, finding.computed);
      case "decided":
        return yield* this.#realise(finding);
      default:
        return unreachable(finding);
    }
  }

  #find(): Finding {
    const { target } = this.#known;
    this.#known.latest = undefined;
    if (typeof target === "string") {
      return { kind: "no-scale", why: target, error: `invalid API version in scale target reference: ${target}` };
    }
    const answer = this.#around.view.readScale?.(target) ?? NO_SCALE;
    if (answer.kind === "failed") {
      const { message } = answer;
      const error = `failed to query scale subresource for ${this.#aims.reference}: ${message}`;
      return { kind: "no-scale", why: message, error };
    }
    return this.#findOf(target, answer.scale);
  }

  #findOf(target: ScaleTarget, scale: Scale): Finding {
    const currentReplicas = scale.specReplicas;
    // Where it is true already, what is said last counts.
    if (!isTrue(this.#conditions, "AbleToScale")) this.#say("AbleToScale", GOT_SCALE);
    this.#known.memory.begin(currentReplicas, this.#nowUs);
    const atBounds = this.#decisionAtBounds(currentReplicas);
    if (atBounds !== undefined) {
      this.#say("AbleToScale", GOT_SCALE);
      return { kind: "decided", target, currentReplicas, decision: atBounds };
    }
    const computed = this.#known.compute(scale, this.#around);
    this.#known.latest = computed;
    this.#say("ScalingActive", computed.scalingActive);
    if (computed.kind === "failed") {
      this.#say("AbleToScale", GOT_SCALE);
      return { kind: "failed", currentReplicas, computed };
    }
    return { kind: "decided", target, currentReplicas, decision: this.#decisionOf(currentReplicas, computed) };
  }

  /** The target is as it is to be, and the status says so. */
  #isAtRest({ currentReplicas, decision }: Extract<Finding, { kind: "decided" }>): boolean {
    const { replicas, statuses, error } = decision;
    if (replicas !== currentReplicas || error !== undefined) return false;
    const before = this.#autoscaler.status;
    return (
      before !== undefined &&
      before.conditions === this.#conditions &&
      before.currentReplicas === currentReplicas &&
      before.desiredReplicas === replicas &&
      before.observedGeneration === undefined &&
      this.#known.isSameMetrics(before.currentMetrics, statuses)
    );
  }

  get #nowUs(): number {
    return this.#around.view.clock.nowUs;
  }

  #say(type: string, said: Said): void {
    const { clock } = this.#around.view;
    this.#conditions = withCondition(this.#conditions, type, said, clock);
  }

  /** Where metrics are not asked: the target is at zero, or outside the bounds. */
  #decisionAtBounds(currentReplicas: number): Decision | undefined {
    const { minReplicas, maxReplicas } = this.#aims;
    if (currentReplicas === 0 && this.#isDisabledAtZero()) {
      this.#say("ScalingActive", DISABLED);
      const { remembersZero, knowsZeroCondition } = this.#around.rules;
      if (knowsZeroCondition && !remembersZero) this.#conditions = withoutCondition(this.#conditions, "ScaledToZero");
      return { replicas: 0, reason: "", ...NO_METRICS_ASKED };
    }
    const { knowsZeroCondition } = this.#around.rules;
    if (currentReplicas === 0 && knowsZeroCondition) return undefined;
    if (currentReplicas > maxReplicas) {
      const reason = "Current number of replicas above Spec.MaxReplicas";
      return { replicas: maxReplicas, reason, ...NO_METRICS_ASKED };
    }
    if (currentReplicas < minReplicas) {
      return { replicas: minReplicas, reason: BELOW_MINIMUM, ...NO_METRICS_ASKED };
    }
    return undefined;
  }

  #isDisabledAtZero(): boolean {
    const { minReplicas, hasObjectOrExternal } = this.#aims;
    if (!this.#around.rules.knowsZeroCondition) return minReplicas !== 0;
    return !this.#hasScaledToZero() || !(minReplicas !== 0 || hasObjectOrExternal);
  }

  #hasScaledToZero(): boolean {
    return this.#around.rules.remembersZero && isTrue(this.#conditions, "ScaledToZero");
  }

  #decisionOf(currentReplicas: number, computed: Extract<ComputedMetrics, { kind: "computed" }>): Decision {
    const { minReplicas, maxReplicas, behavior } = this.#aims;
    const { statuses, warnings, error } = computed;
    const wished = Math.max(0, computed.replicas);
    const bounds = { minReplicas, maxReplicas, currentReplicas };
    const { memory } = this.#known;
    const normalised =
      behavior === undefined
        ? normalise(wished, bounds, memory, this.#around.rules.settings.downscaleStabilizationUs, this.#nowUs)
        : normaliseByBehavior(wished, bounds, behavior, memory, this.#nowUs);
    this.#say("AbleToScale", normalised.ableToScale);
    this.#say("ScalingLimited", normalised.scalingLimited);
    const reason = reasonFor(wished, currentReplicas, computed.metric);
    // A minimum that was raised while the target was at zero holds at once.
    if (currentReplicas === 0 && this.#hasScaledToZero() && normalised.replicas < minReplicas) {
      return { replicas: minReplicas, reason: reason === "" ? BELOW_MINIMUM : reason, statuses, warnings, error };
    }
    return { replicas: normalised.replicas, reason, statuses, warnings, error };
  }

  *#realise({ target, currentReplicas, decision }: Extract<Finding, { kind: "decided" }>): Sync {
    const { replicas, statuses, warnings, error } = decision;
    yield* this.#warn(warnings);
    const isChanged = replicas !== currentReplicas;
    if (isChanged) {
      const refusal = yield* this.#rescale(target, replicas);
      if (refusal !== undefined) return yield* this.#cannotRescale(currentReplicas, decision, refusal);
      yield* this.#noteRescale(currentReplicas, decision);
    }
    const { status } = this.#autoscaler;
    const lastScaleTime = isChanged ? this.#around.view.clock.timestampAt(this.#nowUs) : status?.lastScaleTime;
    const problem = yield* this.#writeStatus(this.#statusOf(currentReplicas, replicas, statuses, lastScaleTime));
    return outcomeOf(problem ?? error);
  }

  /** Undefined: it is done; else the server's words. */
  *#rescale(target: ScaleTarget, replicas: number): Asking<string | undefined> {
    const { view, rules } = this.#around;
    for (let attempt = 1; ; attempt += 1) {
      const answer = yield { verb: "update-scale", target, replicas };
      if (answer.kind === "done") return undefined;
      if (!rules.retriesConflicts) return answer.message;
      // The next attempt is made with the scale as it stands then; this is asked even where there is none.
      view.readScale?.(target);
      if (answer.reason !== "Conflict" || attempt >= ATTEMPTS_MAX) return answer.message;
    }
  }

  *#noteRescale(currentReplicas: number, { replicas, reason }: Decision): Asking<void> {
    const message = `the HPA controller was able to update the target scale to ${replicas}`;
    this.#say("AbleToScale", { status: "True", reason: "SucceededRescale", message });
    yield this.#event("Normal", "SuccessfulRescale", `New size: ${replicas}; reason: ${reason}`);
    const { behavior, minReplicas, hasObjectOrExternal } = this.#aims;
    const { memory } = this.#known;
    if (behavior !== undefined && replicas > currentReplicas) {
      memory.noteAdded(replicas - currentReplicas, behavior.scaleUp.longestPeriodSeconds, this.#nowUs);
    } else if (behavior !== undefined) {
      memory.noteRemoved(currentReplicas - replicas, behavior.scaleDown.longestPeriodSeconds, this.#nowUs);
    }
    const { remembersZero, knowsZeroCondition } = this.#around.rules;
    const isAtZero = currentReplicas > 0 && replicas === 0 && minReplicas === 0 && hasObjectOrExternal;
    if (remembersZero) this.#say("ScaledToZero", isAtZero ? SCALED_TO_ZERO : NOT_SCALED_TO_ZERO);
    else if (knowsZeroCondition) this.#conditions = withoutCondition(this.#conditions, "ScaledToZero");
  }

  *#cannotGetScale(why: string, error: string): Sync {
    yield this.#event("Warning", "FailedGetScale", why);
    const message = `the HPA controller was unable to get the target's current scale: ${why}`;
    this.#say("AbleToScale", { status: "False", reason: "FailedGetScale", message });
    yield* this.#writeStatus({
      desiredReplicas: 0,
      ...this.#autoscaler.status,
      conditions: this.#conditions,
    });
    return outcomeOf(error);
  }

  *#cannotCompute(
    currentReplicas: number,
    { statuses, warnings, error }: Extract<ComputedMetrics, { kind: "failed" }>,
  ): Sync {
    yield* this.#warn(warnings);
    yield* this.#writeStatus(this.#statusAsBefore(currentReplicas, statuses));
    yield this.#event("Warning", "FailedComputeMetricsReplicas", error);
    const what = "failed to compute desired number of replicas based on listed metrics for";
    return outcomeOf(`${what} ${this.#aims.reference}: ${error}`);
  }

  *#cannotRescale(currentReplicas: number, { replicas, reason, statuses }: Decision, why: string): Sync {
    yield this.#event("Warning", "FailedRescale", `New size: ${replicas}; reason: ${reason}; error: ${why}`);
    const message = `the HPA controller was unable to update the target scale: ${why}`;
    this.#say("AbleToScale", { status: "False", reason: "FailedUpdateScale", message });
    yield* this.#writeStatus(this.#statusAsBefore(currentReplicas, statuses));
    return outcomeOf(`failed to rescale ${this.#aims.reference}: ${why}`);
  }

  /** The wish of an earlier sync stays. */
  #statusAsBefore(currentReplicas: number, statuses: readonly MetricStatus[]): HorizontalPodAutoscalerStatus {
    const { desiredReplicas = 0, lastScaleTime } = this.#autoscaler.status ?? {};
    return this.#statusOf(currentReplicas, desiredReplicas, statuses, lastScaleTime);
  }

  #statusOf(
    currentReplicas: number,
    desiredReplicas: number,
    currentMetrics: readonly MetricStatus[],
    lastScaleTime: string | undefined,
  ): HorizontalPodAutoscalerStatus {
    const conditions = this.#conditions;
    const status = { currentReplicas, desiredReplicas, currentMetrics, conditions };
    return lastScaleTime === undefined ? status : { lastScaleTime, ...status };
  }

  /** Only where it says something else than before. Returns what the server refused it with. */
  *#writeStatus(status: HorizontalPodAutoscalerStatus): Asking<string | undefined> {
    const before = this.#autoscaler.status ?? NO_STATUS;
    if (areSemanticallyEqual(before, status, HORIZONTAL_POD_AUTOSCALER_STATUS)) return undefined;
    const object = { ...this.#autoscaler, status };
    const answer = yield { verb: "updateStatus", stored: { kind: "HorizontalPodAutoscaler", object } };
    if (answer.kind === "done") return undefined;
    yield this.#event("Warning", "FailedUpdateStatus", answer.message);
    return `failed to update status for ${this.#known.name}: ${answer.message}`;
  }

  *#warn(warnings: readonly Warning[]): Asking<void> {
    for (const { reason, message } of warnings) yield this.#event("Warning", reason, message);
  }

  #event(type: "Normal" | "Warning", reason: string, message: string): Write {
    const { namespace, name } = this.#known;
    return { verb: "event", kind: "HorizontalPodAutoscaler", namespace, name, type, reason, message };
  }
}

const NO_SPEC = Object.freeze({});
const NO_STATUS: HorizontalPodAutoscalerStatus = Object.freeze({});
const NO_CONDITIONS: Conditions = Object.freeze([]);
const NO_SCALE = Object.freeze({ kind: "failed", message: "unrecognized resource" } as const);
const BELOW_MINIMUM = "Current number of replicas below Spec.MinReplicas";

/** Of the wish before it was normalised. */
function reasonFor(wished: number, currentReplicas: number, metric: string): string {
  if (wished > currentReplicas) return `${wished > 0 ? metric : ""} above target`;
  return wished < currentReplicas ? "All metrics below target" : "";
}

/** The queue looks at the key again in any case. */
function outcomeOf(error: string | undefined): SyncOutcome {
  return error === undefined ? { kind: "done" } : { kind: "failed", message: error };
}

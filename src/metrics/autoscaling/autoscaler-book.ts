// What one autoscaler did, kept up from its status and from what it says.

import type { SimTime } from "../../base/time.ts";
import { inSeconds } from "../../base/time.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";

import { StepSeries } from "../step-series.ts";
import type { AutoscalerFindings, Rescale } from "./autoscaling-findings.ts";
import { seenMetrics, wantedMetrics, type WantedMetric } from "./metric-reading.ts";

const RESCALES_KEPT = 1000;
/** A change that takes back the one before within this time. */
const FLAP_US = 600_000_000;
/** The controller names the metric that wants another size: none does where only what was wished for before stands in the way. */
const NO_REASON = "the event gives none: no metric asks for another size, what was wished for earlier still counts";
/** Of a change that nobody spoke of. */
const NOT_TOLD = "only the status tells of it";
/** Conditions of these types complain where they are False. */
const TO_BE_TRUE: ReadonlySet<string> = new Set(["AbleToScale", "ScalingActive"]);

/** What the status says, from a moment on. */
interface Standing {
  sinceUs: number;
  /** Whether there is such an autoscaler. */
  readonly isThere: boolean;
  readonly current: number;
  /** What the spec of its target says, at any time; null: that is not known, and what the status says counts. */
  readonly asked: number | null;
  readonly seen: readonly (number | null)[];
}

interface State {
  /** What is summed up and counted is of the time from then on. */
  countsFromUs: number;
  standing: Standing;
  /** A change of size that was told of, and that no status shows yet. */
  pending: { readonly atUs: number; readonly to: number; readonly reason: string } | null;
  rescales: Rescale[];
  rescaleCount: number;
  flaps: number;
  lastRescale: { readonly atUs: number; readonly isUp: boolean } | null;
  countedUs: number;
  replicaUs: number;
  atMaximumUs: number;
  aboveTargetUs: number[];
}

export class AutoscalerBook implements Snapshotable {
  #object: HorizontalPodAutoscaler;
  #wanted: readonly WantedMetric[];
  readonly #desired = new StepSeries();
  readonly #current = new StepSeries();
  readonly #asked = new StepSeries();
  #seen: readonly StepSeries[];
  #state: State;

  constructor(object: HorizontalPodAutoscaler, now: SimTime) {
    this.#object = object;
    this.#wanted = wantedMetrics(object);
    this.#seen = this.#wanted.map(() => new StepSeries());
    this.#state = {
      countsFromUs: now,
      standing: { sinceUs: now, isThere: true, current: 0, asked: null, seen: [] },
      pending: null,
      rescales: [],
      rescaleCount: 0,
      flaps: 0,
      lastRescale: null,
      countedUs: 0,
      replicaUs: 0,
      atMaximumUs: 0,
      aboveTargetUs: this.#wanted.map(() => 0),
    };
    this.put(object, now);
  }

  /** The object as it is from now on. */
  put(object: HorizontalPodAutoscaler, now: SimTime): void {
    this.#pass(now);
    const scaledBefore = this.#object.status?.lastScaleTime;
    if (object.spec !== this.#object.spec) this.#adopt(wantedMetrics(object));
    this.#object = object;
    const { status } = object;
    const seen = seenMetrics(object);
    this.#state.standing = {
      sinceUs: now,
      isThere: true,
      current: status?.currentReplicas ?? 0,
      asked: this.#state.standing.asked,
      seen: seen.map((value) => value ?? null),
    };
    if (status === undefined) return;
    if (status.lastScaleTime !== scaledBefore)
      this.#rescaled(status.currentReplicas ?? 0, status.desiredReplicas ?? 0, now);
    this.#current.record(now, status.currentReplicas ?? 0);
    this.#desired.record(now, status.desiredReplicas ?? 0);
    for (const [place, value] of seen.entries()) if (value !== undefined) this.#seen[place]!.record(now, value);
  }

  /** Its target is asked for so many replicas from now on. */
  ask(asked: number | null, now: SimTime): void {
    if (asked === this.#state.standing.asked) return;
    this.#pass(now);
    this.#state.standing = { ...this.#state.standing, asked };
    if (asked !== null) this.#asked.record(now, asked);
  }

  /** It has changed the size of its target. `message`: of its event, in its words. Its status says so soon after. */
  rescale(message: string, now: SimTime): void {
    const told = /^New size: (\d+); reason: (.*)$/s.exec(message);
    if (told === null) return;
    this.#settle();
    this.#state.pending = { atUs: now, to: Number(told[1]), reason: told[2] === "" ? NO_REASON : told[2]! };
  }

  /** Forgets sums and changes of size of the time before. */
  beginAt(now: SimTime): void {
    this.#pass(now);
    const none = { rescales: [], rescaleCount: 0, flaps: 0, countedUs: 0, replicaUs: 0, atMaximumUs: 0 };
    this.#state = { ...this.#state, ...none, countsFromUs: now, aboveTargetUs: this.#wanted.map(() => 0) };
  }

  /** It is gone. */
  end(now: SimTime): void {
    this.#pass(now);
    this.#state.standing = { sinceUs: now, isThere: false, current: 0, asked: null, seen: [] };
  }

  findings(end: SimTime): AutoscalerFindings {
    this.#pass(end);
    this.#settle();
    const { metadata, spec, status } = this.#object;
    const { countsFromUs, rescales, rescaleCount, flaps, countedUs, replicaUs, atMaximumUs, aboveTargetUs } =
      this.#state;
    const { kind = "", name: targetName = "" } = spec?.scaleTargetRef ?? {};
    const [namespace, name] = [metadata?.namespace ?? "default", metadata?.name ?? ""];
    const labels = { namespace, name };
    return {
      namespace,
      name,
      target: `${kind.toLowerCase()}/${targetName}`,
      minReplicas: spec?.minReplicas ?? 1,
      maxReplicas: spec?.maxReplicas ?? 1,
      desired: this.#desired.finish("hpa_desired_replicas", labels, "pods", end),
      current: this.#current.finish("hpa_current_replicas", labels, "pods", end),
      ...(this.#state.standing.asked === null
        ? {}
        : { asked: this.#asked.finish("hpa_asked_replicas", labels, "pods", end) }),
      metrics: this.#wanted.map((wanted, place) => ({
        ...wanted,
        seen: this.#seen[place]!.finish("hpa_metric", { ...labels, metric: wanted.name }, "", end),
        aboveTargetSeconds: inSeconds(aboveTargetUs[place] as SimTime),
      })),
      countsFromSeconds: inSeconds(countsFromUs as SimTime),
      rescales,
      rescaleCount,
      flaps,
      countedSeconds: inSeconds(countedUs as SimTime),
      replicaSeconds: inSeconds(replicaUs as SimTime),
      atMaximumSeconds: inSeconds(atMaximumUs as SimTime),
      complaints: (status?.conditions ?? [])
        .filter((condition) => TO_BE_TRUE.has(condition.type ?? "") && condition.status === "False")
        .map(({ reason, message }) => `${reason ?? ""}: ${message ?? ""}`),
    };
  }

  snapshot(): Snapshot {
    const seen = this.#seen.map((series, place) => [`seen${place}`, series.snapshot()] as const);
    return joinSnapshots({
      own: { own: packJson([this.#object, this.#state]) },
      desired: this.#desired.snapshot(),
      current: this.#current.snapshot(),
      asked: this.#asked.snapshot(),
      ...Object.fromEntries(seen),
    });
  }

  restore(saved: Snapshot): void {
    [this.#object, this.#state] = unpackJson(partOf(saved, "own"), "own") as [HorizontalPodAutoscaler, State];
    this.#wanted = wantedMetrics(this.#object);
    this.#desired.restore(partOf(saved, "desired"));
    this.#current.restore(partOf(saved, "current"));
    this.#asked.restore(partOf(saved, "asked"));
    this.#seen = this.#wanted.map(() => new StepSeries());
    for (const [place, series] of this.#seen.entries()) series.restore(partOf(saved, `seen${place}`));
  }

  /** Counts what was told of and no status said. */
  #settle(): void {
    const { pending, standing } = this.#state;
    if (pending !== null) this.#rescaled(standing.current, pending.to, pending.atUs as SimTime);
  }

  #rescaled(from: number, to: number, now: SimTime): void {
    const state = this.#state;
    const { pending, lastRescale } = state;
    state.pending = null;
    const [atUs, reason] = pending?.to === to ? [pending.atUs, pending.reason] : [now, NOT_TOLD];
    const isUp = to > from;
    if (lastRescale !== null && lastRescale.isUp !== isUp && atUs - lastRescale.atUs <= FLAP_US) state.flaps += 1;
    state.lastRescale = { atUs, isUp };
    state.rescaleCount += 1;
    if (state.rescales.length < RESCALES_KEPT) {
      state.rescales.push({ atSeconds: inSeconds(atUs as SimTime), from, to, reason });
    }
  }

  /** Other metrics than before are told anew. */
  #adopt(wanted: readonly WantedMetric[]): void {
    const names = (metrics: readonly WantedMetric[]): string => metrics.map(({ name }) => name).join("\n");
    if (names(wanted) !== names(this.#wanted)) {
      this.#seen = wanted.map(() => new StepSeries());
      this.#state.aboveTargetUs = wanted.map(() => 0);
    }
    this.#wanted = wanted;
  }

  /** Through a time in which all stood as it was told last. */
  #pass(now: SimTime): void {
    const state = this.#state;
    const { sinceUs, isThere, current, asked, seen } = state.standing;
    const lengthUs = now - sinceUs;
    const replicas = asked ?? current;
    if (isThere) state.countedUs += lengthUs;
    state.replicaUs += replicas * lengthUs;
    if (replicas >= (this.#object.spec?.maxReplicas ?? Infinity)) state.atMaximumUs += lengthUs;
    for (const [place, { target }] of this.#wanted.entries()) {
      if ((seen[place] ?? 0) > target) state.aboveTargetUs[place]! += lengthUs;
    }
    state.standing.sinceUs = now;
  }
}

// What one workload or Service is counted by: how many replicas are wanted and how many serve, since when, and for each that is
// missing the cause. Time is added up whenever something changes. Plain figures; knows no pods.

import type { SimTime } from "../../base/time.ts";
import { inSeconds } from "../../base/time.ts";

import { StepSeries } from "../step-series.ts";
import {
  OUTAGE_CAUSES,
  type Outage,
  type OutageCause,
  type Rollout,
  type WorkloadAvailability,
} from "./availability.ts";

/** Outages that are listed one by one. */
const OUTAGES_MAX = 100;

/** Whose book it is. */
export type BookName = Pick<WorkloadAvailability, "kind" | "namespace" | "name">;

/** What stands in a book at one moment. */
export interface BookCounts extends Readonly<
  Record<"desired" | "serving" | "withoutRoom" | "withoutImage" | "crashing" | "withoutQuota", number>
> {
  /** Pods that do not serve, and are known to have served, by the reason. */
  readonly lost: readonly { readonly cause: OutageCause; readonly count: number }[];
}

interface OpenOutage {
  readonly fromUs: number;
  /** From when on it counts: what is measured may begin later. */
  countsFromUs: number;
  /** What it began with. */
  readonly cause: OutageCause;
  /** Missing replicas times µs by cause, as they stood when it began to count. */
  replicaUsBefore: readonly number[];
  fewest: number;
}

interface OpenRollout {
  readonly fromUs: number;
  stuckUs: number | null;
  fewest: number;
  isWithoutDowntime: boolean;
}

/** Replicas that went missing one after the other for the same cause. */
interface MissingRun {
  readonly cause: OutageCause;
  count: number;
}

/** All of a book as JSON keeps it. */
interface SavedBook {
  readonly counts: readonly number[];
  readonly missing: readonly MissingRun[];
  readonly replicaUs: readonly number[];
  readonly outages: readonly Outage[];
  readonly rollouts: readonly Rollout[];
  readonly open: OpenOutage | null;
  readonly openRollout: OpenRollout | null;
}

export class WorkloadBook {
  readonly name: BookName;
  readonly desiredSeries = new StepSeries();
  readonly servingSeries = new StepSeries();
  /** Pods that wait because no node fits, those whose images cannot be pulled, and those whose containers keep crashing, now. */
  withoutRoom = 0;
  withoutImage = 0;
  crashing = 0;
  /** Pods that are not there because a quota refuses them, now. */
  withoutQuota = 0;
  #desired = 0;
  #serving = 0;
  #minimum = 1;
  #sinceUs = 0;
  /** Replicas that are missing, the oldest first. */
  #missing: MissingRun[] = [];
  #missingCount = 0;
  #replicaUs = new Float64Array(OUTAGE_CAUSES.length);
  #belowDesiredUs = 0;
  #belowMinimumUs = 0;
  /** Time below the minimum before it was reached for the first time. */
  #untilReachedUs = 0;
  #hasReachedMinimum = false;
  /** When something was wanted for the first time; −1: never yet. */
  #wantedSinceUs = -1;
  #longestUs = 0;
  #outageCount = 0;
  #outages: Outage[] = [];
  #rollouts: Rollout[] = [];
  #open: OpenOutage | undefined;
  #openRollout: OpenRollout | undefined;

  constructor(name: BookName) {
    this.name = name;
  }

  get desired(): number {
    return this.#desired;
  }

  get isRollingOut(): boolean {
    return this.#openRollout !== undefined;
  }

  setDesired(desired: number, cause: OutageCause, now: SimTime): void {
    this.addTime(now);
    if (this.#wantedSinceUs < 0 && desired > 0) this.#wantedSinceUs = now;
    this.#desired = desired;
    this.desiredSeries.record(now, desired);
    this.#settle(cause, now);
  }

  setMinimum(minimum: number, now: SimTime): void {
    if (minimum === this.#minimum) return;
    this.addTime(now);
    this.#minimum = minimum;
  }

  /** A replica begins to serve (+1) or no longer does (−1), for this reason. */
  serve(difference: 1 | -1, cause: OutageCause, now: SimTime): void {
    this.addTime(now);
    this.#serving += difference;
    this.servingSeries.record(now, this.#serving);
    this.#settle(cause, now);
  }

  /** Other pods count from now on: those that were there before, or those of a Service that selects others. */
  recount(counts: BookCounts, now: SimTime): void {
    this.addTime(now);
    // What was missing for no time at all was only not counted yet.
    if (this.#open?.fromUs === now) this.#forgetMissing();
    this.withoutRoom = counts.withoutRoom;
    this.withoutImage = counts.withoutImage;
    this.crashing = counts.crashing;
    this.withoutQuota = counts.withoutQuota;
    this.#desired = counts.desired;
    this.#serving = counts.serving;
    this.desiredSeries.record(now, counts.desired);
    this.servingSeries.record(now, counts.serving);
    const missing = Math.max(0, counts.desired - counts.serving);
    for (const { cause, count } of counts.lost) this.#addMissing(cause, Math.min(count, missing - this.#missingCount));
    this.#settle("start-up", now);
  }

  #forgetMissing(): void {
    this.#open = undefined;
    this.#missing = [];
    this.#missingCount = 0;
  }

  /** One that is not over yet is given up for it. */
  beginRollout(now: SimTime): void {
    this.addTime(now);
    if (this.#openRollout !== undefined) this.#rollouts.push({ ...rolloutOf(this.#openRollout, now), isGivenUp: true });
    this.#openRollout = { fromUs: now, stuckUs: null, fewest: this.#serving, isWithoutDowntime: true };
  }

  /** The rollout is stuck from now on, or (`null`) goes on. The first start of a workload is told of as a rollout once it is stuck. */
  stallRollout(sinceUs: SimTime | null): void {
    if (sinceUs !== null && this.#openRollout === undefined) this.#openRollout = this.#firstRollout();
    if (this.#openRollout !== undefined) this.#openRollout.stuckUs = sinceUs;
  }

  endRollout(now: SimTime): void {
    this.addTime(now);
    if (this.#openRollout === undefined) return;
    this.#rollouts.push(rolloutOf(this.#openRollout, now));
    this.#openRollout = undefined;
  }

  #firstRollout(): OpenRollout {
    const isWithoutDowntime = this.#hasReachedMinimum && this.#belowMinimumUs === 0;
    return { fromUs: Math.max(0, this.#wantedSinceUs), stuckUs: null, fewest: 0, isWithoutDowntime };
  }

  /** Forgets sums and outages of the time before; one that lasts counts from now on. */
  beginAt(now: SimTime): void {
    this.addTime(now);
    this.#replicaUs = new Float64Array(OUTAGE_CAUSES.length);
    [this.#belowDesiredUs, this.#belowMinimumUs, this.#untilReachedUs] = [0, 0, 0];
    [this.#longestUs, this.#outageCount, this.#outages] = [0, 0, []];
    if (this.#open === undefined) return;
    this.#open.countsFromUs = now;
    this.#open.replicaUsBefore = [...this.#replicaUs];
    this.#open.fewest = this.#serving;
  }

  /** Adds up the time since the last change. To be called before what pods lack changes, too. */
  addTime(now: SimTime): void {
    const lastedUs = now - this.#sinceUs;
    this.#sinceUs = now;
    if (lastedUs <= 0) return;
    const minimum = this.#minimumNow();
    if (this.#serving < minimum) this.#addTimeBelowMinimum(lastedUs);
    // A budget that has not seen pods yet asks for none.
    else if (minimum > 0) this.#hasReachedMinimum = true;
    if (this.#missingCount === 0) return;
    this.#belowDesiredUs += lastedUs;
    this.#addMissingTime(lastedUs);
  }

  finish(end: SimTime): WorkloadAvailability {
    this.addTime(end);
    const { open, openRollout } = { open: this.#open, openRollout: this.#openRollout };
    const longestUs = Math.max(this.#longestUs, open === undefined ? 0 : end - open.countsFromUs);
    return {
      ...this.name,
      desired: this.#desired,
      serving: this.#serving,
      minimum: this.#minimumNow(),
      belowDesiredSeconds: inSeconds(this.#belowDesiredUs as SimTime),
      belowMinimumSeconds: inSeconds(this.#belowMinimum() as SimTime),
      missingReplicaSeconds: OUTAGE_CAUSES.flatMap((cause, index) =>
        this.#replicaUs[index] === 0 ? [] : [{ cause, replicaSeconds: this.#replicaUs[index]! / 1e6 }],
      ),
      outages:
        open === undefined ? this.#outages : [...this.#outages, this.#outageOf(open, null)].slice(0, OUTAGES_MAX),
      outageCount: this.#outageCount + (open === undefined ? 0 : 1),
      longestOutageSeconds: inSeconds(longestUs as SimTime),
      rollouts: openRollout === undefined ? this.#rollouts : [...this.#rollouts, rolloutOf(openRollout, null)],
    };
  }

  save(): SavedBook {
    return {
      counts: [
        this.#desired,
        this.#serving,
        this.#minimum,
        this.#sinceUs,
        this.#belowDesiredUs,
        this.#belowMinimumUs,
        this.#longestUs,
        this.#outageCount,
        this.withoutRoom,
        this.crashing,
        this.#untilReachedUs,
        Number(this.#hasReachedMinimum),
        this.withoutImage,
        this.withoutQuota,
        this.#wantedSinceUs,
      ],
      missing: this.#missing,
      replicaUs: [...this.#replicaUs],
      outages: this.#outages,
      rollouts: this.#rollouts,
      open: this.#open ?? null,
      openRollout: this.#openRollout ?? null,
    };
  }

  restore({ counts, missing, replicaUs, outages, rollouts, open, openRollout }: SavedBook): void {
    const [desired, serving, minimum, sinceUs, belowDesiredUs, belowMinimumUs, longestUs, outageCount] = counts;
    this.#desired = desired!;
    this.#serving = serving!;
    this.#minimum = minimum!;
    this.#sinceUs = sinceUs!;
    this.#belowDesiredUs = belowDesiredUs!;
    this.#belowMinimumUs = belowMinimumUs!;
    this.#longestUs = longestUs!;
    this.#outageCount = outageCount!;
    [this.withoutRoom, this.crashing, this.#untilReachedUs] = counts.slice(8) as [number, number, number];
    this.#hasReachedMinimum = counts[11] === 1;
    this.withoutImage = counts[12]!;
    this.withoutQuota = counts[13]!;
    this.#wantedSinceUs = counts[14]!;
    this.#missing = missing.map((run) => ({ ...run }));
    this.#missingCount = missing.reduce((sum, { count }) => sum + count, 0);
    this.#replicaUs = Float64Array.from(replicaUs);
    this.#outages = [...outages];
    this.#rollouts = [...rollouts];
    this.#open = open ?? undefined;
    this.#openRollout = openRollout ?? undefined;
  }

  /** A workload of which nothing is wanted has no minimum. */
  #minimumNow(): number {
    return Math.min(this.#minimum, this.#desired);
  }

  #addTimeBelowMinimum(lastedUs: number): void {
    if (this.#hasReachedMinimum) this.#belowMinimumUs += lastedUs;
    else this.#untilReachedUs += lastedUs;
    if (this.#openRollout !== undefined) this.#openRollout.isWithoutDowntime = false;
  }

  /** Who is only starting up falls below nothing; who never gets there has been below all the time. */
  #belowMinimum(): number {
    return this.#hasReachedMinimum ? this.#belowMinimumUs : this.#untilReachedUs;
  }

  /** What the missing replicas lack now goes before what they were lost for, of which the oldest count first. */
  #addMissingTime(lastedUs: number): void {
    const withoutRoom = Math.min(this.withoutRoom, this.#missingCount);
    const withoutImage = Math.min(this.withoutImage, this.#missingCount - withoutRoom);
    const crashing = Math.min(this.crashing, this.#missingCount - withoutRoom - withoutImage);
    this.#addReplicaTime("no-room", withoutRoom * lastedUs);
    this.#addReplicaTime("no-image", withoutImage * lastedUs);
    this.#addReplicaTime("crash-loop", crashing * lastedUs);
    const present = this.#missingCount - withoutRoom - withoutImage - crashing;
    const withoutQuota = Math.min(this.withoutQuota, present);
    this.#addReplicaTime("quota", withoutQuota * lastedUs);
    let left = present - withoutQuota;
    for (const { cause, count } of this.#missing) {
      if (left === 0) break;
      const counted = Math.min(count, left);
      this.#addReplicaTime(cause, counted * lastedUs);
      left -= counted;
    }
  }

  #addReplicaTime(cause: OutageCause, replicaUs: number): void {
    if (replicaUs === 0) return;
    const index = OUTAGE_CAUSES.indexOf(cause);
    this.#replicaUs[index] = this.#replicaUs[index]! + replicaUs;
  }

  /** As many causes as replicas are missing; an outage begins with the first of them and ends with the last. */
  #settle(cause: OutageCause, now: SimTime): void {
    const missing = Math.max(0, this.#desired - this.#serving);
    while (this.#missingCount > missing) this.#dropOldest(this.#missingCount - missing);
    if (this.#missingCount < missing) this.#addMissing(cause, missing - this.#missingCount);
    if (missing > 0) this.#open ??= this.#newOutage(cause, now);
    if (this.#open !== undefined) this.#open.fewest = Math.min(this.#open.fewest, this.#serving);
    if (this.#openRollout !== undefined) this.#openRollout.fewest = Math.min(this.#openRollout.fewest, this.#serving);
    if (missing === 0 && this.#open !== undefined) this.#endOutage(this.#open, now);
  }

  #dropOldest(most: number): void {
    const [oldest] = this.#missing;
    if (oldest === undefined) return;
    const dropped = Math.min(most, oldest.count);
    oldest.count -= dropped;
    this.#missingCount -= dropped;
    if (oldest.count === 0) this.#missing.shift();
  }

  #addMissing(cause: OutageCause, count: number): void {
    if (count <= 0) return;
    const latest = this.#missing.at(-1);
    if (latest?.cause === cause) latest.count += count;
    else this.#missing.push({ cause, count });
    this.#missingCount += count;
  }

  #newOutage(cause: OutageCause, now: SimTime): OpenOutage {
    return { fromUs: now, countsFromUs: now, cause, replicaUsBefore: [...this.#replicaUs], fewest: this.#serving };
  }

  /** Its cause is the one that cost most while it lasted; of two that cost as much, the one that it began with. */
  #outageOf({ fromUs, cause, replicaUsBefore, fewest }: OpenOutage, now: SimTime | null): Outage {
    const costOf = (each: OutageCause): number => {
      const index = OUTAGE_CAUSES.indexOf(each);
      return this.#replicaUs[index]! - replicaUsBefore[index]!;
    };
    const main = OUTAGE_CAUSES.reduce((most, each) => (costOf(each) > costOf(most) ? each : most), cause);
    const toSeconds = now === null ? null : inSeconds(now);
    return { fromSeconds: fromUs / 1e6, toSeconds, fewestServing: fewest, cause: main };
  }

  #endOutage(open: OpenOutage, now: SimTime): void {
    this.#open = undefined;
    if (now === open.fromUs) return;
    this.#longestUs = Math.max(this.#longestUs, now - open.countsFromUs);
    this.#outageCount += 1;
    if (this.#outages.length < OUTAGES_MAX) this.#outages.push(this.#outageOf(open, now));
  }
}

function rolloutOf({ fromUs, stuckUs, fewest, isWithoutDowntime }: OpenRollout, now: SimTime | null): Rollout {
  const toSeconds = now === null ? null : inSeconds(now);
  const stuckSinceSeconds = now === null && stuckUs !== null ? stuckUs / 1e6 : null;
  const fromSeconds = fromUs / 1e6;
  return { fromSeconds, toSeconds, fewestServing: fewest, stuckSinceSeconds, isGivenUp: false, isWithoutDowntime };
}

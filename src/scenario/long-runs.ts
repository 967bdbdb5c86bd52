// What a run will come to that has very many Jobs or pods of Jobs: said before it begins, for it may take hours or be given up.
// An estimate from what the objects ask for; knows schedules and the engine's limit.

import { groupDigits } from "../base/grouped-count.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";

import { DEFAULT_LIMITS } from "../engine/limits.ts";

import type { CronJob, JobSpec } from "../model/api/types/job.ts";
import { parseCronSchedule, scheduleTextInZone } from "../model/cron/cron-schedule.ts";
import { nextStart } from "../model/cron/next-time.ts";
import { containerBehaviour } from "../model/kubelet/container-behaviour.ts";
import { parseTime } from "../model/time/timestamp.ts";

import type { StoredObject } from "../cluster/object-store.ts";

import type { Notes } from "../environment/notes.ts";
import type { ListedContent } from "../environment/workload-source.ts";

/** Measured in runs of Jobs whose pods each run once, with a measured control plane. */
const EVENTS_PER_POD = 25;
/** The same of a Job that a CronJob starts, clears away and tells of. */
const EVENTS_PER_STARTED_JOB = 50;
/** Of the pods of each such Job, which are like no others. */
const BYTES_PER_STARTED_JOB = 11_000;
/** What Node has by default may not be enough for more. */
const BYTES_TOLD = 2e9;
/** Some minutes. */
const EVENTS_TOLD = 10_000_000;
/** Between two pods of a Job, beside what they run. */
const TURN_SECONDS = 2;
/** Starts of a schedule that its mean distance is taken from. */
const STARTS_LOOKED_AT = 100;

/** When the run begins, as the wall clock shows it, and how long it lasts; null: until nothing is left. */
export interface RunSpan {
  readonly start: string;
  readonly horizonUs: SimTime | null;
}

/** Of objects whose controllers run. */
export function noteLongRuns(contents: readonly ListedContent[], span: RunSpan, notes: Notes): void {
  for (const { stored, position } of contents.flatMap(({ objects }) => objects)) {
    const { jobs, pods } = workOf(stored, span);
    const events = pods * EVENTS_PER_POD + (stored.kind === "CronJob" ? jobs * EVENTS_PER_STARTED_JOB : 0);
    if (events < EVENTS_TOLD) continue;
    const who = `${stored.kind.toLowerCase()}/${stored.object.metadata?.name ?? ""}`;
    const what = `${who} comes to about ${inMillions(pods)} pods, and the run to ${inMillions(events)} events`;
    const limit = inMillions(DEFAULT_LIMITS.events);
    const bytes = stored.kind === "CronJob" ? jobs * BYTES_PER_STARTED_JOB : 0;
    const memory = bytes < BYTES_TOLD ? "" : ` and about ${(bytes / 1e9).toFixed(0)} GB of memory`;
    const end =
      events > DEFAULT_LIMITS.events ? `it will be given up after ${limit}` : `it takes minutes or hours${memory}`;
    const expected = "a shorter spec.horizon, or fewer Jobs or completions";
    notes.add({ code: "long-run", severity: "warning", message: `${what}: ${end}`, expected }, () => position);
  }
}

/** Jobs and pods that come of an object. */
function workOf({ kind, object }: StoredObject, span: RunSpan): { readonly jobs: number; readonly pods: number } {
  const seconds = span.horizonUs === null ? Infinity : span.horizonUs / US_PER_SECOND;
  if (kind === "Job" && object.spec?.suspend !== true) return { jobs: 1, pods: podsOfJob(object.spec, seconds) };
  if (kind !== "CronJob" || object.spec?.suspend === true || seconds === Infinity) return { jobs: 0, pods: 0 };
  const job = object.spec?.jobTemplate?.spec;
  const distance = secondsBetweenStarts(object, span.start);
  const waits = object.spec?.concurrencyPolicy === "Forbid";
  const jobs = Math.round(seconds / (waits ? Math.max(distance, runSeconds(job) ?? seconds) : distance));
  return { jobs, pods: jobs * podsOfJob(job, seconds) };
}

/** At most: those that succeed, as many at a time as it may have. */
function podsOfJob(spec: JobSpec | undefined, seconds: number): number {
  const parallelism = spec?.parallelism ?? 1;
  const completions = spec?.completions ?? parallelism;
  const lasts = runSeconds(spec);
  if (lasts === undefined) return Math.min(parallelism, completions);
  return Math.min(completions, parallelism * Math.ceil(seconds / (lasts + TURN_SECONDS)));
}

/** How long a pod of the Job runs; undefined: it does not end by itself. */
function runSeconds(spec: JobSpec | undefined): number | undefined {
  const { metadata, spec: pod } = spec?.template ?? {};
  const ends = (pod?.containers ?? []).map(({ name }) => {
    return containerBehaviour(metadata?.annotations, name ?? "", true).exitAfterUs ?? Infinity;
  });
  const longestUs = Math.max(0, ...ends);
  return longestUs === Infinity ? undefined : longestUs / US_PER_SECOND;
}

/** Infinity for a schedule that never starts anything. */
function secondsBetweenStarts({ spec }: CronJob, start: string): number {
  const parsed = parseCronSchedule(scheduleTextInZone(spec?.schedule ?? "", spec?.timeZone));
  const began = parseTime(start);
  if (parsed.kind !== "parsed" || began.kind !== "parsed") return Infinity;
  const first = began.timestamp.epochSecond;
  let last = first;
  for (let count = 0; count < STARTS_LOOKED_AT; count += 1) {
    const next = nextStart(parsed.schedule, last);
    if (next === undefined) return count === 0 ? Infinity : (last - first) / count;
    last = next;
  }
  return (last - first) / STARTS_LOOKED_AT;
}

/** `0.5 million`, `1,234 million`. */
function inMillions(count: number): string {
  const millions = count / 1e6;
  const text = millions < 10 ? millions.toFixed(1) : millions.toFixed(0);
  return `${groupDigits(text)} million`;
}

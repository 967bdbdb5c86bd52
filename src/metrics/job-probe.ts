// Watches Jobs: how many came to their end and how, how many of their pods succeeded and failed, how long they took. Jobs of one
// CronJob stand together. Knows the objects of the API.
// Source: k8s.io/api/batch/v1/types.go (JobStatus) and pkg/controller/job/job_controller.go, v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";
import { inSeconds, type SimTime } from "../base/time.ts";

import { controllingOwner } from "../model/controlling-owner.ts";
import type { Job } from "../model/api/types/job.ts";

import type { Change, ClusterObserver, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

/** A Job, or all Jobs of a CronJob. */
export interface JobFindings {
  readonly kind: "Job" | "CronJob";
  readonly namespace: string;
  readonly name: string;
  /** Those that were there or came, by how they stand at the end; what was deleted before its end is in none of the others. */
  readonly jobs: number;
  readonly complete: number;
  readonly failed: number;
  readonly unfinished: number;
  /** Pods that did so during the run. */
  readonly podsSucceeded: number;
  readonly podsFailed: number;
  /** Of those that are complete, from their start (again, if they were suspended) to their end; null: none is. */
  readonly meanSeconds: number | null;
  readonly longestSeconds: number | null;
}

interface Row {
  readonly kind: JobFindings["kind"];
  readonly namespace: string;
  readonly name: string;
  jobs: number;
  complete: number;
  failed: number;
  podsSucceeded: number;
  podsFailed: number;
  tookUs: number;
  longestUs: number;
}

interface OpenJob {
  readonly row: string;
  /** Null: not yet. Of one that was there before the run, before 0. */
  readonly startedUs: number | null;
  readonly startText: string;
}

/** Reads the timestamps of objects, as µs of the run; undefined for none. */
export interface TimestampReader {
  momentOf(timestamp: string | undefined): number | undefined;
}

const ROWS_MAX = 1_000;
/** The name under which Jobs stand for which there is no room. */
const OTHER_JOBS = "other Jobs";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["object-stored", "object-removed"]);

export class JobProbe implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  readonly #clock: TimestampReader;
  #rows = new Map<string, Row>();
  /** By `namespace/name`: those that have not come to their end. */
  #open = new Map<string, OpenJob>();

  constructor(cluster: ClusterState, clock: TimestampReader) {
    this.#cluster = cluster;
    this.#clock = clock;
  }

  hear({ change, previous }: Delta): void {
    if (change.kind === "object-stored" && change.stored.kind === "Job") {
      this.#hearOfJob(change.stored.object, previous?.kind === "Job" ? previous.object : undefined);
    } else if (change.kind === "object-removed" && change.name.kind === "Job") {
      this.#open.delete(`${change.name.namespace}/${change.name.name}`);
    }
  }

  /** What was there before anybody listened. */
  begin(): void {
    for (const job of this.#cluster.objects.list("Job")) {
      if (endOf(job) !== undefined) continue;
      const key = keyIn(job);
      const open = this.#opened(job, undefined);
      const startText = job.status?.startTime ?? "";
      if (open !== undefined) this.#open.set(key, { ...open, startText, startedUs: this.#startOf(job) });
    }
  }

  /** In order of namespaces and names, CronJobs first. */
  findings(): readonly JobFindings[] {
    const unfinished = new Map<string, number>();
    for (const { row } of this.#open.values()) unfinished.set(row, (unfinished.get(row) ?? 0) + 1);
    return [...this.#rows]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, { tookUs, longestUs, ...row }]) => ({
        ...row,
        unfinished: unfinished.get(key) ?? 0,
        meanSeconds: row.complete === 0 ? null : tookUs / row.complete / 1e6,
        longestSeconds: row.complete === 0 ? null : inSeconds(longestUs as SimTime),
      }));
  }

  snapshot(): Snapshot {
    return { jobs: packJson([[...this.#rows], [...this.#open]]) };
  }

  restore(saved: Snapshot): void {
    const [rows, open] = unpackJson(saved, "jobs") as [[string, Row][], [string, OpenJob][]];
    this.#rows = new Map(rows);
    this.#open = new Map(open);
  }

  /** `previous`: what of its pods is known already; undefined for a Job that has just come. */
  #hearOfJob(job: Job, previous: Job | undefined): void {
    const key = keyIn(job);
    const open = this.#open.get(key) ?? this.#opened(job, previous);
    if (open === undefined) return;
    const row = this.#rows.get(open.row)!;
    row.podsSucceeded += (job.status?.succeeded ?? 0) - (previous?.status?.succeeded ?? 0);
    row.podsFailed += (job.status?.failed ?? 0) - (previous?.status?.failed ?? 0);
    const startText = job.status?.startTime ?? "";
    const hasStarted = startText !== "" && startText !== open.startText;
    const now = hasStarted ? { ...open, startText, startedUs: this.#cluster.now } : open;
    const end = endOf(job);
    if (end === undefined) this.#open.set(key, now);
    else {
      this.#open.delete(key);
      this.#close(row, end, now);
    }
  }

  /** When it started before the run, as far as it says; null: it has not. */
  #startOf({ status }: Job): number | null {
    if ((status?.startTime ?? "") === "") return null;
    const { now } = this.#cluster;
    return Math.min(this.#clock.momentOf(status?.startTime ?? undefined) ?? now, now);
  }

  /** Undefined for one that came to its end before. */
  #opened(job: Job, previous: Job | undefined): OpenJob | undefined {
    if (previous !== undefined && endOf(previous) !== undefined) return undefined;
    const row = this.#rowOf(job);
    this.#rows.get(row)!.jobs += 1;
    return { row, startedUs: null, startText: "" };
  }

  #close(row: Row, end: "Complete" | "Failed", { startedUs }: OpenJob): void {
    if (end === "Failed") {
      row.failed += 1;
      return;
    }
    const tookUs = startedUs === null ? 0 : this.#cluster.now - startedUs;
    row.complete += 1;
    row.tookUs += tookUs;
    row.longestUs = Math.max(row.longestUs, tookUs);
  }

  /** The key of its row, which is there then. */
  #rowOf({ metadata }: Job): string {
    const owner = controllingOwner(metadata);
    const kind = owner?.kind === "CronJob" ? "CronJob" : "Job";
    const about = { kind, namespace: metadata?.namespace ?? "default", name: "" } as const;
    const own = { ...about, name: (kind === "CronJob" ? owner?.name : metadata?.name) ?? "" };
    const isRoom = this.#rows.has(keyOf(own)) || this.#rows.size < ROWS_MAX;
    const named = isRoom ? own : { ...about, namespace: "", name: OTHER_JOBS };
    const key = keyOf(named);
    if (!this.#rows.has(key)) {
      const counts = { jobs: 0, complete: 0, failed: 0, podsSucceeded: 0, podsFailed: 0, tookUs: 0, longestUs: 0 };
      this.#rows.set(key, { ...named, ...counts });
    }
    return key;
  }
}

function keyIn({ metadata }: Job): string {
  return `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;
}

function keyOf({ kind, namespace, name }: Pick<Row, "kind" | "namespace" | "name">): string {
  return `${kind}/${namespace}/${name}`;
}

/** How it came to its end; undefined while it has not. */
function endOf({ status }: Job): "Complete" | "Failed" | undefined {
  const ends = (status?.conditions ?? []).filter(({ status: holds }) => holds === "True").map(({ type }) => type);
  return ends.includes("Complete") ? "Complete" : ends.includes("Failed") ? "Failed" : undefined;
}

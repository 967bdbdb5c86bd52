// Jobs as their controller writes them, and what is found of them.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { JobProbe } from "../../src/metrics/job-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

/** A run that begins with the year. */
const CLOCK = {
  momentOf: (timestamp: string | undefined) =>
    timestamp === undefined ? undefined : (Date.parse(timestamp) - Date.parse("2026-01-01T00:00:00Z")) * 1000,
};

class Jobs {
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly probe = new JobProbe(this.cluster, CLOCK);

  constructor() {
    this.cluster.observe(this.probe);
  }

  store(second: number, name: string, status: object, owner?: string): void {
    const ownerReferences = owner === undefined ? [] : [{ kind: "CronJob", name: owner, uid: "u", controller: true }];
    const object = { metadata: { name, namespace: "default", ownerReferences }, status };
    const stored = { kind: "Job", object } as StoredObject;
    this.cluster.apply({ kind: "object-stored", stored }, moment(second * 1e6));
  }

  remove(second: number, name: string): void {
    const removed = { kind: "Job", namespace: "default", name } as const;
    this.cluster.apply({ kind: "object-removed", name: removed }, moment(second * 1e6));
  }
}

const START = { startTime: "2026-01-01T00:00:00Z" };
const endedAs = (type: "Complete" | "Failed") => ({ conditions: [{ type, status: "True" }] });
const ended = (type: "Complete" | "Failed") => ({ ...START, ...endedAs(type) });

const QUIET = {
  kind: "Job",
  namespace: "default",
  complete: 0,
  failed: 0,
  unfinished: 0,
  podsSucceeded: 0,
  podsFailed: 0,
};

describe("what is found of Jobs", () => {
  it("is how many pods succeeded and failed, and how long it took from its start", () => {
    const jobs = new Jobs();
    jobs.store(0, "a", {});
    jobs.store(2, "a", START);
    jobs.store(5, "a", { ...START, succeeded: 2, failed: 1 });
    jobs.store(12, "a", { ...ended("Complete"), succeeded: 4, failed: 1 });
    jobs.store(13, "a", { ...ended("Complete"), succeeded: 4, failed: 1 });
    const found = { ...QUIET, name: "a", jobs: 1, complete: 1, podsSucceeded: 4, podsFailed: 1 };
    expect(jobs.probe.findings()).toEqual([{ ...found, meanSeconds: 10, longestSeconds: 10 }]);
  });

  it("puts the Jobs of a CronJob together, also when they are cleared away, and over a snapshot", () => {
    const jobs = new Jobs();
    const other = new JobProbe(jobs.cluster, CLOCK);
    jobs.store(0, "c-1", START, "c");
    jobs.store(4, "c-1", { ...ended("Complete"), succeeded: 1 }, "c");
    jobs.remove(5, "c-1");
    jobs.store(60, "c-2", START, "c");
    other.restore(jobs.probe.snapshot());
    jobs.cluster.observe(other);
    jobs.store(68, "c-2", { ...ended("Complete"), succeeded: 1 }, "c");
    jobs.store(70, "c-3", START, "c");
    jobs.store(90, "c-3", { ...ended("Failed"), failed: 7 }, "c");
    jobs.store(95, "c-4", START, "c");
    const counts = { jobs: 4, complete: 2, failed: 1, unfinished: 1, podsSucceeded: 2, podsFailed: 7 };
    const found = { kind: "CronJob", namespace: "default", name: "c", ...counts, meanSeconds: 6, longestSeconds: 8 };
    for (const probe of [jobs.probe, other]) expect(probe.findings()).toEqual([found]);
  });

  it("counts from its second start on, where it was suspended, and forgets one that is deleted before its end", () => {
    const jobs = new Jobs();
    jobs.store(0, "a", START);
    jobs.store(5, "a", {});
    jobs.store(9, "a", { startTime: "2026-01-01T00:00:09Z" });
    jobs.store(11, "a", { ...ended("Complete"), startTime: "2026-01-01T00:00:09Z" });
    jobs.store(12, "b", START);
    jobs.remove(13, "b");
    expect(jobs.probe.findings()).toEqual([
      { ...QUIET, name: "a", jobs: 1, complete: 1, meanSeconds: 2, longestSeconds: 2 },
      { ...QUIET, name: "b", jobs: 1, meanSeconds: null, longestSeconds: null },
    ]);
  });

  it("leaves out what was over before, and what pods did before", () => {
    const jobs = new Jobs();
    const late = new JobProbe(jobs.cluster, CLOCK);
    jobs.store(0, "old", { ...ended("Complete"), succeeded: 1 });
    jobs.store(0, "half", { ...START, succeeded: 3 });
    late.begin();
    jobs.cluster.observe(late);
    jobs.store(5, "half", { ...START, succeeded: 4 });
    jobs.store(6, "old", { ...ended("Complete"), succeeded: 1 });
    const found = { ...QUIET, name: "half", jobs: 1, unfinished: 1, podsSucceeded: 1 };
    expect(late.findings()).toEqual([{ ...found, meanSeconds: null, longestSeconds: null }]);
  });

  it("times a Job that was there from the start that it says, at the latest from the run's begin", () => {
    const jobs = new Jobs();
    const late = new JobProbe(jobs.cluster, CLOCK);
    const before = { startTime: "2025-12-31T23:55:00Z" };
    const after = { startTime: "2026-01-01T01:00:00Z" };
    jobs.store(0, "reindex", { ...before, succeeded: 3 });
    jobs.store(0, "skewed", after);
    late.begin();
    jobs.cluster.observe(late);
    jobs.store(3, "reindex", { ...before, succeeded: 4 });
    const other = new JobProbe(jobs.cluster, CLOCK);
    other.restore(late.snapshot());
    jobs.cluster.observe(other);
    jobs.store(10, "reindex", { ...before, ...endedAs("Complete"), succeeded: 5 });
    jobs.store(10, "skewed", { ...after, ...endedAs("Complete") });
    for (const probe of [late, other]) {
      expect(probe.findings()).toMatchObject([
        { name: "reindex", complete: 1, podsSucceeded: 2, longestSeconds: 310 },
        { name: "skewed", complete: 1, longestSeconds: 10 },
      ]);
    }
  });

  it("puts Jobs together for which there is no room", () => {
    const jobs = new Jobs();
    for (let index = 0; index < 1_002; index += 1) jobs.store(0, `j-${index}`, START);
    expect(jobs.probe.findings().find(({ name }) => name === "other Jobs")).toMatchObject({ jobs: 2, unfinished: 2 });
  });
});

// The workload entries of a scenario: what each offers, when its pods come and how long they stay.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { WORKLOAD_KINDS } from "../cluster/object-store.ts";

import { parseDuration } from "../environment/duration-text.ts";
import type { ListedContent } from "../environment/workload-source.ts";
import { RUNS_FOREVER_US, type ArrivalRule, type PodBatch, type Workload } from "../environment/workload.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { ContentReader, FilesNamed, ReadContent } from "./read-content.ts";
import type { ArrivalOptions, WorkloadOptions } from "./scenario-schema.ts";

/** A workload, and all else that its files hold. */
export interface ReadWorkload {
  readonly workload: Workload;
  readonly content: ListedContent;
}

const AT_START: ArrivalRule = Object.freeze({ kind: "at-start" });
const LISTED: ArrivalRule = Object.freeze({ kind: "listed" });

/** The workload of pods that stand among the cluster's own manifests: pending ones of a dump, for instance. */
export function clusterWorkload(content: ListedContent, source: string): ReadWorkload {
  return { workload: { name: "cluster", source, pods: content.pods, arrival: LISTED }, content };
}

/** Every workload entry, in order; names are unique. */
export function readWorkloads(
  scenario: CheckedScenario,
  reader: ContentReader,
  sink: DiagnosticSink,
): readonly ReadWorkload[] {
  const entries = scenario.options.spec.workloads ?? [];
  const taken = new Set(["cluster"]);
  for (const [index, { name }] of entries.entries()) {
    if (name === undefined) continue;
    if (taken.has(name)) {
      const message = name === "cluster" ? "the name cluster is taken" : `the workload ${name} is there twice`;
      const expected = "a name of its own for each workload";
      const path = ["spec", "workloads", index, "name"];
      scenario.report(sink, path, "value", { code: "duplicate-name", severity: "error", message, expected });
    }
    taken.add(name);
  }
  return entries.flatMap((entry, index) => {
    const path = ["spec", "workloads", index];
    const read = readEntry(entry, path, scenario, reader, sink);
    if (read === undefined) return [];
    const name = entry.name ?? freeName(read.defaultName, taken);
    taken.add(name);
    return [{ workload: workloadOf(name, entry, read, path, scenario, sink), content: read.content }];
  });
}

function readEntry(
  entry: WorkloadOptions,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  reader: ContentReader,
  sink: DiagnosticSink,
): ReadContent | undefined {
  const named = entry as FilesNamed;
  const kinds = [named.manifests, named.trace].filter((part) => part !== undefined).length;
  if (kinds !== 1) {
    scenario.report(sink, path, "value", {
      code: kinds === 0 ? "missing-field" : "too-many-sources",
      severity: "error",
      message: kinds === 0 ? "the workload names no pods" : "the workload has manifests and a trace",
      expected: "either manifests or trace",
    });
  }
  return reader.manifests(named, path) ?? reader.trace(named, path);
}

/** `base`, or the first of `base-2`, `base-3` … that no other workload has. */
function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

function workloadOf(
  name: string,
  entry: WorkloadOptions,
  read: ReadContent,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): Workload {
  const { content } = read;
  for (const option of ["arrival", "lifetime"] as const) {
    if (entry[option] !== "listed" || content.listsTimes || content.pods.names.length === 0) continue;
    scenario.report(sink, [...path, option], "value", {
      code: "no-listed-times",
      severity: "error",
      message: `${option}: the file lists no times`,
      expected: option === "arrival" ? "at-start or perSecond" : "forever or a duration",
    });
  }
  const isEmpty = content.pods.names.length === 0 && content.boundPods.length === 0 && content.nodes.length === 0;
  if (isEmpty && !content.objects.some(({ stored: { kind } }) => WORKLOAD_KINDS.has(kind))) {
    const message = `the workload ${name} offers no pods`;
    scenario.report(sink, path, "value", { code: "no-pods", severity: "warning", message });
  }
  reportArrivalSpan(entry.arrival, content.pods.names.length, path, scenario, sink);
  const lifetime = entry.lifetime ?? "listed";
  if (lifetime === "listed") for (const note of read.lifetimeNotes) sink.report(note);
  return { name, source: read.source, pods: withLifetime(content.pods, lifetime), arrival: arrivalRule(entry.arrival) };
}

/**
 * Random gaps can be 37 times their mean (the exponential law at the last step of a double): a year of them stays
 * below what can be counted exactly, whatever is drawn.
 */
const MAX_ARRIVAL_SECONDS = 365 * 86_400;

function reportArrivalSpan(
  arrival: ArrivalOptions | undefined,
  pods: number,
  path: readonly (string | number)[],
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): void {
  if (typeof arrival !== "object" || pods / arrival.perSecond <= MAX_ARRIVAL_SECONDS) return;
  scenario.report(sink, [...path, "arrival", "perSecond"], "value", {
    code: "out-of-range",
    severity: "error",
    message: `perSecond: at ${arrival.perSecond} a second, ${pods} pods take more than a year to arrive`,
    expected: `at least ${pods / MAX_ARRIVAL_SECONDS}`,
  });
}

function arrivalRule(options: ArrivalOptions | undefined): ArrivalRule {
  if (options === undefined || options === "listed") return LISTED;
  if (options === "at-start") return AT_START;
  const { process = "poisson", perSecond, order } = options;
  return { kind: process, perSecond, ...(order === undefined ? {} : { order }) };
}

function withLifetime(pods: PodBatch, lifetime: string): PodBatch {
  if (lifetime === "listed") return pods;
  // Only a duration beyond a hundred years is none here, as the pattern has been checked: it is for ever.
  const lifetimeUs = lifetime === "forever" ? RUNS_FOREVER_US : (parseDuration(lifetime) ?? RUNS_FOREVER_US);
  return { ...pods, lifetimeUs: new Float64Array(pods.names.length).fill(lifetimeUs) };
}

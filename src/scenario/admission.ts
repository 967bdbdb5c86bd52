// What the API server would do to the pods of a scenario when they are created, as far as it changes placement:
// priorities by class. And what only the whole plan can show: names that are taken, nodes that are not there.
// Imitates plugin/pkg/admission/priority, v1.36.

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { DEFAULT_SCHEDULER_NAME } from "../model/defaulting.ts";
import type { Pod } from "../model/objects.ts";

import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedBoundPod, ListedContent, ListedNode, PriorityClass } from "../environment/workload-source.ts";
import type { Workload } from "../environment/workload.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { ReadWorkload } from "./read-workloads.ts";

/** The classes that every cluster has (pkg/apis/scheduling, types.go). */
const SYSTEM_CLASSES: readonly PriorityClass[] = [
  { name: "system-node-critical", value: 2_000_001_000, globalDefault: false },
  { name: "system-cluster-critical", value: 2_000_000_000, globalDefault: false },
];

/** Gives pods the priorities of their classes, and tells of classes and schedulers that nothing defines. */
export class Admission {
  readonly #classes: ReadonlyMap<string, PriorityClass>;
  readonly #default: PriorityClass | undefined;

  constructor(contents: readonly ListedContent[]) {
    const own = contents.flatMap((content) => content.priorityClasses);
    this.#classes = new Map([...SYSTEM_CLASSES, ...own].map((priorityClass) => [priorityClass.name, priorityClass]));
    // Of several defaults the admission plugin takes the one of the smallest value.
    this.#default = own.filter((candidate) => candidate.globalDefault).sort((a, b) => a.value - b.value)[0];
  }

  admit(pod: Pod): Pod {
    const { spec } = pod;
    if (spec.priority !== undefined) return pod;
    const named = spec.priorityClassName ?? "";
    const priorityClass = named === "" ? this.#default : this.#classes.get(named);
    if (priorityClass === undefined) return pod;
    const { name, value, preemptionPolicy } = priorityClass;
    const policy = spec.preemptionPolicy ?? preemptionPolicy;
    const inherited = policy === undefined ? {} : { preemptionPolicy: policy };
    return { ...pod, spec: { ...spec, priorityClassName: name, priority: value, ...inherited } };
  }

  admitAll(workload: Workload): Workload {
    const templates = workload.pods.templates.map((template) => this.admit(template));
    return { ...workload, pods: { ...workload.pods, templates } };
  }

  /** Names used by pods that nothing in the scenario defines. */
  reportReferences(contents: readonly ListedContent[], scheduler: SchedulerConfiguration, sink: DiagnosticSink): void {
    const profiles = scheduler.profiles.map((profile) => profile.schedulerName);
    for (const { kind, name, position } of contents.flatMap((content) => content.references)) {
      if (kind === "PriorityClass" && !this.#classes.has(name)) {
        sink.report({
          code: "unknown-priority-class",
          severity: "not-simulated",
          message: `no PriorityClass ${name} is given: its pods are taken to have priority 0`,
          position,
          ...suggestionFor(name, [...this.#classes.keys()]),
        });
      }
      if (kind === "scheduler" && !profiles.includes(name)) {
        sink.report({
          code: "unknown-scheduler",
          severity: "warning",
          message: `no scheduler ${name} is simulated: its pods stay pending`,
          position,
          expected: `one of ${profiles.join(", ")}`,
          ...suggestionFor(name, profiles),
        });
      }
    }
  }
}

/** Pods that name no scheduler are default-scheduler's, which need not be among the profiles. */
export function reportDefaultScheduler(
  workloads: readonly Workload[],
  { profiles }: SchedulerConfiguration,
  sink: DiagnosticSink,
): void {
  const names = profiles.map(({ schedulerName }) => schedulerName);
  const unnamed = workloads.some(({ pods }) => pods.templates.some(({ spec }) => isDefaultScheduler(spec)));
  if (!unnamed || names.includes(DEFAULT_SCHEDULER_NAME)) return;
  sink.report({
    code: "unknown-scheduler",
    severity: "warning",
    message: `no profile is called ${DEFAULT_SCHEDULER_NAME}: pods that name no scheduler stay pending`,
    expected: `a profile ${DEFAULT_SCHEDULER_NAME}, or schedulerName in the pods: one of ${names.join(", ")}`,
  });
}

/** Whether the pod names no scheduler, or the one that it gets then. */
function isDefaultScheduler({ schedulerName = "" }: Pod["spec"]): boolean {
  return schedulerName === "" || schedulerName === DEFAULT_SCHEDULER_NAME;
}

/** Pods of different priority preempt each other, which is not simulated yet. */
export function reportPreemption(workloads: readonly Workload[], bound: readonly Pod[], sink: DiagnosticSink): void {
  const templates = workloads.flatMap((workload) => workload.pods.templates);
  const priorities = new Set([...templates, ...bound].map((pod) => pod.spec.priority ?? 0));
  if (priorities.size < 2) return;
  const message = `preemption is not simulated: pods of ${priorities.size} different priorities evict nothing`;
  sink.report({ code: "not-simulated", severity: "not-simulated", message });
}

/** The nodes, each name once; a second one of a name is told. */
export function uniqueNodes(nodes: readonly ListedNode[], sink: DiagnosticSink): readonly ListedNode[] {
  const first = new Map<string, ListedNode>();
  for (const listed of nodes) {
    const { name } = listed.node.metadata;
    const known = first.get(name);
    if (known === undefined) {
      first.set(name, listed);
      continue;
    }
    const { file, line } = known.position;
    const message = `the node ${name} is there twice; the first stands at ${file}:${line}`;
    sink.report({ code: "duplicate-name", severity: "error", message, position: listed.position });
  }
  return [...first.values()];
}

/** The bound pods whose node is there; the others are left out, and told. */
export function boundToKnownNodes(
  bound: readonly ListedBoundPod[],
  nodes: readonly ListedNode[],
  sink: DiagnosticSink,
): readonly Pod[] {
  const names = new Set(nodes.map(({ node }) => node.metadata.name));
  const notes = new Notes();
  const kept = bound.filter(({ pod, position }) => {
    if (names.has(pod.spec.nodeName ?? "")) return true;
    const message = "pods bound to nodes that the scenario does not have are left out";
    notes.add({ code: "unknown-node", severity: "warning", message }, () => position);
    return false;
  });
  notes.flush(sink);
  return kept.map(({ pod }) => pod);
}

/** Tells of pods of the same name in different workloads, or among the bound ones: one line a pair of places. */
export function reportDuplicatePods(
  scenario: CheckedScenario,
  workloads: readonly ReadWorkload[],
  bound: readonly Pod[],
  sink: DiagnosticSink,
): void {
  const owner = new Map<string, string>();
  for (const { metadata } of bound) owner.set(`${metadata.namespace ?? ""}/${metadata.name}`, "the bound pods");
  const told = new Set<string>();
  for (const { workload } of workloads) {
    const { names, template, templates } = workload.pods;
    for (let row = 0; row < names.length; row += 1) {
      const pod = `${templates[template[row]!]!.metadata.namespace ?? ""}/${names[row]!}`;
      const other = owner.get(pod);
      owner.set(pod, `the workload ${workload.name}`);
      const pair = `${other ?? ""} ${workload.name}`;
      if (other === undefined || told.has(pair)) continue;
      told.add(pair);
      const message = `pod ${pod} is in the workload ${workload.name} and in ${other}`;
      const expected = "each pod once; perhaps a file is named twice";
      const problem = { code: "duplicate-name", severity: "error", message, expected } as const;
      scenario.report(sink, ["spec", "workloads"], "key", problem);
    }
  }
}

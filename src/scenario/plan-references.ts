// What pods refer to by name and nothing in the scenario defines, and what their quotas would lead to.

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { DEFAULT_SCHEDULER_NAME } from "../model/api/defaults/pod-spec.ts";
import { POD_QUOTA } from "../model/admission/pod-quota.ts";
import type { Pod } from "../model/objects.ts";

import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedContent, NameReference } from "../environment/workload-source.ts";
import type { Workload } from "../environment/workload.ts";

import type { Admission } from "./admission.ts";
import type { ReadWorkload } from "./read-workloads.ts";

/** Tells of classes and schedulers that nothing defines. */
export function reportReferences(
  contents: readonly ListedContent[],
  admission: Admission,
  scheduler: SchedulerConfiguration,
  sink: DiagnosticSink,
): void {
  for (const reference of contents.flatMap((content) => content.references)) {
    if (reference.kind === "scheduler") reportUnknownScheduler(reference, scheduler, sink);
    else reportUnknownClass(reference, reference.kind, admission, sink);
  }
}

type ClassKind = Exclude<NameReference["kind"], "scheduler">;

const WITHOUT_CLASS: Readonly<Record<ClassKind, { readonly code: string; readonly consequence: string }>> = {
  PriorityClass: { code: "unknown-priority-class", consequence: "its pods are taken to have priority 0" },
  RuntimeClass: { code: "unknown-runtime-class", consequence: "its pods get no overhead and may go to any node" },
};

function reportUnknownClass(
  { name, position }: NameReference,
  kind: ClassKind,
  admission: Admission,
  sink: DiagnosticSink,
): void {
  const known = admission.classNames(kind);
  if (known.includes(name)) return;
  const { code, consequence } = WITHOUT_CLASS[kind];
  const message = `no ${kind} ${name} is given: ${consequence}`;
  sink.report({ code, severity: "not-simulated", message, position, ...suggestionFor(name, known) });
}

function reportUnknownScheduler(
  { name, position }: NameReference,
  scheduler: SchedulerConfiguration,
  sink: DiagnosticSink,
): void {
  const profiles = scheduler.profiles.map((profile) => profile.schedulerName);
  if (profiles.includes(name)) return;
  sink.report({
    code: "unknown-scheduler",
    severity: "warning",
    message: `no scheduler ${name} is simulated: its pods stay pending`,
    position,
    expected: `one of ${profiles.join(", ")}`,
    ...suggestionFor(name, profiles),
  });
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

/** Where no controllers run, only pods are held to quotas. */
export function noteUncountedObjects(contents: readonly ListedContent[], notes: Notes): void {
  for (const { rule, position } of contents.flatMap((content) => content.resourceQuotas)) {
    const names = Object.keys(rule.spec?.hard ?? {});
    const ofPods = new Set(POD_QUOTA.matchingResources(names));
    if (names.every((name) => ofPods.has(name))) continue;
    const message = "quotas on other objects than pods are not simulated: no such object is refused";
    notes.add({ code: "not-simulated", severity: "not-simulated", message }, () => position);
  }
}

/** Controllers try again and again to create pods that a quota refuses; that is not simulated. */
export function reportFinalRefusals(
  offered: readonly ReadWorkload[],
  contents: readonly ListedContent[],
  admission: Admission,
  sink: DiagnosticSink,
): void {
  const namespaces = new Set(
    offered.flatMap(({ workload: { pods } }) =>
      pods.templates
        .filter(({ metadata }, index) => pods.origins[index] !== "stored" && metadata.ownerReferences !== undefined)
        .map(({ metadata }) => metadata.namespace),
    ),
  );
  const enforced = new Set(admission.enforcedQuotas);
  const notes = new Notes();
  for (const { rule, position } of contents.flatMap((content) => content.resourceQuotas)) {
    if (!enforced.has(rule) || !namespaces.has(rule.metadata?.namespace)) continue;
    const message = "pods that a ResourceQuota refuses never come: the retries of their controllers are not simulated";
    notes.add({ code: "not-simulated", severity: "not-simulated", message }, () => position);
  }
  notes.flush(sink);
}

// Reconciles one disruption budget: counts its pods, and writes what that allows.
// Imitates sync, trySync and failSafe of pkg/controller/disruption/disruption.go, v1.36.

import type { LabelSelector } from "../../../model/api/types/object-meta.ts";
import type { PodDisruptionBudget } from "../../../model/api/types/policy.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { ControllerView, Sync, SyncOutcome, Write } from "../controller.ts";
import { countHealthy, disruptedPodsOf, failedStatus, statusWith, type BudgetStatus } from "./budget-status.ts";
import { expectedPodsOf } from "./expected-pods.ts";
import type { SelectedPods } from "./selected-pods.ts";

/** What waits for its time goes through the queue once more, as a retry does. */
const RECHECK_DELAY_US = 5_000;

/** Looks at a budget with the pods that it selects. */
export function* syncBudget(view: ControllerView, budget: PodDisruptionBudget, pods: SelectedPods): Sync {
  const { clock } = view;
  if (pods.total === 0) yield budgetEvent(budget, "Normal", "NoPods", "No matching pods found");
  const expected = expectedPodsOf(budget, pods, view);
  if (expected.kind === "failed") {
    const message = `Failed to calculate the number of expected pods: ${expected.message}`;
    yield budgetEvent(budget, "Warning", "CalculateExpectedPodCountFailed", message);
    return yield* failSafe(view, budget, expected.message);
  }
  if (expected.hasUnmanaged) {
    yield budgetEvent(budget, "Warning", "UnmanagedPods", unmanagedText(budget.spec?.selector));
  }
  const disrupted = disruptedPodsOf(budget, pods, view);
  for (const pod of disrupted.forgotten) yield notDeletedEvent(budget, pod);
  const { expectedPods, desiredHealthy } = expected;
  const currentHealthy = countHealthy(budget, pods, disrupted, view);
  const status = statusWith(budget, { currentHealthy, desiredHealthy, expectedPods }, disrupted, clock);
  if (status !== undefined) {
    const answer = yield writeOf(budget, status);
    if (answer.kind === "refused") {
      if (answer.reason === "Conflict") return { kind: "failed", message: answer.message };
      return yield* failSafe(view, budget, answer.message);
    }
    if (answer.stored?.kind === "PodDisruptionBudget") noteSettled(answer.stored.object, pods, expected);
  } else noteSettled(budget, pods, expected);
  const { nextUs } = disrupted;
  return nextUs === undefined ? DONE : { kind: "done", afterUs: nextUs - clock.nowUs + RECHECK_DELAY_US };
}

type Expected = Extract<ReturnType<typeof expectedPodsOf>, { readonly kind: "expected" }>;

/** Whether a look at the budget would neither write nor tell anything: most of what happens to pods changes none of its counts. */
export function isSettled(view: ControllerView, budget: PodDisruptionBudget, pods: SelectedPods): boolean {
  const known = pods.settled;
  // Another status is another object.
  if (known === undefined || known.budget !== budget || known.version !== pods.version) return false;
  const expected = expectedPodsOf(budget, pods, view);
  if (expected.kind === "failed" || expected.hasUnmanaged) return false;
  return known.expectedPods === expected.expectedPods && known.desiredHealthy === expected.desiredHealthy;
}

/** Where evictions are waited for, time counts too; and some states are told of each time. */
function noteSettled(
  budget: PodDisruptionBudget,
  pods: SelectedPods,
  { expectedPods, desiredHealthy, hasUnmanaged }: Expected,
): void {
  const { disruptedPods } = budget.status ?? {};
  if (pods.total === 0 || hasUnmanaged) return;
  if (disruptedPods !== undefined && Object.keys(disruptedPods).length > 0) return;
  pods.settled = { budget, version: pods.version, expectedPods, desiredHealthy };
}

const DONE: SyncOutcome = Object.freeze({ kind: "done" });

/** Allows nothing while nothing can be worked out. */
function* failSafe({ clock }: ControllerView, budget: PodDisruptionBudget, problem: string): Sync {
  const answer = yield writeOf(budget, failedStatus(budget, problem, clock));
  return answer.kind === "done" ? DONE : { kind: "failed", message: answer.message };
}

function writeOf(budget: PodDisruptionBudget, status: BudgetStatus): Write {
  return { verb: "updateStatus", stored: { kind: "PodDisruptionBudget", object: { ...budget, status } } };
}

function budgetEvent(
  { metadata }: PodDisruptionBudget,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): Write {
  const { namespace = "default", name = "" } = metadata ?? {};
  return { verb: "event", kind: "PodDisruptionBudget", namespace, name, type, reason, message };
}

/** The source names the budget by its namespace twice. */
function notDeletedEvent({ metadata }: PodDisruptionBudget, { namespace, name }: LivePod): Write {
  const { namespace: budgetNamespace = "default" } = metadata ?? {};
  const message = `Pod was expected by PDB ${budgetNamespace}/${budgetNamespace} to be deleted but it wasn't`;
  return { verb: "event", kind: "Pod", namespace, name, type: "Warning", reason: "NotDeleted", message };
}

function unmanagedText(selector: LabelSelector | undefined): string {
  return (
    `Pods selected by this PodDisruptionBudget (selector: ${goText(selector)}) were found to be unmanaged. ` +
    "As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. " +
    'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.'
  );
}

/** A selector as Go prints it. */
function goText(selector: LabelSelector | undefined): string {
  if (selector === undefined) return "nil";
  const labels = Object.entries(selector.matchLabels ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const labelsText = labels.map(([key, value]) => `${key}: ${value},`).join("");
  const expressionsText = (selector.matchExpressions ?? [])
    .map(
      ({ key = "", operator = "", values = [] }) =>
        `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(" ")}],},`,
    )
    .join("");
  const requirements = `MatchExpressions:[]LabelSelectorRequirement{${expressionsText}},`;
  return `&LabelSelector{MatchLabels:map[string]string{${labelsText}},${requirements}}`;
}

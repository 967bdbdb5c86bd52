// What the status of a disruption budget should be, given the pods that it selects.
// Imitates getExpectedPodCount, countHealthyPods, buildDisruptedPodMap and updatePdbStatus of
// pkg/controller/disruption/disruption.go, and component-helpers apps/poddisruptionbudget, v1.36.

import { merged } from "../../../base/merged.ts";

import type { PodDisruptionBudget } from "../../../model/api/types/policy.ts";
import { disruptionsAllowed } from "../../../model/disruption-rules.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { ControllerClock, ControllerView } from "../controller.ts";
import { isHealthyPod, type SelectedPods } from "./selected-pods.ts";

export type BudgetStatus = NonNullable<PodDisruptionBudget["status"]>;
/** While it is being put together. */
type WritableStatus = { -readonly [Field in keyof BudgetStatus]: BudgetStatus[Field] };
type Condition = NonNullable<BudgetStatus["conditions"]>[number];

/** After this time nobody expects an evicted pod to be deleted any more. */
const DELETION_TIMEOUT_US = 120_000_000;
const CONDITION = "DisruptionAllowed";

/** Evictions that were allowed and have not happened yet. */
export interface DisruptedPods {
  /** By pod: when it was allowed. */
  readonly waiting: ReadonlyMap<string, string>;
  /** Pods that were not deleted in time. */
  readonly forgotten: readonly LivePod[];
  /** When the next of those that wait will be forgotten, µs. */
  readonly nextUs: number | undefined;
}

const NOBODY: DisruptedPods = Object.freeze({ waiting: new Map(), forgotten: [], nextUs: undefined });

/** What is left of the evictions that the status names: of the budget's pods that are there and not going. */
export function disruptedPodsOf(
  { metadata, status }: PodDisruptionBudget,
  pods: SelectedPods,
  view: ControllerView,
): DisruptedPods {
  if (status?.disruptedPods === undefined) return NOBODY;
  const { clock } = view;
  const named = Object.entries(status.disruptedPods);
  const waiting = new Map<string, string>();
  const forgotten: LivePod[] = [];
  let nextUs: number | undefined;
  for (const [name, since] of named.toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const pod = view.findPod(metadata?.namespace ?? "default", name);
    if (pod === undefined || !pods.has(pod) || pod.deletion !== undefined) continue;
    const expectedUs = (clock.momentOf(since) ?? 0) + DELETION_TIMEOUT_US;
    if (expectedUs < clock.nowUs) forgotten.push(pod);
    else {
      waiting.set(pod.name, since);
      nextUs = Math.min(nextUs ?? expectedUs, expectedUs);
    }
  }
  return { waiting, forgotten, nextUs };
}

/** Pods that are ready and will stay as far as anybody knows. */
export function countHealthy(
  { metadata }: PodDisruptionBudget,
  pods: SelectedPods,
  { waiting }: DisruptedPods,
  view: ControllerView,
): number {
  const { clock } = view;
  let healthy = pods.healthy;
  for (const [name, since] of waiting) {
    const pod = view.findPod(metadata?.namespace ?? "default", name);
    const isWaitedFor = (clock.momentOf(since) ?? 0) + DELETION_TIMEOUT_US > clock.nowUs;
    if (pod !== undefined && isWaitedFor && isHealthyPod(pod)) healthy -= 1;
  }
  return healthy;
}

export interface BudgetFigures {
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}

/** The status with these figures, or undefined if the budget has it already. */
export function statusWith(
  budget: PodDisruptionBudget,
  { currentHealthy, desiredHealthy, expectedPods }: BudgetFigures,
  disrupted: DisruptedPods,
  clock: ControllerClock,
): BudgetStatus | undefined {
  const { metadata, status = {} } = budget;
  const { generation } = metadata ?? {};
  const allowed = disruptionsAllowed(currentHealthy, desiredHealthy, expectedPods);
  const figures = { disruptionsAllowed: allowed, currentHealthy, desiredHealthy, expectedPods };
  const condition = conditionFor(allowed, generation);
  if (isUpToDate(status, figures, disrupted.waiting, condition)) return undefined;
  const next: WritableStatus = figures;
  if (generation !== undefined) next.observedGeneration = generation;
  if (disrupted.waiting.size > 0) next.disruptedPods = Object.fromEntries(disrupted.waiting);
  next.conditions = withCondition(status.conditions ?? [], condition, clock);
  return next;
}

type UntimedCondition = Omit<Condition, "lastTransitionTime">;

function conditionFor(allowed: number, generation: number | undefined): UntimedCondition {
  const status = allowed > 0 ? "True" : "False";
  const reason = allowed > 0 ? "SufficientPods" : "InsufficientPods";
  if (generation === undefined) return { type: CONDITION, status, reason, message: "" };
  return { type: CONDITION, status, reason, message: "", observedGeneration: generation };
}

function isUpToDate(
  status: BudgetStatus,
  figures: Required<Pick<BudgetStatus, "disruptionsAllowed" | keyof BudgetFigures>>,
  waiting: ReadonlyMap<string, string>,
  wanted: UntimedCondition,
): boolean {
  if (status.currentHealthy !== figures.currentHealthy || status.desiredHealthy !== figures.desiredHealthy)
    return false;
  if (status.expectedPods !== figures.expectedPods) return false;
  if (status.disruptionsAllowed !== figures.disruptionsAllowed) return false;
  if ((status.observedGeneration ?? 0) !== (wanted.observedGeneration ?? 0)) return false;
  if (status.disruptedPods !== undefined || waiting.size > 0) {
    const named = Object.entries(status.disruptedPods ?? {});
    if (named.length !== waiting.size || named.some(([name, since]) => waiting.get(name) !== since)) return false;
  }
  return (status.conditions ?? []).some(
    ({ type, status: holds, reason }) => type === CONDITION && holds === wanted.status && reason === wanted.reason,
  );
}

/** The time of a condition is that of its last change between true and false. */
function withCondition(
  conditions: readonly Condition[],
  wanted: UntimedCondition,
  clock: ControllerClock,
): readonly Condition[] {
  const at = conditions.findIndex(({ type }) => type === wanted.type);
  const existing = conditions[at];
  const since = existing?.status === wanted.status ? existing?.lastTransitionTime : undefined;
  const written = merged(wanted, { lastTransitionTime: since ?? clock.timestampAt(clock.nowUs) });
  return at === -1 ? [...conditions, written] : conditions.with(at, written);
}

/** The status that allows nothing, as nothing could be worked out. */
export function failedStatus(
  { status = {} }: PodDisruptionBudget,
  problem: string,
  clock: ControllerClock,
): BudgetStatus {
  const { observedGeneration } = status;
  const condition: UntimedCondition = {
    type: CONDITION,
    status: "False",
    reason: "SyncFailed",
    message: problem,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
  const figures = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
  const conditions = withCondition(status.conditions ?? [], condition, clock);
  return { ...figures, ...status, disruptionsAllowed: 0, conditions };
}

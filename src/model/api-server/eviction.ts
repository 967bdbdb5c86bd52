// Whether a pod may be evicted now, and what that takes from the budget that guards it.
// Imitates pkg/registry/core/pod/storage/eviction.go, v1.36. Conflicts and retries are the caller's.

import type { PodDisruptionBudget } from "../api/types/policy.ts";
import { isTerminalPhase } from "../ranking/pod-phase.ts";

type BudgetStatus = NonNullable<PodDisruptionBudget["status"]>;

/** Evicted pods that a budget's controller has not yet seen going, at the most. */
const DISRUPTED_PODS_MAX = 2_000;

/** What of a pod decides. */
export interface EvictedPod {
  readonly name: string;
  readonly phase: string;
  readonly isReady: boolean;
  readonly isDeleted: boolean;
}

export type EvictionDecision =
  /** No budget is asked: none selects the pod, or the pod does not count for one. */
  | { readonly kind: "evicted"; readonly because: "no-budget" | "not-disrupting" }
  /** The budget guards ready pods, and this one is not. */
  | { readonly kind: "evicted"; readonly because: "unhealthy" }
  /** The budget allows it, and its status is to be this. */
  | { readonly kind: "evicted"; readonly because: "allowed"; readonly budget: PodDisruptionBudget }
  | {
      readonly kind: "refused";
      readonly code: 403 | 429 | 500;
      readonly message: string;
      /** What else the answer says: the cause. */
      readonly cause?: string;
    };

/** `budgets` are those of the pod's namespace that select it; `timestamp` is the present moment as the API writes it. */
export function decideEviction(
  pod: EvictedPod,
  budgets: readonly PodDisruptionBudget[],
  timestamp: string,
): EvictionDecision {
  if (mayIgnoreBudgets(pod)) return { kind: "evicted", because: "not-disrupting" };
  if (budgets.length > 1) {
    const message = "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
    return { kind: "refused", code: 500, message };
  }
  const [budget] = budgets;
  if (budget === undefined) return { kind: "evicted", because: "no-budget" };
  if (!pod.isReady && mayEvictUnhealthy(budget)) return { kind: "evicted", because: "unhealthy" };
  return allowance(pod.name, budget, timestamp);
}

/** What is over, has not begun or is going disturbs nobody. */
function mayIgnoreBudgets({ phase, isDeleted }: EvictedPod): boolean {
  return isTerminalPhase(phase) || phase === "Pending" || isDeleted;
}

function mayEvictUnhealthy({ spec = {}, status }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = (status ?? {}) as Partial<BudgetStatus>;
  return currentHealthy >= desiredHealthy && desiredHealthy > 0;
}

function allowance(podName: string, budget: PodDisruptionBudget, timestamp: string): EvictionDecision {
  const status = (budget.status ?? {}) as Partial<BudgetStatus>;
  const { disruptionsAllowed = 0, disruptedPods = {} } = status;
  if ((status.observedGeneration ?? 0) < (budget.metadata?.generation ?? 0)) return notNow(budget);
  if (Object.keys(disruptedPods).length > DISRUPTED_PODS_MAX) {
    const message = "DisruptedPods map too big - too many evictions not confirmed by PDB controller";
    return { kind: "refused", code: 403, message: forbidden(budget, message) };
  }
  if (disruptionsAllowed < 0) {
    return { kind: "refused", code: 403, message: forbidden(budget, "pdb disruptions allowed is negative") };
  }
  if (disruptionsAllowed === 0) return violation(budget);
  const left = disruptionsAllowed - 1;
  const next = { ...status, disruptionsAllowed: left, disruptedPods: { ...disruptedPods, [podName]: timestamp } };
  const conditions = left === 0 ? { conditions: withoutAllowance(status, budget, timestamp) } : {};
  return {
    kind: "evicted",
    because: "allowed",
    budget: { ...budget, status: { ...next, ...conditions } },
  };
}

function forbidden({ metadata }: PodDisruptionBudget, message: string): string {
  return `poddisruptionbudget.policy "${metadata?.name}" is forbidden: ${message}`;
}

/** The budget has changed, and its controller has not seen that. */
function notNow({ metadata }: PodDisruptionBudget): EvictionDecision {
  return {
    kind: "refused",
    code: 429,
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    cause: `The disruption budget ${metadata?.name} is still being processed by the server.`,
  };
}

function violation({ metadata, status }: PodDisruptionBudget): EvictionDecision {
  const { currentHealthy = 0, desiredHealthy = 0, conditions = [] } = (status ?? {}) as Partial<BudgetStatus>;
  const name = metadata?.name ?? "";
  const condition = conditions.find(({ type }) => type === "DisruptionAllowed");
  const said = condition?.status === "False" ? (condition.message ?? "") : "";
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  return { kind: "refused", code: 429, message, cause: cause() };

  function cause(): string {
    if (said !== "" && condition?.reason === "SyncFailed") {
      return `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${said}`;
    }
    if (currentHealthy <= desiredHealthy) {
      return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
    }
    const also = said === "" ? "" : ` (${condition?.reason}): ${said}`;
    return `The disruption budget ${name} does not allow evicting pods currently${also}`;
  }
}

/** UpdateDisruptionAllowedCondition for a budget that allows nothing more. */
function withoutAllowance(
  { conditions }: Partial<BudgetStatus>,
  { metadata }: PodDisruptionBudget,
  timestamp: string,
): readonly object[] {
  const present = conditions ?? [];
  const old = present.find(({ type }) => type === "DisruptionAllowed");
  const generation = metadata?.generation;
  const condition = {
    type: "DisruptionAllowed",
    status: "False",
    reason: "InsufficientPods",
    message: "",
    lastTransitionTime: old?.status === "False" ? old.lastTransitionTime : timestamp,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  return [...present.filter(({ type }) => type !== "DisruptionAllowed"), condition];
}

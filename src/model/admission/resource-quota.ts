// ResourceQuota: whether the quotas of a namespace leave room for a new object, and what they are used to afterwards.
// What the object would take is worked out once, and can then be asked of the quotas again and again as their use goes up
// and down: pods of one template differ in nothing that a quota sees.
// Imitates staging apiserver pkg/admission/plugin/resourcequota/controller.go (CheckRequest) and
// pkg/quota/v1/resources.go, v1.36, for objects that are created and without limited resources by configuration.

import type { ResourceQuota } from "../api/types/quota.ts";
import { canonicalText } from "../quantity/canonical-text.ts";
import { compareQuantities, isNegative, isZero, quantityOfUnits } from "../quantity/quantity.ts";
import { sumOfQuantities } from "../quantity/quantity-arithmetic.ts";
import { readResourceList, type ResourceList } from "../resource-list.ts";
import { byNamespace } from "./by-namespace.ts";
import type { QuotaEvaluator } from "./quota-evaluator.ts";
import { scopesOf, scopeText, type QuotaScope } from "./quota-scopes.ts";
import { refusal, type NamedByMetadata, type Refusal } from "./refusal.ts";

/** A quota as it is enforced. */
export interface EnforcedQuota {
  readonly name: string;
  readonly scopes: readonly QuotaScope[];
  readonly hard: ResourceList;
  /** What is taken already; a resource that nobody has counted yet is absent. */
  readonly used: ResourceList;
}

/** What an object would take of one quota. */
export interface QuotaCharge {
  /** Place of the quota among those of its namespace. */
  readonly quota: number;
  /** By resource; never empty, and never zero. */
  readonly requested: ResourceList;
}

export type QuotaDemand = { readonly kind: "demand"; readonly charges: readonly QuotaCharge[] } | Refusal;

export type QuotaDecision =
  | {
      readonly kind: "allowed";
      /** What each quota is used to afterwards, in the order in which they were given. */
      readonly used: readonly ResourceList[];
    }
  | Refusal;

/** The quota by what its status says, which is what the server enforces. */
export function enforcedQuota({ metadata = {}, spec = {}, status = {} }: ResourceQuota): EnforcedQuota {
  return {
    name: metadata.name ?? "",
    scopes: scopesOf(spec),
    hard: readResourceList(status.hard),
    used: readResourceList(status.used),
  };
}

/** The quotas of each namespace by what their specifications say, with nothing used yet. */
export function unusedQuotas(quotas: readonly ResourceQuota[]): ReadonlyMap<string, readonly EnforcedQuota[]> {
  return new Map([...byNamespace(quotas)].map(([namespace, some]) => [namespace, some.map(unusedQuota)]));
}

function unusedQuota({ metadata = {}, spec = {} }: ResourceQuota): EnforcedQuota {
  const hard = readResourceList(spec.hard);
  const used = new Map([...hard.keys()].map((name) => [name, NOTHING_USED]));
  return { name: metadata.name ?? "", scopes: scopesOf(spec), hard, used };
}

const NOTHING_USED = quantityOfUnits(0n, "DecimalSI");

/** Whether all quotas have room for the object; `nowUs` is the time since 1970. */
export function admitByQuotas<Value extends NamedByMetadata>(
  object: Value,
  evaluator: QuotaEvaluator<Value>,
  quotas: readonly EnforcedQuota[],
  nowUs: number,
): QuotaDecision {
  const demand = quotaDemand(object, evaluator, quotas, nowUs);
  return demand.kind === "refused" ? demand : meetDemand(object, evaluator.resource, demand.charges, quotas);
}

/** What the object would take of each quota that is about it, or why none of them would have it at any time. */
export function quotaDemand<Value extends NamedByMetadata>(
  object: Value,
  evaluator: QuotaEvaluator<Value>,
  quotas: readonly EnforcedQuota[],
  nowUs: number,
): QuotaDemand {
  const concerned: number[] = [];
  for (const [index, quota] of quotas.entries()) {
    const concern = concernOf(object, evaluator, quota);
    if (concern.kind === "refused") return concern;
    if (concern.kind === "concerned") concerned.push(index);
  }
  const usage = evaluator.usage(object, nowUs);
  const negative = [...usage].filter(([, amount]) => isNegative(amount)).map(([name]) => name);
  if (negative.length > 0) {
    return refusal(evaluator.resource, object, `quota usage is negative for resource(s): ${listed(negative)}`);
  }
  return { kind: "demand", charges: concerned.flatMap((index) => chargeOf(index, usage, quotas[index]!)) };
}

type Concern = { readonly kind: "concerned" } | { readonly kind: "unconcerned" } | Refusal;

const CONCERNED: Concern = Object.freeze({ kind: "concerned" });
const UNCONCERNED: Concern = Object.freeze({ kind: "unconcerned" });

/** Whether the quota is about the object. */
function concernOf<Value extends NamedByMetadata>(
  object: Value,
  evaluator: QuotaEvaluator<Value>,
  quota: EnforcedQuota,
): Concern {
  let inAllScopes = true;
  for (const scope of quota.scopes) {
    const match = evaluator.matchScope(object, scope);
    if (match.kind === "undecidable") return { kind: "refused", message: undecidedText(quota, scope, match.message) };
    inAllScopes &&= match.kind === "in";
  }
  const resources = evaluator.matchingResources([...quota.hard.keys()]);
  if (!inAllScopes || resources.length === 0) return UNCONCERNED;
  const problem = evaluator.constraintProblem(object, resources);
  if (problem !== undefined) return refusal(evaluator.resource, object, `failed quota: ${quota.name}: ${problem}`);
  if (resources.every((name) => quota.used.has(name))) return CONCERNED;
  const why = `status unknown for quota: ${quota.name}, resources: ${listed(resources)}`;
  return refusal(evaluator.resource, object, why);
}

function undecidedText({ name }: EnforcedQuota, scope: QuotaScope, why: string): string {
  return `error matching scopes of quota ${name}, err: error on matching scope ${scopeText(scope)}: ${why}`;
}

/** What an object that is there takes of each quota that is about it, whatever the quotas would say of a new one. */
export function quotaCharges<Value extends NamedByMetadata>(
  object: Value,
  evaluator: QuotaEvaluator<Value>,
  quotas: readonly EnforcedQuota[],
  nowUs: number,
): readonly QuotaCharge[] {
  const usage = evaluator.usage(object, nowUs);
  return quotas.flatMap((quota, index) => {
    const isConcerned = quota.scopes.every((scope) => evaluator.matchScope(object, scope).kind === "in");
    return isConcerned ? chargeOf(index, usage, quota) : [];
  });
}

/** A quota that would not be used more is left alone. */
function chargeOf(index: number, usage: ResourceList, { hard }: EnforcedQuota): readonly QuotaCharge[] {
  const requested = new Map([...usage].filter(([name, amount]) => hard.has(name) && !isZero(amount)));
  return requested.size === 0 ? [] : [{ quota: index, requested }];
}

/** Whether the quotas, as they are used now, have room for what the object takes of each. */
export function meetDemand(
  object: NamedByMetadata,
  resource: string,
  charges: readonly QuotaCharge[],
  quotas: readonly EnforcedQuota[],
): QuotaDecision {
  const used = quotas.map((quota) => quota.used);
  for (const { quota: index, requested } of charges) {
    const quota = quotas[index]!;
    const after = new Map(quota.used);
    const exceeded = new Set<string>();
    for (const [name, amount] of requested) {
      const before = quota.used.get(name);
      const sum = before === undefined ? amount : sumOfQuantities(before, amount);
      after.set(name, sum);
      if (compareQuantities(sum, quota.hard.get(name)!) > 0) exceeded.add(name);
    }
    if (exceeded.size > 0) return refusal(resource, object, exceededText(quota, requested, exceeded));
    used[index] = after;
  }
  return { kind: "allowed", used };
}

function exceededText(quota: EnforcedQuota, requested: ResourceList, exceeded: ReadonlySet<string>): string {
  const [wanted, used, hard] = [requested, quota.used, quota.hard].map((list) => amountsText(list, exceeded));
  return `exceeded quota: ${quota.name}, requested: ${wanted}, used: ${used}, limited: ${hard}`;
}

function amountsText(list: ResourceList, names: ReadonlySet<string>): string {
  const told = [...list].filter(([name]) => names.has(name)).sort(([left], [right]) => (left < right ? -1 : 1));
  return told.map(([name, amount]) => `${name}=${canonicalText(amount)}`).join(",");
}

function listed(names: readonly string[]): string {
  return names.toSorted().join(",");
}

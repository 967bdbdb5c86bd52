// What a ResourceQuota says after its controller has counted all objects of its namespace anew.
// Imitates CalculateUsage of staging apiserver pkg/quota/v1/resources.go and syncResourceQuota of
// pkg/controller/resourcequota/resource_quota_controller.go, v1.36.

import type { ResourceQuota } from "../api/types/quota.ts";
import { compareQuantities, quantityOfUnits, type Quantity } from "../quantity/quantity.ts";
import { productOfQuantity } from "../quantity/quantity-arithmetic.ts";
import { addResources, readResourceList, writtenResourceList, type ResourceList } from "../resource-list.ts";
import type { QuotaEvaluator } from "./quota-evaluator.ts";
import { scopesOf } from "./quota-scopes.ts";
import type { NamedByMetadata } from "./refusal.ts";

/** So many objects that a quota cannot tell apart. */
export interface AlikeObjects<Value extends NamedByMetadata> {
  readonly object: Value;
  readonly count: number;
  /** What each of them takes. */
  readonly usage: ResourceList;
}

/** Objects of one kind in the quota's namespace. */
export interface CountedKind<Value extends NamedByMetadata> {
  readonly evaluator: QuotaEvaluator<Value>;
  /** Asked for only if the quota is about the kind. */
  readonly objects: () => Iterable<AlikeObjects<Value>>;
}

type QuotaStatus = NonNullable<ResourceQuota["status"]>;

const NOTHING: Quantity = quantityOfUnits(0n, "DecimalSI");

/** The status as it is to be; undefined: as it is. */
export function recountedStatus(
  { spec = {}, status }: ResourceQuota,
  kinds: readonly CountedKind<NamedByMetadata>[],
): QuotaStatus | undefined {
  const hard = readResourceList(spec.hard);
  const before = readResourceList(status?.used);
  const counted = countedUsage(hard, scopesOf(spec), kinds);
  const used = new Map([...before, ...counted].filter(([name]) => hard.has(name)));
  const isSame = areEqual(hard, readResourceList(status?.hard)) && areEqual(used, before);
  if (status?.hard !== undefined && status.used !== undefined && isSame) return undefined;
  return { hard: spec.hard ?? {}, used: writtenResourceList(used) };
}

function countedUsage(
  hard: ResourceList,
  scopes: ReturnType<typeof scopesOf>,
  kinds: readonly CountedKind<NamedByMetadata>[],
): ResourceList {
  const total = new Map<string, Quantity>();
  for (const { evaluator, objects } of kinds) {
    const names = evaluator.matchingResources([...hard.keys()]);
    if (names.length === 0) continue;
    for (const name of names) if (!total.has(name)) total.set(name, NOTHING);
    for (const { object, count, usage } of objects()) {
      if (!scopes.every((scope) => evaluator.matchScope(object, scope).kind === "in")) continue;
      const taken = [...usage].filter(([name]) => names.includes(name));
      addResources(total, new Map(taken.map(([name, amount]) => [name, timesOf(amount, count)])));
    }
  }
  return total;
}

function timesOf(amount: Quantity, count: number): Quantity {
  return count === 1 ? amount : productOfQuantity(amount, BigInt(count)).product;
}

function areEqual(left: ResourceList, right: ResourceList): boolean {
  return (
    left.size === right.size &&
    [...left].every(([name, amount]) => {
      const other = right.get(name);
      return other !== undefined && compareQuantities(amount, other) === 0;
    })
  );
}

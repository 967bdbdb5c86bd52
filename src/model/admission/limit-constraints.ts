// One bound of a LimitRange on one resource: the least, the most, and the largest limit for a request.
// Imitates plugin/pkg/admission/limitranger/admission.go (minConstraint, maxConstraint, limitRequestRatioConstraint), v1.36.

import { sixDecimals } from "../go-float-text.ts";
import { canonicalText } from "../quantity/canonical-text.ts";
import { INT64_MAX } from "../quantity/int64.ts";
import { ZERO_QUANTITY, type Quantity } from "../quantity/quantity.ts";
import { exactMilli, exactUnits } from "../quantity/whole-units.ts";
import type { ResourceList } from "../resource-list.ts";

/** What a container or pod asks for and is limited to. */
export interface BoundedAmounts {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

/** Says what is wrong with the amounts of resource `name` under `bound`, if anything; `type` is the LimitRange's word. */
export type LimitConstraint = (
  type: string,
  name: string,
  bound: Quantity,
  amounts: BoundedAmounts,
) => string | undefined;

export const minimumProblem: LimitConstraint = (type, name, bound, { requests, limits }) => {
  const request = requests.get(name);
  const limit = limits.get(name);
  const compared = atOnePrecision(bound, request, limit);
  const rule = `minimum ${name} usage per ${type} is ${canonicalText(bound)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (compared.request < compared.bound) return `${rule}, but request is ${canonicalText(request)}`;
  if (limit === undefined || compared.limit >= compared.bound) return undefined;
  return `${rule}, but limit is ${canonicalText(limit)}`;
};

export const maximumProblem: LimitConstraint = (type, name, bound, { requests, limits }) => {
  const request = requests.get(name);
  const limit = limits.get(name);
  const compared = atOnePrecision(bound, request, limit);
  const rule = `maximum ${name} usage per ${type} is ${canonicalText(bound)}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (compared.limit > compared.bound) return `${rule}, but limit is ${canonicalText(limit)}`;
  if (request === undefined || compared.request <= compared.bound) return undefined;
  return `${rule}, but request is ${canonicalText(request)}`;
};

/** The most that may be requested where there are no limits, as in claims. */
export const maximumRequestProblem: LimitConstraint = (type, name, bound, { requests }) => {
  const request = requests.get(name);
  const compared = atOnePrecision(bound, request);
  const rule = `maximum ${name} usage per ${type} is ${canonicalText(bound)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  return compared.request > compared.bound ? `${rule}, but request is ${canonicalText(request)}` : undefined;
};

export const ratioProblem: LimitConstraint = (type, name, bound, { requests, limits }) => {
  const { request, limit } = atOnePrecision(bound, requests.get(name), limits.get(name));
  const rule = `${name} max limit to request ratio per ${type} is ${canonicalText(bound)}`;
  if (request === 0n) return `${rule}, but no request is specified or request is 0`;
  if (limit === 0n) return `${rule}, but no limit is specified or limit is 0`;
  const ratio = Number(limit) / Number(request);
  return isBeyond(ratio, bound) ? `${rule}, but provided ratio is ${sixDecimals(ratio)}` : undefined;
};

function isBeyond(ratio: number, bound: Quantity): boolean {
  const units = exactUnits(bound);
  return units <= MAX_MILLI_UNITS ? ratio * 1000 > Number(exactMilli(bound)) : ratio > Number(units);
}

/** Above as many units, thousandths do not fit in 64 bits. */
const MAX_MILLI_UNITS = INT64_MAX / 1000n;

interface ComparedAmounts {
  readonly request: bigint;
  readonly limit: bigint;
  readonly bound: bigint;
}

/** Thousandths where all three fit, else whole units; what is absent is zero. */
function atOnePrecision(
  bound: Quantity,
  request: Quantity = ZERO_QUANTITY,
  limit: Quantity = ZERO_QUANTITY,
): ComparedAmounts {
  const units = { request: exactUnits(request), limit: exactUnits(limit), bound: exactUnits(bound) };
  const fits = units.request <= MAX_MILLI_UNITS && units.limit <= MAX_MILLI_UNITS && units.bound <= MAX_MILLI_UNITS;
  return fits ? { request: exactMilli(request), limit: exactMilli(limit), bound: exactMilli(bound) } : units;
}

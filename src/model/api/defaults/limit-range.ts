// Defaults of limit ranges: amounts that are missing follow from those that are there.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem), v1.36.

import type { Draft } from "../api-type.ts";
import type { LimitRange, LimitRangeItem } from "../types/quota.ts";
import { roundResourceList } from "./resource-list.ts";

type Amounts = Record<string, string>;

export function applyLimitRangeDefaults({ spec }: Draft<LimitRange>): void {
  for (const item of spec?.limits ?? []) {
    if (item.type === "Container") completeContainerItem(item);
    roundResourceList(item.max);
    roundResourceList(item.min);
    roundResourceList(item.default);
    roundResourceList(item.defaultRequest);
    roundResourceList(item.maxLimitRequestRatio);
  }
}

/** Limits are the most, requests are the limits, and else the least. */
function completeContainerItem(item: Draft<LimitRangeItem>): void {
  const limits = (item.default ??= {});
  const requests = (item.defaultRequest ??= {});
  addMissing(limits, item.max);
  addMissing(requests, limits);
  addMissing(requests, item.min);
}

function addMissing(amounts: Amounts, from: Readonly<Amounts> = {}): void {
  for (const [name, amount] of Object.entries(from)) {
    if (!Object.hasOwn(amounts, name)) amounts[name] = amount;
  }
}

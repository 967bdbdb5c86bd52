// What kubectl prints of quotas that allow more to be requested than they allow as limits.
// Imitates pkg/registry/core/resourcequota/strategy.go (WarningsOnCreate), v1.36.

import { canonicalText } from "../../quantity/canonical-text.ts";
import { compareQuantities } from "../../quantity/quantity.ts";
import type { ResourceQuota } from "../types/quota.ts";
import { amountOf } from "../validation/quantities.ts";

const RESOURCES: readonly string[] = Object.freeze(["cpu", "memory", "storage", "ephemeral-storage"]);
/** Their bare names mean requests, too. */
const BARE_RESOURCES: ReadonlySet<string> = new Set(["cpu", "memory"]);

export function resourceQuotaWarnings({ spec }: ResourceQuota): readonly string[] {
  const hard = new Map(Object.entries(spec?.hard ?? {}));
  return RESOURCES.flatMap((resource) => {
    const limitName = `limits.${resource}`;
    const requestName =
      BARE_RESOURCES.has(resource) && !hard.has(`requests.${resource}`) ? resource : `requests.${resource}`;
    if (!hard.has(limitName) || !hard.has(requestName)) return [];
    const request = amountOf(hard.get(requestName));
    const limit = amountOf(hard.get(limitName));
    if (compareQuantities(request, limit) <= 0) return [];
    const amounts = [`${requestName} (${canonicalText(request)})`, `${limitName} (${canonicalText(limit)})`] as const;
    return [`ResourceQuota ${amounts[0]} should be less than ${amounts[1]}`];
  });
}

// Limit ranges. Imitates pkg/registry/core/limitrange/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyLimitRangeDefaults } from "../defaults/limit-range.ts";
import { LIMIT_RANGE, type LimitRange } from "../types/quota.ts";
import { validateLimitRange } from "../validation/limit-range.ts";

export const LIMIT_RANGE_KIND = apiKind<LimitRange>({
  apiVersion: "v1",
  kind: "LimitRange",
  namespaced: true,
  type: LIMIT_RANGE,
  source: "pkg/registry/core/limitrange/strategy.go",
  applyDefaults: applyLimitRangeDefaults,
  /** One without a name gets a random one: here its identity, which is as random. */
  prepareForCreate({ metadata }) {
    if (metadata?.uid !== undefined) metadata.name ??= metadata.uid;
  },
  validate: validateLimitRange,
});

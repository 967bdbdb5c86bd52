// Resource quotas. Imitates pkg/registry/core/resourcequota/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { roundResourceList } from "../defaults/resource-list.ts";
import { keepStatus } from "../generation.ts";
import { RESOURCE_QUOTA, type ResourceQuota } from "../types/quota.ts";
import { validateResourceQuota, validateResourceQuotaUpdate } from "../validation/resource-quota.ts";
import { resourceQuotaWarnings } from "../warnings/resource-quota.ts";

export const RESOURCE_QUOTA_KIND = apiKind<ResourceQuota>({
  apiVersion: "v1",
  kind: "ResourceQuota",
  namespaced: true,
  type: RESOURCE_QUOTA,
  source: "pkg/registry/core/resourcequota/strategy.go",
  applyDefaults({ spec, status }) {
    roundResourceList(spec?.hard);
    roundResourceList(status?.hard);
    roundResourceList(status?.used);
  },
  prepareForCreate(quota) {
    delete quota.status;
  },
  validate: validateResourceQuota,
  warningsOnCreate: resourceQuotaWarnings,
  prepareForUpdate: keepStatus,
  validateUpdate: validateResourceQuotaUpdate,
});

// Claims to devices. Imitates pkg/registry/resource/resourceclaim/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyResourceClaimSpecDefaults } from "../defaults/resource-claim.ts";
import { RESOURCE_CLAIM, type ResourceClaim } from "../types/resource-claim.ts";
import { validateResourceClaim, validateResourceClaimUpdate } from "../validation/resource-claim.ts";

export const RESOURCE_CLAIM_KIND = apiKind<ResourceClaim>({
  apiVersion: "resource.k8s.io/v1",
  kind: "ResourceClaim",
  namespaced: true,
  type: RESOURCE_CLAIM,
  source: "pkg/registry/resource/resourceclaim/strategy.go",
  applyDefaults({ spec }) {
    applyResourceClaimSpecDefaults(spec);
  },
  prepareForCreate(claim) {
    delete claim.status;
  },
  validate: validateResourceClaim,
  validateUpdate: validateResourceClaimUpdate,
});

// Templates of claims to devices. Imitates pkg/registry/resource/resourceclaimtemplate/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyResourceClaimSpecDefaults } from "../defaults/resource-claim.ts";
import { RESOURCE_CLAIM_TEMPLATE, type ResourceClaimTemplate } from "../types/resource-claim.ts";
import { validateResourceClaimTemplate } from "../validation/resource-claim.ts";

export const RESOURCE_CLAIM_TEMPLATE_KIND = apiKind<ResourceClaimTemplate>({
  apiVersion: "resource.k8s.io/v1",
  kind: "ResourceClaimTemplate",
  namespaced: true,
  type: RESOURCE_CLAIM_TEMPLATE,
  source: "pkg/registry/resource/resourceclaimtemplate/strategy.go",
  applyDefaults({ spec }) {
    applyResourceClaimSpecDefaults(spec?.spec);
  },
  prepareForCreate() {},
  validate: validateResourceClaimTemplate,
});

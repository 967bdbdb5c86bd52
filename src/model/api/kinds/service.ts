// Services. Imitates pkg/registry/core/service/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { allocateServiceFields, applyServiceDefaults } from "../defaults/service.ts";
import { keepStatus } from "../generation.ts";
import { dropTypeDependentFields } from "../service-type-change.ts";
import { SERVICE, type Service } from "../types/service.ts";
import { validateService, validateServiceUpdate } from "../validation/service.ts";
import { serviceWarnings } from "../warnings/service.ts";

export const SERVICE_KIND = apiKind<Service>({
  apiVersion: "v1",
  kind: "Service",
  namespaced: true,
  type: SERVICE,
  source: "pkg/registry/core/service/strategy.go",
  applyDefaults: applyServiceDefaults,
  allocate: allocateServiceFields,
  prepareForCreate(service) {
    delete service.status;
  },
  validate: validateService,
  warningsOnCreate: serviceWarnings,
  prepareForUpdate(service, old) {
    keepStatus(service, old);
    dropTypeDependentFields(service, old);
  },
  validateUpdate: validateServiceUpdate,
  warningsOnUpdate: serviceWarnings,
});

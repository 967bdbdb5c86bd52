// CSI drivers. Imitates pkg/registry/storage/csidriver/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { applyCsiDriverDefaults } from "../defaults/storage.ts";
import { nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { CSI_DRIVER, CSI_DRIVER_SPEC, type CsiDriver, type CsiDriverSpec } from "../types/storage.ts";
import { validateCsiDriver, validateCsiDriverUpdate } from "../validation/csi-driver.ts";

const TOKEN_REQUESTS = CSI_DRIVER_SPEC.table.tokenRequests;
const USE_SECRETS =
  "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible " +
  "logging of tokens in volume attributes";

export const CSI_DRIVER_KIND = apiKind<CsiDriver>({
  apiVersion: "storage.k8s.io/v1",
  kind: "CSIDriver",
  namespaced: false,
  type: CSI_DRIVER,
  source: "pkg/registry/storage/csidriver/strategy.go",
  applyDefaults: applyCsiDriverDefaults,
  prepareForCreate(driver) {
    dropClosedFields(driver, {});
  },
  validate: validateCsiDriver,
  warningsOnCreate: ({ spec = {} }) => tokenWarnings(spec),
  prepareForUpdate(driver, old) {
    dropClosedFields(driver, old);
    if (!areSemanticallyEqual(driver.spec ?? {}, old.spec ?? {}, CSI_DRIVER_SPEC)) nextGeneration(driver, old);
  },
  validateUpdate: validateCsiDriverUpdate,
  warningsOnUpdate({ spec = {} }, old) {
    const isSame = areSemanticallyEqual(spec.tokenRequests, old.spec?.tokenRequests, TOKEN_REQUESTS);
    return isSame ? [] : tokenWarnings(spec);
  },
});

/** The gate VolumeLimitScaling is closed by default; what is stored stays. */
function dropClosedFields({ spec }: Draft<CsiDriver>, old: CsiDriver): void {
  if (old.spec?.preventPodSchedulingIfMissing === undefined) delete spec?.preventPodSchedulingIfMissing;
}

/** About tokens that are handed over in the open. */
function tokenWarnings({ tokenRequests = [], serviceAccountTokenInSecrets }: CsiDriverSpec): readonly string[] {
  return tokenRequests.length > 0 && serviceAccountTokenInSecrets === undefined ? [USE_SECRETS] : [];
}

// Leases. Imitates pkg/registry/coordination/lease/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { LEASE, type Lease } from "../types/policy.ts";
import { validateLease, validateLeaseUpdate } from "../validation/lease.ts";

export const LEASE_KIND = apiKind<Lease>({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  namespaced: true,
  type: LEASE,
  source: "pkg/registry/coordination/lease/strategy.go",
  applyDefaults: () => undefined,
  /** Leaders that are chosen by a strategy are a feature that is off. */
  prepareForCreate({ spec }) {
    delete spec?.strategy;
    delete spec?.preferredHolder;
  },
  validate: validateLease,
  prepareForUpdate({ spec }, old) {
    if (old.spec?.strategy === undefined) delete spec?.strategy;
    if (old.spec?.preferredHolder === undefined) delete spec?.preferredHolder;
  },
  validateUpdate: validateLeaseUpdate,
});

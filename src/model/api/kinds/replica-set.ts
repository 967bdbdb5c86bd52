// ReplicaSets. Imitates pkg/registry/apps/replicaset/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyReplicaSetDefaults } from "../defaults/apps.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { REPLICA_SET, REPLICA_SET_SPEC, type ReplicaSet } from "../types/workload.ts";
import { validateReplicaSet, validateReplicaSetUpdate } from "../validation/replica-set.ts";
import { podTemplateWarnings } from "../warnings/pod-template.ts";
import { hostnameWarnings } from "../warnings/workload.ts";

const TEMPLATE = FieldPath.root("spec").child("template");

export const REPLICA_SET_KIND = apiKind<ReplicaSet>({
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  namespaced: true,
  type: REPLICA_SET,
  source: "pkg/registry/apps/replicaset/strategy.go",
  applyDefaults: applyReplicaSetDefaults,
  prepareForCreate: (replicaSet) => {
    beginGenerations(replicaSet);
    dropDisabledPodFields(replicaSet.spec?.template?.spec ?? {});
  },
  validate: validateReplicaSet,
  warningsOnCreate: ({ metadata, spec }) => [
    ...hostnameWarnings(metadata),
    ...podTemplateWarnings(spec?.template ?? {}, TEMPLATE),
  ],
  prepareForUpdate: (replicaSet, old) => {
    keepStatus(replicaSet, old);
    dropDisabledPodFields(replicaSet.spec?.template?.spec ?? {});
    if (!areSemanticallyEqual(replicaSet.spec, old.spec, REPLICA_SET_SPEC)) nextGeneration(replicaSet, old);
  },
  validateUpdate: validateReplicaSetUpdate,
  warningsOnUpdate: ({ metadata, spec }, old) =>
    metadata?.generation === old.metadata?.generation ? [] : podTemplateWarnings(spec?.template ?? {}, TEMPLATE),
});

// StatefulSets. Imitates pkg/registry/apps/statefulset/strategy.go and pkg/apis/apps/v1/conversion.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { applyStatefulSetDefaults } from "../defaults/apps.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { STATEFUL_SET, STATEFUL_SET_SPEC, type StatefulSet, type StatefulSetSpec } from "../types/workload.ts";
import { validateStatefulSet, validateStatefulSetUpdate } from "../validation/stateful-set.ts";
import { persistentVolumeClaimSpecWarnings } from "../warnings/persistent-volume-claim.ts";
import { podTemplateWarnings } from "../warnings/pod-template.ts";
import { revisionHistoryWarnings } from "../warnings/workload.ts";

const TEMPLATE = FieldPath.root("spec").child("template");
const MAX_UNAVAILABLE_GATE = "MaxUnavailableStatefulSet";
const CLAIM_TEMPLATES = FieldPath.root("spec").child("volumeClaimTemplates");

export const STATEFUL_SET_KIND = apiKind<StatefulSet>({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  namespaced: true,
  type: STATEFUL_SET,
  source: "pkg/registry/apps/statefulset/strategy.go",
  applyDefaults: applyStatefulSetDefaults,
  convert: nameClaimTypes,
  prepareForCreate: (statefulSet, gates) => {
    beginGenerations(statefulSet);
    if (gates?.get(MAX_UNAVAILABLE_GATE) !== true) dropMaxUnavailable(statefulSet);
    dropDisabledPodFields(statefulSet.spec?.template?.spec ?? {});
  },
  validate: validateStatefulSet,
  warningsOnCreate: ({ spec = {} }) => [
    ...podTemplateWarnings(spec.template ?? {}, TEMPLATE),
    ...claimWarnings(spec, (index) => CLAIM_TEMPLATES.index(index)),
    ...revisionHistoryWarnings(spec.revisionHistoryLimit),
  ],
  prepareForUpdate: (statefulSet, old, gates) => {
    keepStatus(statefulSet, old);
    dropDisabledPodFields(statefulSet.spec?.template?.spec ?? {});
    const isKept = old.spec?.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined;
    if (!isKept && gates?.get(MAX_UNAVAILABLE_GATE) !== true) dropMaxUnavailable(statefulSet);
    if (!areSemanticallyEqual(statefulSet.spec, old.spec, STATEFUL_SET_SPEC)) nextGeneration(statefulSet, old);
  },
  validateUpdate: validateStatefulSetUpdate,
  warningsOnUpdate: ({ metadata, spec = {} }, old) => [
    ...(metadata?.generation === old.metadata?.generation ? [] : podTemplateWarnings(spec.template ?? {}, TEMPLATE)),
    ...claimWarnings(spec, (index) => CLAIM_TEMPLATES.index(index).child("Spec")),
    ...revisionHistoryWarnings(spec.revisionHistoryLimit),
  ],
});

function claimWarnings(
  { volumeClaimTemplates = [] }: StatefulSetSpec,
  pathOf: (index: number) => FieldPath,
): readonly string[] {
  return volumeClaimTemplates.flatMap(({ spec = {} }, index) => persistentVolumeClaimSpecWarnings(spec, pathOf(index)));
}

/** The server writes what the templates are, whatever the user wrote. */
function nameClaimTypes({ spec }: Draft<StatefulSet>): undefined {
  for (const template of spec?.volumeClaimTemplates ?? []) {
    template.apiVersion = "v1";
    template.kind = "PersistentVolumeClaim";
  }
}

/** The gate is closed by default. */
function dropMaxUnavailable({ spec }: Draft<StatefulSet>): void {
  delete spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
}

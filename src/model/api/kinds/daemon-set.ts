// DaemonSets. Imitates pkg/registry/apps/daemonset/strategy.go and pkg/apis/apps/v1/conversion.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import type { DecodeProblem } from "../decode.ts";
import { applyDaemonSetDefaults } from "../defaults/apps.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { annotatedNumber, annotateNumber, annotationProblem, TEMPLATE_GENERATION } from "../number-annotations.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { POD_TEMPLATE_SPEC } from "../types/pod.ts";
import { DAEMON_SET, DAEMON_SET_SPEC, type DaemonSet } from "../types/workload.ts";
import { validateDaemonSet, validateDaemonSetUpdate } from "../validation/daemon-set.ts";
import { podTemplateWarnings } from "../warnings/pod-template.ts";

const TEMPLATE = FieldPath.root("spec").child("template");

export const DAEMON_SET_KIND = apiKind<DaemonSet>({
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  namespaced: true,
  type: DAEMON_SET,
  source: "pkg/registry/apps/daemonset/strategy.go",
  applyDefaults: applyDaemonSetDefaults,
  convert: convertDaemonSet,
  prepareForCreate: (daemonSet) => {
    beginGenerations(daemonSet);
    dropDisabledPodFields(daemonSet.spec?.template?.spec ?? {});
    const generation = templateGeneration(daemonSet);
    annotateNumber(daemonSet, TEMPLATE_GENERATION, generation < 1n ? 1n : generation);
  },
  validate: validateDaemonSet,
  warningsOnCreate: ({ spec }) => podTemplateWarnings(spec?.template ?? {}, TEMPLATE),
  prepareForUpdate: countGenerations,
  validateUpdate: validateDaemonSetUpdate,
  warningsOnUpdate: (daemonSet, old) =>
    templateGeneration(daemonSet) === templateGeneration(old)
      ? []
      : podTemplateWarnings(daemonSet.spec?.template ?? {}, TEMPLATE),
});

function templateGeneration({ metadata }: DaemonSet): bigint {
  return annotatedNumber(metadata, TEMPLATE_GENERATION) ?? 0n;
}

/** Parameters of a rolling update that is not to happen are zeros. */
function convertDaemonSet(daemonSet: Draft<DaemonSet>): DecodeProblem | undefined {
  const rollingUpdate = daemonSet.spec?.updateStrategy?.rollingUpdate;
  if (rollingUpdate !== undefined) {
    rollingUpdate.maxUnavailable ??= 0;
    rollingUpdate.maxSurge ??= 0;
  }
  const { metadata } = daemonSet;
  if (metadata?.annotations?.[TEMPLATE_GENERATION] === undefined) return undefined;
  const generation = annotatedNumber(metadata, TEMPLATE_GENERATION);
  if (generation === undefined) return annotationProblem(metadata, TEMPLATE_GENERATION);
  annotateNumber(daemonSet, TEMPLATE_GENERATION, generation);
  return undefined;
}

/** What the user writes of the template's generation is forgotten; it is an int64 to the server. */
function countGenerations(daemonSet: Draft<DaemonSet>, old: DaemonSet): void {
  keepStatus(daemonSet, old);
  dropDisabledPodFields(daemonSet.spec?.template?.spec ?? {});
  const { spec = {} } = daemonSet;
  const isSameTemplate = areSemanticallyEqual(spec.template ?? {}, old.spec?.template ?? {}, POD_TEMPLATE_SPEC);
  const generation = templateGeneration(old);
  annotateNumber(daemonSet, TEMPLATE_GENERATION, isSameTemplate ? generation : BigInt.asIntN(64, generation + 1n));
  if (!areSemanticallyEqual(spec, old.spec ?? {}, DAEMON_SET_SPEC)) nextGeneration(daemonSet, old);
}

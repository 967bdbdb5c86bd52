// Deployments. Imitates pkg/registry/apps/deployment/strategy.go and pkg/apis/apps/v1/conversion.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { STRING_MAP, type Draft } from "../api-type.ts";
import type { DecodeProblem } from "../decode.ts";
import { applyDeploymentDefaults } from "../defaults/apps.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { annotatedNumber, annotateNumber, annotationProblem, ROLLBACK_TO } from "../number-annotations.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { DEPLOYMENT, DEPLOYMENT_SPEC, type Deployment } from "../types/workload.ts";
import { validateDeployment, validateDeploymentUpdate } from "../validation/deployment.ts";
import { podTemplateWarnings } from "../warnings/pod-template.ts";
import { hostnameWarnings } from "../warnings/workload.ts";

const TEMPLATE = FieldPath.root("spec").child("template");

export const DEPLOYMENT_KIND = apiKind<Deployment>({
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespaced: true,
  type: DEPLOYMENT,
  source: "pkg/registry/apps/deployment/strategy.go",
  applyDefaults: applyDeploymentDefaults,
  convert: convertRollback,
  prepareForCreate: (deployment) => {
    beginGenerations(deployment);
    dropEmptyRollback(deployment);
    dropDisabledPodFields(deployment.spec?.template?.spec ?? {});
  },
  validate: validateDeployment,
  warningsOnCreate: ({ metadata, spec }) => [
    ...hostnameWarnings(metadata),
    ...podTemplateWarnings(spec?.template ?? {}, TEMPLATE),
  ],
  prepareForUpdate: (deployment, old) => {
    keepStatus(deployment, old);
    dropDisabledPodFields(deployment.spec?.template?.spec ?? {});
    if (!isSameDeployment(deployment, old)) nextGeneration(deployment, old);
    dropEmptyRollback(deployment);
  },
  validateUpdate: validateDeploymentUpdate,
  warningsOnUpdate: ({ metadata, spec }, old) =>
    metadata?.generation === old.metadata?.generation ? [] : podTemplateWarnings(spec?.template ?? {}, TEMPLATE),
});

function convertRollback(deployment: Draft<Deployment>): DecodeProblem | undefined {
  const { metadata } = deployment;
  const text = metadata?.annotations?.[ROLLBACK_TO];
  if (metadata === undefined || text === undefined || text === "") return undefined;
  const revision = annotatedNumber(metadata, ROLLBACK_TO);
  if (revision === undefined) {
    return annotationProblem(metadata, ROLLBACK_TO, `failed to parse annotation[${ROLLBACK_TO}]=${text} as int64: `);
  }
  annotateNumber(deployment, ROLLBACK_TO, revision);
  return undefined;
}

/** An empty revision is none: it is not stored. */
function dropEmptyRollback({ metadata }: Draft<Deployment>): void {
  if (metadata?.annotations?.[ROLLBACK_TO] === "") delete metadata.annotations[ROLLBACK_TO];
}

/** Annotations count as they are copied to the ReplicaSets. */
function isSameDeployment(deployment: Deployment, old: Deployment): boolean {
  return (
    areSemanticallyEqual(deployment.spec, old.spec, DEPLOYMENT_SPEC) &&
    areSemanticallyEqual(deployment.metadata?.annotations, old.metadata?.annotations, STRING_MAP)
  );
}

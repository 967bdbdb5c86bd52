// ReplicationControllers. Imitates pkg/registry/core/replicationcontroller/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyReplicationControllerDefaults } from "../defaults/replication-controller.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import {
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  type ReplicationController,
  type ReplicationControllerSpec,
} from "../types/workload.ts";
import {
  validateReplicationController,
  validateReplicationControllerUpdate,
} from "../validation/replication-controller.ts";
import { podTemplateWarnings } from "../warnings/pod-template.ts";
import { hostnameWarnings } from "../warnings/workload.ts";

const TEMPLATE = FieldPath.root("spec").child("template");

export const REPLICATION_CONTROLLER_KIND = apiKind<ReplicationController>({
  apiVersion: "v1",
  kind: "ReplicationController",
  namespaced: true,
  type: REPLICATION_CONTROLLER,
  source: "pkg/registry/core/replicationcontroller/strategy.go",
  applyDefaults: applyReplicationControllerDefaults,
  prepareForCreate: (controller) => {
    beginGenerations(controller);
    dropDisabledPodFields(controller.spec?.template?.spec ?? {});
  },
  validate: validateReplicationController,
  warningsOnCreate: ({ metadata, spec }) => [...hostnameWarnings(metadata), ...templateWarnings(spec)],
  prepareForUpdate: (controller, old) => {
    keepStatus(controller, old);
    dropDisabledPodFields(controller.spec?.template?.spec ?? {});
    if (!areSemanticallyEqual(controller.spec, old.spec, REPLICATION_CONTROLLER_SPEC)) nextGeneration(controller, old);
  },
  validateUpdate: validateReplicationControllerUpdate,
  // The server warns of the template that is replaced.
  warningsOnUpdate: ({ metadata }, old) =>
    metadata?.generation === old.metadata?.generation ? [] : templateWarnings(old.spec),
});

function templateWarnings(spec: ReplicationControllerSpec | undefined): readonly string[] {
  return spec?.template === undefined ? [] : podTemplateWarnings(spec.template, TEMPLATE);
}

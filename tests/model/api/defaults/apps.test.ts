// Defaults of the kinds of apps/v1; those of templates have a test of their own.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import {
  applyDaemonSetDefaults,
  applyDeploymentDefaults,
  applyReplicaSetDefaults,
  applyStatefulSetDefaults,
} from "../../../../src/model/api/defaults/apps.ts";
import type {
  DaemonSetSpec,
  DeploymentSpec,
  ReplicaSetSpec,
  StatefulSetSpec,
} from "../../../../src/model/api/types/workload.ts";

it.each<[string, Draft<DeploymentSpec>, DeploymentSpec]>([
  [
    "everything",
    {},
    {
      replicas: 1,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%" } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
  ],
  ["no rolling update of another strategy", { strategy: { type: "Recreate" } }, { strategy: { type: "Recreate" } }],
  ["no zero that was written", { replicas: 0, revisionHistoryLimit: 0 }, { replicas: 0, revisionHistoryLimit: 0 }],
])("completes of a Deployment %s", (_, spec, expected) => {
  const deployment = { spec };
  applyDeploymentDefaults(deployment);
  expect(deployment.spec).toMatchObject(expected);
  expect(deployment.spec.template?.spec?.restartPolicy).toBe("Always");
});

it("leaves the strategy of a Deployment that is no rolling update", () => {
  const deployment = { spec: { strategy: { type: "Recreate" } } };
  applyDeploymentDefaults(deployment);
  expect(deployment.spec.strategy).toEqual({ type: "Recreate" });
});

it("completes a ReplicaSet", () => {
  const replicaSet: { spec?: Draft<ReplicaSetSpec> } = {};
  applyReplicaSetDefaults(replicaSet);
  expect(replicaSet.spec).toMatchObject({ replicas: 1, template: { spec: { restartPolicy: "Always" } } });
});

it.each<[string, Draft<DaemonSetSpec>, DaemonSetSpec["updateStrategy"]]>([
  ["everything", {}, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }],
  ["nothing on deletion", { updateStrategy: { type: "OnDelete" } }, { type: "OnDelete" }],
])("completes of a DaemonSet's update strategy %s", (_, spec, expected) => {
  const daemonSet = { spec };
  applyDaemonSetDefaults(daemonSet);
  expect(daemonSet.spec.updateStrategy).toEqual(expected);
  expect(daemonSet.spec.revisionHistoryLimit).toBe(10);
});

it.each<[string, Draft<StatefulSetSpec>, StatefulSetSpec["updateStrategy"]]>([
  ["a strategy that is missing", {}, { type: "RollingUpdate", rollingUpdate: { partition: 0 } }],
  [
    "no partition without the type's parameters",
    { updateStrategy: { type: "RollingUpdate" } },
    { type: "RollingUpdate" },
  ],
  ["nothing on deletion", { updateStrategy: { type: "OnDelete" } }, { type: "OnDelete" }],
])("completes of a StatefulSet %s", (_, spec, expected) => {
  const statefulSet = { spec };
  applyStatefulSetDefaults(statefulSet);
  expect(statefulSet.spec).toMatchObject({
    podManagementPolicy: "OrderedReady",
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    replicas: 1,
    revisionHistoryLimit: 10,
  });
  expect(statefulSet.spec.updateStrategy).toEqual(expected);
});

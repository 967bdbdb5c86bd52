// Defaults of Deployments, ReplicaSets, StatefulSets and DaemonSets.
// Imitates pkg/apis/apps/v1/defaults.go and zz_generated.defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../types/workload.ts";
import { applyPodTemplateDefaults } from "./pod-template.ts";
import { applyPersistentVolumeClaimDefaults } from "./storage.ts";

const REPLICAS = 1;
const REVISIONS = 10;
const PROGRESS_DEADLINE_SECONDS = 600;
const ROLLING_UPDATE = "RollingUpdate";

/** Completes the Deployment in place. */
export function applyDeploymentDefaults(deployment: Draft<Deployment>): void {
  const spec = (deployment.spec ??= {});
  spec.replicas ??= REPLICAS;
  const strategy = (spec.strategy ??= {});
  strategy.type ??= ROLLING_UPDATE;
  if (strategy.type === ROLLING_UPDATE) {
    strategy.rollingUpdate ??= {};
    strategy.rollingUpdate.maxUnavailable ??= "25%";
    strategy.rollingUpdate.maxSurge ??= "25%";
  }
  spec.revisionHistoryLimit ??= REVISIONS;
  spec.progressDeadlineSeconds ??= PROGRESS_DEADLINE_SECONDS;
  applyPodTemplateDefaults((spec.template ??= {}));
}

/** Completes the ReplicaSet in place. */
export function applyReplicaSetDefaults(replicaSet: Draft<ReplicaSet>): void {
  const spec = (replicaSet.spec ??= {});
  spec.replicas ??= REPLICAS;
  applyPodTemplateDefaults((spec.template ??= {}));
}

/** Completes the DaemonSet in place. */
export function applyDaemonSetDefaults(daemonSet: Draft<DaemonSet>): void {
  const spec = (daemonSet.spec ??= {});
  const strategy = (spec.updateStrategy ??= {});
  strategy.type ??= ROLLING_UPDATE;
  if (strategy.type === ROLLING_UPDATE) {
    strategy.rollingUpdate ??= {};
    strategy.rollingUpdate.maxUnavailable ??= 1;
    strategy.rollingUpdate.maxSurge ??= 0;
  }
  spec.revisionHistoryLimit ??= REVISIONS;
  applyPodTemplateDefaults((spec.template ??= {}));
}

/** Completes the StatefulSet in place. */
export function applyStatefulSetDefaults(statefulSet: Draft<StatefulSet>): void {
  const spec = (statefulSet.spec ??= {});
  spec.podManagementPolicy ??= "OrderedReady";
  const strategy = (spec.updateStrategy ??= {});
  if (strategy.type === undefined) {
    strategy.type = ROLLING_UPDATE;
    strategy.rollingUpdate ??= {};
  }
  if (strategy.type === ROLLING_UPDATE && strategy.rollingUpdate !== undefined) strategy.rollingUpdate.partition ??= 0;
  const retention = (spec.persistentVolumeClaimRetentionPolicy ??= {});
  retention.whenDeleted ??= "Retain";
  retention.whenScaled ??= "Retain";
  spec.replicas ??= REPLICAS;
  spec.revisionHistoryLimit ??= REVISIONS;
  applyPodTemplateDefaults((spec.template ??= {}));
  for (const claim of spec.volumeClaimTemplates ?? []) applyPersistentVolumeClaimDefaults(claim);
}

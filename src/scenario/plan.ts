// A validated scenario: all that one run needs, as plain immutable data that can cross into a worker; only the plugins that a
// user brings are code.
// Made by `scenario-loader.ts`; read by simulation/. Holds no file handles, no classes.

import type { Coefficient } from "../base/coefficient.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Duration, SimTime } from "../base/time.ts";
import type { AdmissionPlugin, AdmissionRules } from "../model/admission/pod-admission.ts";
import type { ResourceQuota } from "../model/api/types/quota.ts";
import type { FeatureGates } from "../model/feature-gates.ts";
import type { Node, Pod } from "../model/objects.ts";
import type { KubernetesVersion } from "../model/kubernetes-version.ts";
import type { StoredObject } from "../cluster/object-store.ts";
import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";
import type { PluginDefinition } from "../scheduling/framework/plugin.ts";
import type { ControlPlane } from "../components/api-server/control-plane.ts";
import type { HorizontalPodAutoscalerSettings } from "../components/controllers/horizontal-pod-autoscaler/settings.ts";
import type { KubeletSettings } from "../components/kubelet/settings.ts";

import type { PlannedAction } from "../environment/actions/planned-action.ts";
import type { PlannedFault } from "../environment/faults/planned-fault.ts";
import type { PlannedGrowth } from "../environment/growth/planned-growth.ts";
import type { PlannedLoad } from "../environment/load/planned-load.ts";
import type { PlannedMetrics } from "../environment/load/planned-metrics.ts";
import type { Workload } from "../environment/workload.ts";
import type { Threshold } from "../metrics/threshold.ts";

/** A node and the pool it belongs to (for reports; `nodes` where no pool is named). */
export interface PlannedNode {
  readonly node: Node;
  readonly pool: string;
}

/** Kubelets of a pool that have settings of their own. */
export interface PlannedKubelets {
  readonly pool: string;
  readonly settings: KubeletSettings;
}

/** One file that was read, with the hash of its bytes. */
export interface PlanInput {
  readonly path: string;
  readonly sha256: string;
}

/** The front of a run that is left out of what is measured, because the cluster is still filling up. */
export type WarmUp =
  | { readonly kind: "none" }
  /** Pods created before, and the time before, do not count. */
  | { readonly kind: "span"; readonly us: Duration }
  /** To be found over several runs; one run by itself leaves nothing out. */
  | { readonly kind: "auto" };

/** When runs begin whose scenario does not say: the first second of a year. */
export const DEFAULT_START = "2026-01-01T00:00:00Z";

/** What controllers that run need beside their objects. */
export interface PlannedControllers {
  /** The wall clock at the run's begin, as the API writes times. */
  readonly start: string;
  /** What new pods are held to, and the plugins that are on. */
  readonly admission: AdmissionRules;
  readonly admissionPlugins: readonly AdmissionPlugin[];
  /** What flags say to the autoscalers' controller; absent: nothing. */
  readonly autoscalers?: HorizontalPodAutoscalerSettings;
  /** Gates that are set away from what the version has; absent: none. */
  readonly featureGates?: FeatureGates;
}

export interface Plan {
  readonly name: string;
  readonly description: string;
  readonly kubernetes: KubernetesVersion;
  readonly seed: string;
  /** The run ends here at the latest; null: when nothing is left to happen. */
  readonly horizonUs: SimTime | null;
  readonly warmUp: WarmUp;
  /** In the order in which the scheduler hears of them. */
  readonly nodes: readonly PlannedNode[];
  /** Other kubelets are as every kubelet. */
  readonly kubelets: readonly PlannedKubelets[];
  /** Pods that are bound (spec.nodeName) before the run begins. */
  readonly boundPods: readonly Pod[];
  /** The latest time that a dump among the files tells of; absent: there is none. */
  readonly dumpedAt?: string;
  /** What scheduling looks up beside pods and nodes, there before the run begins. */
  readonly objects: readonly StoredObject[];
  readonly workloads: readonly Workload[];
  /** What new pods are held to; without a status: what is used is counted during the run. */
  readonly resourceQuotas: readonly ResourceQuota[];
  /** How long the way of a write is. */
  readonly controlPlane: ControlPlane;
  /** What happens to the nodes. */
  readonly faults: readonly PlannedFault[];
  /** What people do to the cluster. */
  readonly actions: readonly PlannedAction[];
  /** Pools that get more nodes while pods wait; absent: none. */
  readonly growth?: readonly PlannedGrowth[];
  /** Requests to the cluster's pods; absent: none. */
  readonly load?: PlannedLoad;
  /** What the metrics APIs tell; absent where no controllers run. */
  readonly metrics?: PlannedMetrics;
  /** Absent: no controllers run; workload objects stand for the pods that they would first create. */
  readonly controlled?: PlannedControllers;
  readonly scheduler: SchedulerConfiguration;
  /** Plugins that the scenario brings, guarded; profiles may name them. */
  readonly ownPlugins: readonly PluginDefinition[];
  /** Every coefficient with the value in force, overrides applied. */
  readonly coefficients: readonly Coefficient[];
  readonly thresholds: readonly Threshold[];
  /** What was not simulated, ignored, or warned about while reading. */
  readonly notes: readonly Diagnostic[];
  /** The scenario file first. */
  readonly inputs: readonly PlanInput[];
}

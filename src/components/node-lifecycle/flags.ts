// Flags of kube-controller-manager that the controllers of nodes know, with their defaults.
// Imitates staging cloud-provider/config/v1alpha1/defaults.go, pkg/controller/nodelifecycle/config/v1alpha1/defaults.go and
// cmd/kube-controller-manager/app/options/nodelifecyclecontroller.go, v1.36.

import type { EvictionRates } from "../../model/zone-disruption.ts";

export interface NodeLifecycleFlags extends EvictionRates {
  /** Between two looks at the nodes; `--node-monitor-period`. */
  readonly nodeMonitorPeriodUs: number;
  /** Of silence before a node counts as lost; `--node-monitor-grace-period`. */
  readonly nodeMonitorGracePeriodUs: number;
  /** The same for a node that has never posted its status; `--node-startup-grace-period`. */
  readonly nodeStartupGracePeriodUs: number;
  /** Share of a zone's nodes; `--unhealthy-zone-threshold`. */
  readonly unhealthyZoneThreshold: number;
}

export const DEFAULT_NODE_LIFECYCLE_FLAGS: NodeLifecycleFlags = Object.freeze({
  nodeMonitorPeriodUs: 5_000_000,
  nodeMonitorGracePeriodUs: 50_000_000,
  nodeStartupGracePeriodUs: 60_000_000,
  nodeEvictionRate: 0.1,
  secondaryNodeEvictionRate: 0.01,
  largeClusterSizeThreshold: 50,
  unhealthyZoneThreshold: 0.55,
});

/** Between two rounds of NoExecute taints. */
export const TAINTING_PERIOD_US = 100_000;

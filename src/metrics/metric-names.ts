// The metrics that a threshold may name, with their units. One line per metric that a probe measures.
// Names: kube-scheduler's pkg/scheduler/metrics/metrics.go and kube-state-metrics' docs/metrics, v1.36-era.

export interface MetricName {
  readonly name: string;
  readonly kind: "counter" | "gauge" | "distribution";
  readonly unit: string;
  readonly labels: readonly string[];
}

/** Labels that can have these values only, whatever the metric. */
export const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = Object.freeze({
  queue: ["active", "backoff", "unschedulable", "gated"],
  phase: ["Pending", "Running", "Succeeded", "Failed"],
  result: ["scheduled", "unschedulable", "error"],
  stage: ["queue", "cycle", "bind", "start", "total"],
  unit: ["cores", "bytes", "count"],
});

export const METRIC_NAMES: readonly MetricName[] = Object.freeze([
  { name: "scheduler_pod_scheduling_sli_duration_seconds", kind: "distribution", unit: "seconds", labels: [] },
  { name: "scheduler_pod_scheduling_attempts", kind: "distribution", unit: "attempts", labels: [] },
  { name: "scheduler_scheduling_attempt_duration_seconds", kind: "distribution", unit: "seconds", labels: ["result"] },
  { name: "scheduler_schedule_attempts_total", kind: "counter", unit: "attempts", labels: ["profile", "result"] },
  { name: "scheduler_preemption_attempts_total", kind: "counter", unit: "attempts", labels: [] },
  { name: "scheduler_preemption_victims", kind: "distribution", unit: "pods", labels: [] },
  { name: "scheduler_pending_pods", kind: "gauge", unit: "pods", labels: ["queue"] },
  { name: "scheduler_unschedulable_pods", kind: "gauge", unit: "pods", labels: ["plugin"] },
  { name: "kube_pod_status_phase", kind: "gauge", unit: "pods", labels: ["phase"] },
  { name: "kube_pod_status_unschedulable", kind: "gauge", unit: "pods", labels: [] },
  { name: "kube_node_status_allocatable", kind: "gauge", unit: "", labels: ["resource", "unit"] },
  { name: "kube_pod_container_resource_requests", kind: "gauge", unit: "", labels: ["resource", "unit"] },
  { name: "plimsoll_pods_refused_total", kind: "counter", unit: "pods", labels: ["plugin"] },
  { name: "plimsoll_pod_stage_duration_seconds", kind: "distribution", unit: "seconds", labels: ["stage"] },
]);

/** Short names that users of kube-scheduler's metrics know; `pending_pods` stands for `scheduler_pending_pods`. */
export function metricNamed(name: string): MetricName | undefined {
  return METRIC_NAMES.find((metric) => metric.name === name || metric.name === `scheduler_${name}`);
}

// The metrics that a threshold may name, with their units. One line per metric that a probe measures.
// Names: kube-scheduler's pkg/scheduler/metrics/metrics.go and kube-state-metrics' docs/metrics, v1.36-era.

export interface MetricName {
  readonly name: string;
  readonly kind: "counter" | "gauge" | "distribution";
  readonly unit: string;
  readonly labels: readonly string[];
  /** Which is the better, other things being equal; absent where nobody can say. */
  readonly better?: "lower" | "higher";
  /** A difference of no more than this matters to nobody, in the metric's unit; absent: every difference may matter. */
  readonly negligible?: number;
  /** Its quantiles are known to this share of them; absent: exactly. */
  readonly quantileShare?: number;
  /** What several of its series come to together; absent: their sum. */
  readonly together?: "greatest";
  /** A run without the series counted none of them; absent: it has nothing of which that could be said. */
  readonly whenAbsent?: "none-counted";
}

/** Labels that can have these values only, whatever the metric. */
export const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = Object.freeze({
  queue: ["active", "backoff", "unschedulable", "gated"],
  phase: ["Pending", "Running", "Succeeded", "Failed"],
  result: ["scheduled", "unschedulable", "error"],
  stage: ["request", "watch", "queue", "retries", "cycle", "bind", "notice", "start", "ready", "total"],
  unit: ["cores", "bytes", "count"],
  kind: ["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Service"],
});

/** People notice waiting from about a tenth of a second on (Nielsen, Usability Engineering, 1993, section 5.5). */
const NOTICED_SECONDS = 0.1;
/** Latencies are counted in buckets of at most 1/128 of their value. */
const LATENCY_SHARE = 1 / 128;

export const METRIC_NAMES: readonly MetricName[] = Object.freeze([
  {
    name: "scheduler_pod_scheduling_sli_duration_seconds",
    kind: "distribution",
    unit: "seconds",
    labels: [],
    better: "lower",
    negligible: NOTICED_SECONDS,
  },
  { name: "scheduler_pod_scheduling_attempts", kind: "distribution", unit: "attempts", labels: [], better: "lower" },
  {
    name: "scheduler_scheduling_attempt_duration_seconds",
    kind: "distribution",
    unit: "seconds",
    labels: ["result"],
    better: "lower",
    negligible: NOTICED_SECONDS,
    whenAbsent: "none-counted",
  },
  {
    name: "scheduler_schedule_attempts_total",
    kind: "counter",
    unit: "attempts",
    labels: ["profile", "result"],
    whenAbsent: "none-counted",
  },
  {
    name: "scheduler_preemption_attempts_total",
    kind: "counter",
    unit: "attempts",
    labels: [],
    better: "lower",
    whenAbsent: "none-counted",
  },
  {
    name: "scheduler_preemption_victims",
    kind: "distribution",
    unit: "pods",
    labels: [],
    better: "lower",
    whenAbsent: "none-counted",
  },
  { name: "scheduler_pending_pods", kind: "gauge", unit: "pods", labels: ["queue"], better: "lower" },
  {
    name: "scheduler_unschedulable_pods",
    kind: "gauge",
    unit: "pods",
    labels: ["plugin"],
    better: "lower",
    whenAbsent: "none-counted",
  },
  { name: "kube_pod_status_phase", kind: "gauge", unit: "pods", labels: ["phase"] },
  { name: "kube_pod_status_unschedulable", kind: "gauge", unit: "pods", labels: [], better: "lower" },
  { name: "kube_node_status_allocatable", kind: "gauge", unit: "", labels: ["resource", "unit"] },
  { name: "kube_pod_container_resource_requests", kind: "gauge", unit: "", labels: ["resource", "unit"] },
  {
    name: "plimsoll_pods_refused_total",
    kind: "counter",
    unit: "pods",
    labels: ["plugin"],
    better: "lower",
    whenAbsent: "none-counted",
  },
  {
    name: "plimsoll_pod_stage_duration_seconds",
    kind: "distribution",
    unit: "seconds",
    labels: ["stage"],
    better: "lower",
    negligible: NOTICED_SECONDS,
  },
  { name: "plimsoll_pods_placed", kind: "gauge", unit: "pods", labels: [], better: "higher" },
  { name: "plimsoll_pods_waiting", kind: "gauge", unit: "pods", labels: [], better: "lower" },
  { name: "plimsoll_pods_preempted", kind: "gauge", unit: "pods", labels: [], better: "lower" },
  { name: "plimsoll_nodes_used", kind: "gauge", unit: "nodes", labels: [] },
  { name: "plimsoll_requested_ratio", kind: "gauge", unit: "ratio", labels: ["resource"] },
  { name: "plimsoll_mean_requested_ratio", kind: "gauge", unit: "ratio", labels: ["resource"] },
  { name: "plimsoll_placed_request_ratio", kind: "gauge", unit: "ratio", labels: ["resource"], better: "higher" },
  { name: "plimsoll_unusable_free_ratio", kind: "gauge", unit: "ratio", labels: ["resource"] },
  { name: "plimsoll_device_requested_ratio", kind: "gauge", unit: "ratio", labels: [] },
  {
    name: "plimsoll_workload_below_desired_seconds",
    kind: "gauge",
    unit: "seconds",
    labels: ["kind", "namespace", "name"],
    better: "lower",
  },
  {
    name: "plimsoll_workload_below_minimum_seconds",
    kind: "gauge",
    unit: "seconds",
    labels: ["kind", "namespace", "name"],
    better: "lower",
  },
  {
    name: "plimsoll_workload_longest_outage_seconds",
    kind: "gauge",
    unit: "seconds",
    labels: ["kind", "namespace", "name"],
    better: "lower",
    together: "greatest",
  },
  {
    name: "plimsoll_workload_replicas_missing",
    kind: "gauge",
    unit: "pods",
    labels: ["kind", "namespace", "name"],
    better: "lower",
  },
  {
    name: "http_request_duration_seconds",
    kind: "distribution",
    unit: "seconds",
    labels: ["source", "target", "class"],
    better: "lower",
    quantileShare: LATENCY_SHARE,
  },
  { name: "http_requests_total", kind: "counter", unit: "requests", labels: ["source", "target", "class"] },
  {
    name: "http_requests_failed_total",
    kind: "counter",
    unit: "requests",
    labels: ["source", "target", "class"],
    better: "lower",
  },
  {
    name: "http_requests_failed_ratio",
    kind: "gauge",
    unit: "ratio",
    labels: ["source", "target", "class"],
    better: "lower",
  },
  {
    name: "plimsoll_slo_missed_ratio",
    kind: "gauge",
    unit: "ratio",
    labels: ["source", "target", "class"],
    better: "lower",
  },
  ...["mean", "max"].map((which): MetricName => ({
    name: `plimsoll_autoscaler_${which}_replicas`,
    kind: "gauge",
    unit: "pods",
    labels: ["namespace", "name"],
    ...(which === "max" ? { together: "greatest" } : {}),
  })),
  {
    name: "plimsoll_autoscaler_replica_seconds",
    kind: "gauge",
    unit: "seconds",
    labels: ["namespace", "name"],
    better: "lower",
  },
  { name: "plimsoll_autoscaler_above_target_seconds", kind: "gauge", unit: "seconds", labels: ["namespace", "name"] },
  { name: "plimsoll_autoscaler_at_maximum_seconds", kind: "gauge", unit: "seconds", labels: ["namespace", "name"] },
  { name: "plimsoll_autoscaler_rescales_total", kind: "counter", unit: "rescales", labels: ["namespace", "name"] },
  {
    name: "plimsoll_autoscaler_flaps_total",
    kind: "counter",
    unit: "flaps",
    labels: ["namespace", "name"],
    better: "lower",
  },
  { name: "plimsoll_cost_per_hour", kind: "gauge", unit: "currency/hour", labels: [], better: "lower" },
  { name: "plimsoll_used_nodes_cost_per_hour", kind: "gauge", unit: "currency/hour", labels: [], better: "lower" },
  { name: "plimsoll_cost_total", kind: "counter", unit: "currency", labels: [], better: "lower" },
]);

/** Short names that users of kube-scheduler's metrics know; `pending_pods` stands for `scheduler_pending_pods`. */
export function metricNamed(name: string): MetricName | undefined {
  return METRIC_NAMES.find((metric) => metric.name === name || metric.name === `scheduler_${name}`);
}

/** The unit of one figure of a metric: that of its values, but of how many there are. Of some metrics a label tells it. */
export function unitOfFigure(
  { unit }: Pick<MetricName, "unit">,
  labels: Readonly<Record<string, string>>,
  figure: string,
): string {
  if (figure === "count") return "count";
  return unit === "" ? (labels["unit"] ?? "") : unit;
}

/** Whether the metric is measured of each workload and each Service, with its kind, namespace and name as labels. */
export function isOfWorkloads({ labels }: Pick<MetricName, "labels">): boolean {
  return labels.includes("kind") && labels.includes("name");
}

/** Whether the metric is measured of the requests of each source. */
export function isOfRequests({ labels }: Pick<MetricName, "labels">): boolean {
  return labels.includes("target");
}

/** Whether the metric is measured of each autoscaler, with its namespace and name as labels. */
export function isOfAutoscalers({ labels }: Pick<MetricName, "labels">): boolean {
  return labels.includes("name") && !labels.includes("kind");
}

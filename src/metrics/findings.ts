// What probes find, as plain data for results: times in seconds, memory in bytes, CPU in cores, ratios from 0 to 1 unless the
// name says otherwise. Arrays that belong together have equal length.

/** Figures of one distribution. All are exact (computed from every value). */
export interface DistributionSummary {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** One stage of a pod's way; the stages sum to `total` for each pod. */
export interface StageLatency {
  /** `queue`, `cycle`, `bind`, `start` or `total`. */
  readonly stage: string;
  /** One sentence: from what moment to what moment. */
  readonly meaning: string;
  readonly seconds: DistributionSummary;
  /** At most 200 points of the cumulative distribution, ascending. */
  readonly cdf: { readonly seconds: readonly number[]; readonly fraction: readonly number[] };
}

/** A metric under the name that kube-scheduler or kube-state-metrics gives it. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly kind: "counter" | "gauge" | "distribution";
  /** Counter or last gauge value; for a distribution its count. */
  readonly value: number;
  readonly distribution?: DistributionSummary;
}

/** One resource over a set of nodes. Amounts in cores, bytes, or plain counts. */
export interface ResourceUse {
  /** Kubernetes' name: `cpu`, `memory`, `pods`, `ephemeral-storage`, `nvidia.com/gpu` … */
  readonly resource: string;
  readonly unit: "cores" | "bytes" | "count";
  readonly allocatable: number;
  /** At the end of the run. */
  readonly requestedAtEnd: number;
  /** Time-weighted over the run. */
  readonly requestedMean: number;
  readonly requestedPeak: number;
  /** Time-weighted requests of pods that are really running (bound but not started ones left out). */
  readonly requestedRunningMean: number;
  /** Time-weighted; absent where it was the same all the time. */
  readonly allocatableMean?: number;
  /** Of the whole cluster: the greatest share that was ever requested of what was there then; absent where that was always the same. */
  readonly requestedPeakRatio?: number;
  /** Of cpu, time-weighted: what serving requests really took; absent where there is no load. */
  readonly usedByLoadMean?: number;
}

/** Utilisation of one pool, one zone or the whole cluster. */
export interface UtilisationGroup {
  /** `cluster`, `pool` or `zone`. */
  readonly dimension: string;
  readonly name: string;
  readonly nodes: number;
  readonly resources: readonly ResourceUse[];
}

/** Per-node figures at the end of the run, as columns. */
export interface NodeUseTable {
  readonly name: readonly string[];
  readonly pool: readonly string[];
  readonly zone: readonly string[];
  readonly pods: readonly number[];
  /** One entry a resource. */
  readonly resources: readonly {
    readonly resource: string;
    readonly unit: "cores" | "bytes" | "count";
    readonly allocatable: readonly number[];
    readonly requestedAtEnd: readonly number[];
    readonly requestedMean: readonly number[];
  }[];
}

/** A quantity over time, at most some 4,000 points: value holds from its time to the next. Charts show fewer. */
export interface TimeSeries {
  /** e.g. `pending_pods`, `requested_ratio`, `scheduling_latency_p99_seconds`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly atSeconds: readonly number[];
  readonly value: readonly number[];
}

/** Free room that the typical unplaced (or else the typical arriving) pod cannot use, by what is missing. */
export interface StrandedCapacity {
  /** The resource that is short on these nodes: `cpu`, `memory`, `pods` …, `cordon` (no new pods), or `none` (usable). */
  readonly limitedBy: string;
  readonly nodes: number;
  /** Free amounts on those nodes. */
  readonly free: readonly {
    readonly resource: string;
    readonly unit: "cores" | "bytes" | "count";
    readonly amount: number;
  }[];
}

/** Share of what is free in total but not on any single node in the size that pods ask for. */
export interface Fragmentation {
  readonly resource: string;
  readonly unit: "cores" | "bytes" | "count";
  readonly free: number;
  /** Part of `free` on nodes where the pods' median non-zero request of this resource does not fit, or that are cordoned. */
  readonly unusable: number;
  /** Part of `unusable` on cordoned nodes; absent where there is none. */
  readonly cordoned?: number;
  /** The request meant. */
  readonly medianRequest: number;
}

/** Why pods were refused, in kube-scheduler's own words. */
export interface FailureReason {
  readonly plugin: string;
  readonly reason: string;
  /** Pods still pending at the end that have this reason in their last message. */
  readonly pods: number;
  /** Nodes that gave it to such a pod at its last attempt, on average over those pods. */
  readonly nodes: number;
  /** Failed attempts that had it. */
  readonly attempts: number;
}

/** Pods that wait though no plugin refused them: their last attempt ended in an error, or there was no node. */
export interface UnblamedPods {
  readonly pods: number;
  /** What was said of the first of them; empty if there is none. */
  readonly message: string;
}

/** Pods that one admission plugin did not let in: they were never created. */
export interface RefusedPods {
  readonly plugin: string;
  readonly pods: number;
  readonly firstPod: string;
  readonly firstAtSeconds: number;
  /** What the API server says of the first one. */
  readonly firstMessage: string;
}

/** Pods that had to go so that others found room. */
export interface PreemptionCounts {
  /** Attempts that failed and looked for pods of lower priority to go. */
  readonly attempts: number;
  /** Those that found some. */
  readonly preemptions: number;
  /** The pods that were asked to go, each once. */
  readonly victims: number;
}

/** One pod that was not placed, as an example. */
export interface UnplacedPod {
  readonly pod: string;
  readonly attempts: number;
  /** The text of its last FailedScheduling event. */
  readonly message: string;
}

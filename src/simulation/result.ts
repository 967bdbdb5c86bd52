// What one run found: plain data, the only thing that report/ sees. Times in seconds, memory in bytes,
// CPU in cores, ratios from 0 to 1 unless the name says otherwise. Arrays that belong together have equal length.

import type { Coefficient } from "../base/coefficient.ts";
import type { Diagnostic, SourcePosition } from "../base/diagnostic.ts";
import type { AutoscalerFindings } from "../metrics/autoscaling/autoscaling-findings.ts";
import type { AvailabilityFindings } from "../metrics/availability/availability.ts";
import type { Chronicle } from "../metrics/chronicle-probe.ts";
import type { JobFindings } from "../metrics/job-probe.ts";
import type { LoadFindings } from "../metrics/load/load-findings.ts";
import type {
  FailureReason,
  Fragmentation,
  MetricSample,
  NodeUseTable,
  PreemptionCounts,
  RefusedPods,
  StageLatency,
  StrandedCapacity,
  TimeSeries,
  UnplacedPod,
  UtilisationGroup,
} from "../metrics/findings.ts";
export type { AutoscalerFindings, Rescale } from "../metrics/autoscaling/autoscaling-findings.ts";
export type { AvailabilityFindings, WorkloadAvailability } from "../metrics/availability/availability.ts";
export type { Chronicle, EventCount, SaidMessage } from "../metrics/chronicle-probe.ts";
export type { JobFindings } from "../metrics/job-probe.ts";
export type { LoadFindings, RequestFindings, SourceFindings, SourceSeries } from "../metrics/load/load-findings.ts";
export type {
  DistributionSummary,
  FailureReason,
  Fragmentation,
  MetricSample,
  NodeUseTable,
  PreemptionCounts,
  RefusedPods,
  ResourceUse,
  StageLatency,
  StrandedCapacity,
  TimeSeries,
  UnplacedPod,
  UtilisationGroup,
} from "../metrics/findings.ts";

import type { PlanInput } from "../scenario/plan.ts";

export const RESULT_API_VERSION = "plimsoll/v1alpha1";

export interface ThresholdOutcome {
  readonly threshold: string;
  readonly passed: boolean;
  /** What was measured; null if the metric had no value. */
  readonly observed: number | null;
  readonly limit: number;
  readonly unit: string;
}

export interface PodCounts {
  readonly created: number;
  /** On a node at the end: those that have ended are counted below. */
  readonly placed: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  readonly gated: number;
  /** Not let in by admission, and so never created (not in `created`). */
  readonly refused: number;
  /** Deleted so that others found room. */
  readonly preempted: number;
  /** Deleted for another reason, as by an autoscaler or a rollout; absent where none was. */
  readonly deleted?: number;
  /** Of those, how many never had a node; absent where all had. */
  readonly deletedUnplaced?: number;
  /** Bound before the run began (not in `created`). */
  readonly preexisting: number;
  /** Of those, how many failed during the run, were evicted or the like; absent where none did. */
  readonly preexistingFailed?: number;
  /** Of those, how many are gone at the end; absent where none is. */
  readonly preexistingDeleted?: number;
}

/** What an autoscaler did, beside what its load needed. */
export interface AutoscalerOutcome extends AutoscalerFindings {
  /** What its pods serve of what load is aimed at: `service/NAMESPACE/NAME`. */
  readonly loadTargets: readonly string[];
  /**
   * Replicas at which what it looks at would lie at its target if all requests that came were served; of several metrics the most.
   * Null where that does not follow from requests.
   */
  readonly needed: TimeSeries | null;
}

/** What the controllers, faults and actions of a run came to; without them, what happened to containers. */
export interface MotionFindings {
  readonly availability: AvailabilityFindings;
  readonly jobs: readonly JobFindings[];
  /** Absent where there are no horizontal pod autoscalers. */
  readonly autoscalers?: readonly AutoscalerOutcome[];
  /** Absent where nobody asks anything of the pods. */
  readonly load?: LoadFindings;
  readonly chronicle: Chronicle;
  /** What had begun and waited for something at the end. */
  readonly unfinished: readonly Unfinished[];
}

/** An action or fault that had begun and waited for something at the end. */
export interface Unfinished {
  readonly by: string;
  readonly sinceSeconds: number;
  readonly text: string;
  /** Where the scenario asks for it. */
  readonly position: SourcePosition;
}

export interface SimulationResult {
  readonly apiVersion: typeof RESULT_API_VERSION;
  readonly kind: "RunResult";
  readonly plimsoll: string;
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly inputs: readonly PlanInput[];
  };
  readonly kubernetes: string;
  readonly seed: string;
  readonly run: {
    readonly endedBy: "quiescence" | "horizon" | "stop-condition" | "event-limit";
    readonly endSeconds: number;
    readonly events: number;
    /** 16 hexadecimal digits over the whole stream of events. */
    readonly fingerprint: string;
    /** Only where a front of the run was left out of what was measured. */
    readonly warmUp?: {
      readonly seconds: number;
      /** Pods that came in that time: their latencies count nowhere. */
      readonly podsLeftOut: number;
    };
  };
  /** One sentence: does the cluster carry the load. */
  readonly verdict: { readonly outcome: "passed" | "failed" | "incomplete"; readonly sentence: string };
  readonly thresholds: readonly ThresholdOutcome[];
  /** What limits the cluster, most limiting first; sentences with figures. */
  readonly limits: readonly { readonly resource: string; readonly sentence: string }[];
  readonly pods: PodCounts;
  readonly nodes: number;
  readonly attempts: { readonly scheduled: number; readonly unschedulable: number; readonly error: number };
  /** Pods that had to go so that others found room. */
  readonly preemption: PreemptionCounts;
  readonly latency: readonly StageLatency[];
  readonly utilisation: readonly UtilisationGroup[];
  readonly nodeUse: NodeUseTable;
  readonly stranded: readonly StrandedCapacity[];
  readonly fragmentation: readonly Fragmentation[];
  readonly failures: readonly FailureReason[];
  readonly unplaced: readonly UnplacedPod[];
  /** Pods that were never created, by the admission plugin that refused them. */
  readonly refused: readonly RefusedPods[];
  /** Absent where no controllers run and there is no event to tell of. */
  readonly motion?: MotionFindings;
  readonly series: readonly TimeSeries[];
  readonly metrics: readonly MetricSample[];
  readonly coefficients: readonly Coefficient[];
  /** What in the input was not simulated, ignored, or warned about. */
  readonly notes: readonly Diagnostic[];
}

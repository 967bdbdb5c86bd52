// What one metric of an autoscaler says at one moment: how many replicas it asks for, or why it cannot. The four sources of
// metrics are files of their own; this is what they have in common.
// Imitates computeReplicasForMetric of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { MetricStatus } from "../../../model/api/types/autoscaling-v2.ts";
import { canonicalText } from "../../../model/quantity/canonical-text.ts";
import { canonicalQuantity } from "../../../model/quantity/parse-quantity.ts";
import { quantityOfMilli } from "../../../model/quantity/quantity.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import type { MetricsClient, MetricsQuery, MilliValue } from "../../../cluster/metrics-client.ts";
import type { RequestRules } from "./requests.ts";
import type { HorizontalPodAutoscalerSettings } from "./settings.ts";
import type { Tolerances } from "./tolerances.ts";
import type { Caps } from "./value-replicas.ts";

export type MetricProposal =
  | {
      readonly kind: "proposed";
      readonly replicas: number;
      /** The metric, as messages name it. */
      readonly name: string;
      readonly status: MetricStatus;
    }
  | {
      readonly kind: "failed";
      /** Of the event and of the condition ScalingActive. */
      readonly reason: string;
      /** Of the event. */
      readonly message: string;
      /** As it is told of all metrics together. */
      readonly error: string;
    };

/** What holds in the version that is imitated. */
export interface CalculationRules extends RequestRules {
  readonly caps: Caps;
  /** Averages of memory are written in powers of 1024. */
  readonly writesMemoryInBinary: boolean;
}

/** What a metric looks at during one sync. */
export interface MetricLook {
  readonly client: MetricsClient;
  /** Those that the target's selector selects. */
  pods(): readonly LivePod[];
  /** µs since the run began; asked after what took time. */
  nowUs(): number;
  /** Of the target's scale. */
  readonly specReplicas: number;
  readonly statusReplicas: number;
}

/** A metric of an autoscaler, with all that stays the same between syncs worked out. */
export interface PreparedMetric {
  /** What it asks the metrics APIs; undefined: nothing, for it cannot. */
  readonly query: MetricsQuery | undefined;
  /** Whether the latest proposal may become another by time alone, with pods and values as they are. */
  isAgeing(): boolean;
  propose(look: MetricLook): MetricProposal;
}

/** What all metrics of one autoscaler share. */
export interface MetricSurroundings {
  readonly namespace: string;
  readonly tolerances: Tolerances;
  readonly settings: HorizontalPodAutoscalerSettings;
  readonly rules: CalculationRules;
}

/** Of a metric that does not depend on how long pods have run and been ready. */
export function never(): boolean {
  return false;
}

export function failedMetric(reason: string, message: string, error: string): MetricProposal {
  return { kind: "failed", reason, message, error };
}

/** A metric that fails whatever is measured. */
export function brokenMetric(reason: string, message: string, error: string): PreparedMetric {
  const proposal = failedMetric(reason, message, error);
  return { query: undefined, isAgeing: never, propose: () => proposal };
}

/** As the API server keeps it: `120m`, `64Mi`. It reads what it is sent, and a number without a suffix is decimal to it. */
export function quantityText(milli: MilliValue, format: "BinarySI" | "DecimalSI" = "DecimalSI"): string {
  if (format === "DecimalSI" && typeof milli === "number") return decimalText(milli);
  const sent = canonicalText(quantityOfMilli(BigInt(milli), format));
  return format === "DecimalSI" ? sent : (canonicalQuantity(sent) ?? sent);
}

const SUFFIXES = ["m", "", "k", "M", "G", "T"];
const THOUSAND = 1000;

/** The same without big numbers, for amounts that doubles hold. */
function decimalText(milli: number): string {
  if (milli === 0) return "0";
  let mantissa = milli;
  let suffix = 0;
  while (mantissa % THOUSAND === 0) {
    mantissa /= THOUSAND;
    suffix += 1;
  }
  return `${mantissa}${SUFFIXES[suffix]!}`;
}

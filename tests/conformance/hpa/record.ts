// What stands in a record of family `hpa`. What is missing is empty; moments are µs since 2000-01-01.

import type { HorizontalPodAutoscaler } from "../../../src/model/api/types/autoscaling-v2.ts";

/** Arguments of the controller that are not the default. */
export interface ControllerArguments {
  readonly syncPeriodUs?: number;
  readonly downscaleStabilizationUs?: number;
  readonly tolerance?: number;
  readonly cpuInitializationPeriodUs?: number;
  readonly initialReadinessDelayUs?: number;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly latencyUs?: Latencies;
}

/** How long calls to the API take. */
export interface Latencies {
  readonly getScale?: number;
  readonly listMetrics?: number;
  readonly updateScale?: number;
  readonly updateStatus?: number;
}

/** Made by apimachinery's constructors. */
export interface ApiError {
  readonly kind: string;
  readonly message: string;
}

export interface RecordedScale {
  readonly resource: string;
  readonly name: string;
  readonly specReplicas?: number;
  readonly statusReplicas?: number;
  readonly selector?: string;
  readonly absent?: boolean;
  readonly getErrors?: readonly (ApiError | null)[];
  readonly updateErrors?: readonly (ApiError | null)[];
  readonly othersWriteAtFirstUpdateError?: number;
  readonly hpaStatusUpdateErrors?: readonly (ApiError | null)[];
}

export interface RecordedPod {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec?: object;
  readonly status?: {
    readonly phase?: string;
    readonly startTime?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: "False" | "True" | "Unknown";
      readonly lastTransitionTime?: string;
    }[];
  };
}

export interface RecordedPodMetrics {
  readonly metadata: RecordedPod["metadata"];
  readonly timestamp: string;
  readonly window: string;
  readonly containers?: readonly { readonly name: string; readonly usage?: Readonly<Record<string, string>> }[];
}

export interface RecordedSeries {
  readonly metricName: string;
  readonly metricLabels?: Readonly<Record<string, string>>;
  readonly value: string;
  readonly timestamp?: string;
  readonly windowSeconds?: number;
  readonly namespace?: string;
  readonly describedObject?: {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly apiVersion?: string;
  };
}

export interface RecordedMetrics {
  readonly podMetrics?: readonly RecordedPodMetrics[];
  readonly podMetricsError?: string;
  readonly custom?: readonly RecordedSeries[];
  readonly customErrors?: Readonly<Record<string, string>>;
  readonly external?: readonly RecordedSeries[];
  readonly externalErrors?: Readonly<Record<string, string>>;
}

export interface RecordedMemory {
  readonly recommendations?: readonly { readonly replicas?: number; readonly atUs: number }[];
  readonly scaleUpEvents?: readonly RecordedScaleEvent[];
  readonly scaleDownEvents?: readonly RecordedScaleEvent[];
}

export interface RecordedScaleEvent {
  readonly change?: number;
  readonly atUs: number;
  readonly outdated?: boolean;
}

export interface RecordedEventLine {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

export interface StepRecord {
  readonly case: string;
  readonly kubernetes: string;
  readonly input: {
    readonly syncAtUs: number;
    readonly hpa: HorizontalPodAutoscaler;
    readonly controller?: ControllerArguments;
    readonly scale: RecordedScale;
    readonly pods?: readonly RecordedPod[];
    readonly metrics?: RecordedMetrics;
    readonly memory?: RecordedMemory;
    readonly otherHpas?: readonly { readonly hpa: HorizontalPodAutoscaler; readonly scale?: RecordedScale }[];
  };
  readonly expected: {
    readonly proposal?: { readonly desiredReplicas?: number; readonly metric?: string };
    readonly scaleUpdates?: readonly { readonly replicas: number; readonly error?: string }[];
    readonly statusWritten?: boolean;
    readonly status?: unknown;
    readonly events?: readonly RecordedEventLine[];
    readonly memory?: RecordedMemory;
    readonly storedSpec?: unknown;
  };
}

export type WorldRow =
  | readonly [number, "pod", string, PodState]
  | readonly [number, "podGone", string]
  | readonly [number, "scaleStatus" | "scaleSpec", string, number]
  | readonly [number, "scaleSelector", string, string]
  | readonly [number, "scaleGetErrors" | "scaleUpdateErrors", string, number, ApiError]
  | readonly [number, "error", "custom" | "external" | "resource", string, string]
  | readonly [number, "hpa", "create" | "update", HorizontalPodAutoscaler]
  | readonly [number, "hpa", "delete", string];

export interface PodState {
  readonly phase: string;
  readonly startTime?: string;
  readonly ready?: "False" | "True" | "Unknown";
  readonly since?: string;
  readonly deletionTimestamp?: string;
}

export type SampleRow = readonly [
  atUs: number,
  timestamp: string,
  windowSeconds: number,
  columns: number,
  cpuMilli: readonly (number | null)[],
  memoryKi?: readonly (number | null)[] | null,
  sidecarMilli?: readonly (number | null)[] | null,
];

export type SeriesRow =
  | readonly [atUs: number, timestamp: string, values: readonly (readonly [pod: string, milli: number])[]]
  | readonly [atUs: number, timestamp: string, milli: number];

export interface SeriesOf {
  readonly api: string;
  readonly metric: string;
  readonly describedObject?: { readonly kind: string; readonly name: string; readonly apiVersion?: string };
}

export interface RecordedTarget {
  readonly name: string;
  readonly resource: string;
  readonly selector: string;
  readonly specReplicas?: number;
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly podSpec?: object;
}

export type ConditionLine = readonly [type: string, status: string, reason: string, message?: string];

export interface SyncRow {
  readonly atUs: number;
  readonly hpa?: string;
  readonly gone?: boolean;
  readonly current?: number;
  readonly proposal?: number;
  readonly metric?: string;
  readonly puts?: readonly { readonly replicas?: number; readonly error?: string }[];
  readonly desired?: number;
  readonly values?: readonly (string | null)[];
  readonly cond?: readonly ConditionLine[];
  readonly condGone?: readonly string[];
  readonly events?: readonly RecordedEventLine[];
  readonly eventsAgain?: boolean;
  readonly unwritten?: boolean;
  readonly memory?: RecordedMemory;
}

export type EventObjectLine = readonly [
  hpa: string,
  type: string,
  reason: string,
  message: string,
  count: number,
  first: string,
  last: string,
];

export interface TimelineRecord {
  readonly case: string;
  readonly kubernetes: string;
  readonly input: {
    readonly untilUs: number;
    readonly controller?: ControllerArguments;
    readonly targets: readonly RecordedTarget[];
    readonly world: readonly WorldRow[];
    readonly columns?: readonly (readonly string[])[];
    readonly samples?: readonly SampleRow[];
    readonly series?: Readonly<Record<string, readonly SeriesRow[]>>;
    readonly seriesOf?: readonly SeriesOf[];
  };
  readonly expected: {
    readonly syncs: readonly SyncRow[];
    readonly final?: Readonly<Record<string, { readonly status?: unknown; readonly memory?: RecordedMemory }>>;
    readonly eventObjects?: readonly EventObjectLine[] | null;
  };
}

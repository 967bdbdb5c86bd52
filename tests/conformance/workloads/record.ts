// The shape of a `workloads` record: what users and the scripted kubelet do, and what the real controllers made of it.

/** An object as JSON has it. */
export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

export interface KubeletTimes {
  readonly scheduleAfterUs?: number;
  readonly startAfterUs?: number;
  readonly readyAfterUs?: number;
  readonly exitAfterUs?: number;
  readonly exitCodes?: readonly number[];
  readonly restartAfterUs?: number;
  readonly terminateAfterUs?: number;
  readonly terminateExitCode?: number;
}

export interface KubeletRule extends KubeletTimes {
  readonly match?: { readonly image?: string; readonly nth?: number; readonly index?: number };
}

export interface Rejection {
  readonly verb: string;
  readonly kind: string;
  readonly name?: string;
  readonly times: number;
  readonly reason: string;
  readonly message?: string;
}

export interface UserAction {
  readonly atUs: number;
  readonly do: string;
  readonly kind?: string;
  readonly name?: string;
  readonly object?: ApiObject;
  readonly patch?: unknown;
  readonly patchType?: "merge" | "json";
  readonly replicas?: number;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  readonly gracePeriodSeconds?: number;
  readonly toRevision?: number;
  readonly quota?: Quota | null;
  readonly reject?: Rejection;
}

export interface Quota {
  readonly pods?: number;
}

export interface RecordedWrite {
  readonly verb: string;
  readonly kind: string;
  readonly name?: string;
  readonly count?: number;
  readonly names?: readonly string[];
  readonly error?: string;
  readonly [field: string]: unknown;
}

export interface RecordedEvent {
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message?: string;
  readonly count?: number;
  readonly messages?: readonly string[];
}

export interface RecordedStep {
  readonly by: string;
  readonly key?: string;
  readonly result?: string;
  readonly writes?: readonly RecordedWrite[];
  readonly events?: readonly RecordedEvent[];
}

/** JSON merge patches on the last instant's state. */
export interface SettledPatch {
  readonly objects?: Readonly<Record<string, unknown>>;
  readonly pods?: Readonly<Record<string, unknown>>;
}

export interface RecordedInstant {
  readonly atUs: number;
  readonly steps?: readonly RecordedStep[];
  readonly settled?: SettledPatch;
}

export interface WorkloadsRecord {
  readonly case: string;
  readonly kubernetes: string;
  readonly input: {
    readonly start: string;
    readonly controllers: readonly string[];
    readonly objects: readonly ApiObject[] | null;
    readonly kubelet?: {
      readonly nodes?: readonly string[] | null;
      readonly default?: KubeletTimes | null;
      readonly rules?: readonly KubeletRule[] | null;
    } | null;
    readonly actions: readonly UserAction[] | null;
    readonly quota?: Quota | null;
    readonly featureGates?: Readonly<Record<string, boolean>> | null;
    readonly untilUs: number;
  };
  readonly expected: {
    readonly timeline: readonly RecordedInstant[];
    readonly sensitivity: {
      readonly reversedOrderDiffersFromUs?: number;
      readonly oneByOneDiffersFromUs?: number;
      readonly failedRequests?: number;
      readonly notTested?: boolean;
      readonly nodesRenamed?: boolean;
    };
    /** First 8 hex digits of pod uids, by name. */
    readonly uids?: Readonly<Record<string, string>>;
  };
}

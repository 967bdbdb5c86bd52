// The shape of `nodes` records: a cluster, its kubelets and a script go in, a timeline and what is left at the end come out.

import type { NodeLifecycleFlags } from "../../../src/components/node-lifecycle/flags.ts";
import type { Labels, Node, NodeCondition, Pod, PodCondition, Taint, Toleration } from "../../../src/model/objects.ts";

export interface RecordedKubelet {
  readonly node: string;
  readonly leasePhaseUs: number;
  readonly statusPhaseUs: number;
  readonly reportPhaseUs: number;
  readonly leaseEveryUs?: number;
  readonly statusEveryUs?: number;
  readonly reportEveryUs?: number;
  readonly noLease?: boolean;
  readonly noStatus?: boolean;
  /** Down at the start. */
  readonly stopped?: boolean;
  readonly conditions?: readonly NodeCondition[];
}

/** Calls that the API server refuses. */
export interface RecordedFailure {
  readonly By: string;
  readonly Verb: string;
  readonly Resource: string;
  readonly Subresource: string;
  readonly FromUs: number;
  readonly Count: number;
}

type Step =
  | { readonly do: "kubeletDown"; readonly node: string; readonly only?: "lease" | "status" }
  | {
      readonly do: "kubeletUp";
      readonly node: string;
      readonly only?: "lease" | "status";
      readonly restart?: boolean;
    }
  | { readonly do: "kubeletConditions"; readonly node: string; readonly conditions: readonly NodeCondition[] }
  | { readonly do: "nodeConditions"; readonly node: string; readonly conditions: readonly NodeCondition[] }
  | { readonly do: "deleteNode"; readonly node: string }
  | { readonly do: "dropConditions" | "cordon" | "uncordon"; readonly node: string }
  | { readonly do: "taint" | "untaint"; readonly node: string; readonly taints: readonly Taint[] }
  | { readonly do: "label"; readonly node: string; readonly labels: Readonly<Record<string, string | null>> }
  | { readonly do: "createNode"; readonly object: Node; readonly kubelet: RecordedKubelet }
  | { readonly do: "createPod"; readonly object: Pod }
  | { readonly do: "deletePod"; readonly pod: string; readonly graceSeconds?: number }
  | { readonly do: "bind"; readonly pod: string; readonly node: string }
  | { readonly do: "podPhase"; readonly pod: string; readonly phase: string }
  | { readonly do: "tolerations"; readonly pod: string; readonly tolerations: readonly Toleration[] }
  | { readonly do: "restartControllers"; readonly untilUs: number }
  | { readonly do: "fail"; readonly fail: RecordedFailure };

export type ScriptStep = Step & { readonly atUs: number };

export interface RunInput {
  readonly options: NodeLifecycleFlags & {
    readonly terminatedPodGCThreshold: number;
    readonly controllersStartUs: number;
  };
  readonly nodes: readonly Node[];
  readonly pods?: readonly Pod[];
  readonly kubelets: readonly RecordedKubelet[];
  readonly script?: readonly ScriptStep[];
  readonly podStopsUs?: Readonly<Record<string, number>>;
  readonly forUs: number;
}

export interface TimelineEntry {
  readonly atUs: number;
  readonly by: "node-lifecycle" | "taint-eviction" | "pod-gc" | "kubelet" | "script";
  readonly do: string;
  readonly node?: string;
  readonly pod?: string;
  readonly set?: readonly (NodeCondition | PodCondition)[];
  readonly added?: readonly Taint[];
  readonly removed?: readonly Taint[];
  readonly labels?: Labels;
  readonly phase?: string;
  readonly graceSeconds?: number;
  readonly alreadyTerminating?: boolean;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly zone?: string;
  readonly state?: string;
  readonly taintsPerSecond?: number;
}

/** What is left; parts that would be empty are absent. */
export interface RunEnd {
  readonly taints?: Readonly<Record<string, readonly Taint[]>>;
  readonly ready?: Readonly<Record<string, string>>;
  readonly pods?: Readonly<Record<string, string>>;
}

export interface NodesRecord {
  readonly case: string;
  readonly input: RunInput;
  readonly expected: { readonly timeline: readonly TimelineEntry[]; readonly final: RunEnd };
}

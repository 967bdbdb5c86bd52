// What admission looks at in a pod. Decoded pods have it, and so have the pods that a run is made of.

import type { SizedStatus } from "../container-amounts.ts";
import type { Labels, Toleration } from "../objects.ts";
import type { SizedPodSpec } from "../pod-resources.ts";

/** A pod with its defaults. */
export interface AdmittedPod {
  readonly metadata?: AdmittedPodMetadata;
  readonly spec?: AdmittedPodSpec;
  readonly status?: SizedStatus & { readonly phase?: string; readonly qosClass?: string };
}

export interface AdmittedPodMetadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string | null;
  readonly deletionGracePeriodSeconds?: number;
}

export interface AdmittedPodSpec extends SizedPodSpec {
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly preemptionPolicy?: string;
  readonly runtimeClassName?: string;
  readonly activeDeadlineSeconds?: number;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: AdmittedAffinity;
}

export interface AdmittedAffinity {
  readonly podAffinity?: AdmittedPodAffinity;
  readonly podAntiAffinity?: AdmittedPodAffinity;
}

/** Terms by whether they must hold; the run's pods carry them unread. */
export type AdmittedPodAffinity = Readonly<Record<string, unknown>>;

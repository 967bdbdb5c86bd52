// What the kubelet knows of a pod's containers when it says in which phase the pod is.
// Source: k8s.io/api/core/v1/types.go (ContainerStatus), v1.36.

import type { RestartableContainer } from "./container-restart.ts";

export type ContainerState =
  | { readonly kind: "waiting"; readonly reason: string; readonly lastExitCode: number | undefined }
  | { readonly kind: "running" }
  | { readonly kind: "terminated"; readonly exitCode: number };

export interface ContainerStanding {
  readonly state: ContainerState;
  readonly isReady: boolean;
  /** Its start-up probe has succeeded, or it has none; undefined: the kubelet has not said. */
  readonly isStarted: boolean | undefined;
}

/** By container name; a container that is not in it has no status yet. */
export type ContainerStandings = ReadonlyMap<string, ContainerStanding>;

export interface PhasedContainer extends RestartableContainer {
  readonly name: string;
}

/** What of a pod's spec its phase and conditions depend on. */
export interface PhasedPodSpec {
  readonly containers: readonly PhasedContainer[];
  readonly initContainers?: readonly PhasedContainer[];
  readonly restartPolicy?: string;
  readonly readinessGates?: readonly { readonly conditionType: string }[];
}

/** An init container that stays. */
export function isSidecar({ restartPolicy }: RestartableContainer): boolean {
  return restartPolicy === "Always";
}

// What containers must know of the pod around them to be judged.
// Imitates the parameters that pkg/apis/core/validation/validation.go hands from a PodSpec to its containers, v1.36.

import type { PodSpec } from "../types/pod.ts";
import type { Volume } from "../types/volume.ts";

export interface PodContext {
  /** The pod's volumes by name; those without a valid name or source are missing. */
  readonly volumes: ReadonlyMap<string, Volume>;
  /** Names of the pod's resource claims, without empty ones. */
  readonly claimNames: ReadonlySet<string>;
  /** `linux`, `windows`, or whatever else was written; undefined without `spec.os`. */
  readonly osName: string | undefined;
  /** The pod's restart policy, after defaulting. */
  readonly restartPolicy: string;
  /** `terminationGracePeriodSeconds`, after defaulting. */
  readonly gracePeriodSeconds: number | undefined;
  /** False only where the pod has user namespaces of its own. */
  readonly hostUsers: boolean;
}

/** The context of the spec's containers, given the volumes that were found valid. */
export function podContext(spec: PodSpec, volumes: ReadonlyMap<string, Volume>): PodContext {
  const names = (spec.resourceClaims ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return {
    volumes,
    claimNames: new Set(names),
    osName: spec.os === undefined ? undefined : (spec.os.name ?? ""),
    restartPolicy: spec.restartPolicy ?? "",
    gracePeriodSeconds: spec.terminationGracePeriodSeconds,
    hostUsers: spec.hostUsers ?? true,
  };
}

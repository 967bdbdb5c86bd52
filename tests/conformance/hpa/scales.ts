// The scale subresources of a case: what they answer, and what is written to them.

import type { WriteResult } from "../../../src/components/controllers/controller.ts";
import type { ScaleAnswer, ScaleTarget } from "../../../src/components/controllers/scale.ts";
import { errorText, notFoundText, reasonOf } from "./api-errors.ts";
import type { ApiError, RecordedScale } from "./record.ts";

/** A scale that may be asked and written. */
export interface WorldScale {
  readonly resource: string;
  readonly name: string;
  specReplicas: number;
  statusReplicas: number;
  selector: string;
  readonly isAbsent: boolean;
  /** Of the next calls, in order; null: it works. */
  readonly getErrors: (ApiError | null)[];
  readonly updateErrors: (ApiError | null)[];
  othersWrite: number | undefined;
}

export interface ScaleUpdate {
  readonly replicas: number;
  readonly error?: string;
}

/** Groups of which the recorder's mapper knows kinds, and those kinds. */
const RESOURCES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "apps",
    new Map([
      ["Deployment", "deployments.apps"],
      ["ReplicaSet", "replicasets.apps"],
      ["StatefulSet", "statefulsets.apps"],
      ["DaemonSet", "daemonsets.apps"],
    ]),
  ],
  ["", new Map([["ReplicationController", "replicationcontrollers"]])],
  ["argoproj.io", new Map([["Rollout", "rollouts.argoproj.io"]])],
]);

export class WorldScales {
  readonly #scales: WorldScale[] = [];
  /** What was written since the last look. */
  updates: ScaleUpdate[] = [];

  add(scale: RecordedScale): void {
    const { resource, name, specReplicas = 0, statusReplicas = 0, selector = "", absent = false } = scale;
    if (this.#scales.some((one) => one.resource === resource && one.name === name)) return;
    this.#scales.push({
      resource,
      name,
      specReplicas,
      statusReplicas,
      selector,
      isAbsent: absent,
      getErrors: [...(scale.getErrors ?? [])],
      updateErrors: [...(scale.updateErrors ?? [])],
      othersWrite: scale.othersWriteAtFirstUpdateError,
    });
  }

  named(name: string): WorldScale | undefined {
    return this.#scales.find((scale) => scale.name === name);
  }

  read(target: ScaleTarget): ScaleAnswer {
    const resource = resourceOf(target);
    if (resource.kind === "failed") return resource;
    const scale = this.#find(resource.resource, target.name);
    const error = scale?.getErrors.shift() ?? undefined;
    if (error !== undefined) return { kind: "failed", message: errorText(error, resource.resource, target.name) };
    if (scale === undefined || scale.isAbsent) {
      return { kind: "failed", message: notFoundText(resource.resource, target.name) };
    }
    const { specReplicas, statusReplicas, selector } = scale;
    return { kind: "scale", scale: { specReplicas, statusReplicas, selector } };
  }

  write(target: ScaleTarget, replicas: number): WriteResult {
    const resource = resourceOf(target);
    const scale = resource.kind === "resource" ? this.#find(resource.resource, target.name) : undefined;
    if (scale === undefined) return { kind: "refused", reason: "NotFound", message: "" };
    const error = scale.updateErrors.shift() ?? undefined;
    if (error === undefined) {
      scale.specReplicas = replicas;
      this.updates.push({ replicas });
      return { kind: "done", name: target.name };
    }
    if (scale.othersWrite !== undefined) scale.specReplicas = scale.othersWrite;
    scale.othersWrite = undefined;
    const message = errorText(error, scale.resource, scale.name);
    this.updates.push({ replicas, error: message });
    return { kind: "refused", reason: reasonOf(error), message };
  }

  #find(resource: string, name: string): WorldScale | undefined {
    return this.#scales.find((scale) => scale.resource === resource && scale.name === name);
  }
}

type Resource =
  { readonly kind: "resource"; readonly resource: string } | { readonly kind: "failed"; readonly message: string };

function resourceOf({ group, kind }: ScaleTarget): Resource {
  const kinds = RESOURCES.get(group);
  const resource = kinds?.get(kind);
  if (resource !== undefined) return { kind: "resource", resource };
  const isKnownGroup = kinds !== undefined && group !== "argoproj.io";
  const message = isKnownGroup
    ? `no matches for ${group}/, Resource=${kind}`
    : `no matches for kind "${kind}" in group "${group}"`;
  return { kind: "failed", message };
}

// What plugins sign of a pod: texts that are equal for pods which batching takes for alike. They say less than the plugins
// read: ports without address and protocol, images without their order, requests without what scoring adds to them.
// Imitates kube-scheduler framework/signers.go and the plugins' SignPod, v1.35 and v1.36.

import { containerImagesOf } from "../../model/container-image.ts";
import type { NodeSelectorRequirement, NodeSelectorTerm, Pod, Toleration } from "../../model/objects.ts";
import type { ResourceAmounts } from "../../model/resource-list.ts";

/** Requests; resources of which none is wanted count too. */
export function signedRequests({ cpuMilli, memoryBytes, ephemeralStorageBytes, scalars }: ResourceAmounts): string {
  return JSON.stringify([cpuMilli, memoryBytes, ephemeralStorageBytes, [...scalars].toSorted(byKey)]);
}

/** Numbers of host ports, those of all init containers among them. */
export function signedHostPorts({ spec }: Pod): string {
  const ports = [...spec.containers, ...(spec.initContainers ?? [])].flatMap((container) => container.ports ?? []);
  const numbers = new Set(ports.map(({ hostPort = 0 }) => hostPort).filter((port) => port !== 0));
  return JSON.stringify([...numbers].toSorted((left, right) => left - right));
}

/** Names of containers' images, each once. */
export function signedImages(pod: Pod): string {
  return JSON.stringify([...new Set(containerImagesOf(pod))].toSorted());
}

/** Tolerations by key and value; others of the same key and value keep their order. */
export function signedTolerations(tolerations: readonly Toleration[]): string {
  const sorted = tolerations.toSorted(
    (left, right) => byText(left.key ?? "", right.key ?? "") || byText(left.value ?? "", right.value ?? ""),
  );
  return JSON.stringify(
    sorted.map(({ key, operator, value, effect, tolerationSeconds }) => [
      key,
      operator,
      value,
      effect,
      tolerationSeconds,
    ]),
  );
}

/** Selector and node affinity, whatever the order in which they are written. */
export function signedNodeAffinity({ spec }: Pod): string {
  const { requiredDuringSchedulingIgnoredDuringExecution: required, ...others } = spec.affinity?.nodeAffinity ?? {};
  const preferred = others.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return JSON.stringify([
    Object.entries(spec.nodeSelector ?? {}).toSorted(byKey),
    spec.affinity?.nodeAffinity !== undefined,
    (required?.nodeSelectorTerms ?? []).map(signedTerm).toSorted(),
    preferred.map(({ weight, preference }) => JSON.stringify([weight, signedTerm(preference)])).toSorted(),
  ]);
}

/** A preferred term may lack its preference. */
function signedTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm = {}): string {
  return JSON.stringify([
    matchExpressions.map(signedRequirement).toSorted(),
    matchFields.map(signedRequirement).toSorted(),
  ]);
}

function signedRequirement({ key, operator, values = [] }: NodeSelectorRequirement): string {
  return JSON.stringify([key, operator, values.toSorted()]);
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return byText(left, right);
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

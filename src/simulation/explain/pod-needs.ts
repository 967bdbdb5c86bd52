// The claims that a pod uses, each in the terms of the plugins that look at them: to which volume it is bound and which nodes
// reach that, or what it waits for; which devices it asks for, and where they were found. Reads objects, asks no plugin.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import { resourceClaimNameOf } from "../../model/resource-claim-use.ts";
import { classOfClaim, isFullyBound } from "../../model/volumes/claim-binding.ts";
import { claimNameOf } from "../../model/volumes/pod-volumes.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CyclePod } from "../../scheduling/framework/plugin.ts";

import type { DeviceNeed, PodNeed } from "./explanation.ts";

type Objects = ClusterState["objects"];

/** In the pod's order, claims to volumes first. */
export function needsOf({ name, podClass }: CyclePod, { objects }: ClusterState): readonly PodNeed[] {
  const { namespace, volumes, resourceClaims } = podClass;
  return [
    ...volumes.claims.map((use) => volumeNeed(claimNameOf(use, name), namespace, objects)),
    ...resourceClaims.map((use) => deviceNeed(resourceClaimNameOf(use, name), namespace, objects)),
  ];
}

function volumeNeed(claim: string, namespace: string, objects: Objects): PodNeed {
  const found = objects.find("PersistentVolumeClaim", namespace, claim);
  if (found === undefined) return { kind: "volume", claim, standing: { kind: "missing" } };
  return { kind: "volume", claim, standing: standingOf(found, objects) };
}

function standingOf(claim: PersistentVolumeClaim, objects: Objects): Extract<PodNeed, { kind: "volume" }>["standing"] {
  const className = classOfClaim(claim);
  if (isFullyBound(claim)) {
    const volume = claim.spec?.volumeName ?? "";
    const found = objects.find("PersistentVolume", "", volume);
    return found === undefined
      ? { kind: "volume-missing", volume }
      : { kind: "bound", volume, reachedFrom: [...labelsOf(found), ...termsOf(found)] };
  }
  const storageClass = className === "" ? undefined : objects.find("StorageClass", "", className);
  if (storageClass === undefined) return { kind: "class-missing", className };
  const waitsForPod = storageClass.volumeBindingMode === "WaitForFirstConsumer";
  return { kind: waitsForPod ? "bound-with-pod" : "unbound", className };
}

const ZONE_KEYS = [
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
];

/** By VolumeZone, nodes must have the labels of the volume that say where it is. */
function labelsOf({ metadata }: PersistentVolume): readonly string[] {
  const labels = new Map(Object.entries(metadata?.labels ?? {}));
  return ZONE_KEYS.flatMap((key) => {
    const value = labels.get(key);
    return value === undefined ? [] : [`${key} in (${value.split("__").join(", ")})`];
  });
}

/** By VolumeBinding, nodes must match one of the terms. */
function termsOf({ spec }: PersistentVolume): readonly string[] {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const texts = terms.map(({ matchExpressions = [], matchFields = [] }) =>
    [...matchExpressions, ...matchFields]
      .map(({ key = "", operator = "", values = [] }) => {
        const listed = values.length === 0 ? "" : ` (${values.join(", ")})`;
        return `${key} ${OPERATORS[operator] ?? operator}${listed}`;
      })
      .join(" and "),
  );
  return texts.length === 0 ? [] : [texts.join(", or ")];
}

const OPERATORS: Readonly<Record<string, string>> = Object.freeze({
  In: "in",
  NotIn: "not in",
  Exists: "exists",
  DoesNotExist: "does not exist",
  Gt: ">",
  Lt: "<",
});

function deviceNeed(claim: string, namespace: string, objects: Objects): PodNeed {
  const found = objects.find("ResourceClaim", namespace, claim);
  if (found === undefined) return { kind: "devices", claim, exists: false, allocated: [], requests: [] };
  const allocated = (found.status?.allocation?.devices?.results ?? []).map(
    ({ driver = "", pool = "", device = "" }) => `${driver}/${pool}/${device}`,
  );
  return { kind: "devices", claim, exists: true, allocated, requests: requestsOf(found, objects) };
}

/** Of a request with alternatives, all of them. */
function requestsOf({ spec }: ResourceClaim, objects: Objects): readonly DeviceNeed[] {
  const requests = spec?.devices?.requests ?? [];
  return requests.flatMap(({ name = "", exactly, firstAvailable = [] }) =>
    [...(exactly === undefined ? [] : [exactly]), ...firstAvailable].map((wish): DeviceNeed => {
      const { deviceClassName = "", allocationMode, count = 1 } = wish;
      const classExists = objects.find("DeviceClass", "", deviceClassName) !== undefined;
      return {
        request: name,
        deviceClass: deviceClassName,
        classExists,
        count: allocationMode === "All" ? null : count,
      };
    }),
  );
}

// Operations of requests.jsonl.

import { computedQualityOfService } from "../../../../src/model/api/pod-quality-of-service.ts";
import {
  containersTogether,
  effectiveLimits,
  effectiveRequests,
  withDefaults,
  WRITTEN_REQUESTS,
} from "../../../../src/model/container-amounts.ts";
import type { Pod, QuantityMap } from "../../../../src/model/objects.ts";
import { placedNonZeroRequestList, placedRequestList } from "../../../../src/model/pod-requests.ts";
import {
  effectivePodRequests,
  limitsTogether,
  NO_POD_LEVEL,
  podLevelLimits,
  podLevelRequests,
  podLimits,
  podRequests,
  requestsTogether,
  withoutOverhead,
} from "../../../../src/model/pod-resources.ts";
import { ZERO_QUANTITY } from "../../../../src/model/quantity/quantity.ts";
import { exactMilli, exactUnits, wholeUnits } from "../../../../src/model/quantity/whole-units.ts";
import { readResourceList, writtenResourceList, type ResourceList } from "../../../../src/model/resource-list.ts";
import {
  CPU,
  EPHEMERAL_STORAGE,
  isAttachableVolumes,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  isOvercommitAllowed,
  isPodLevelResource,
  isPrefixedNativeResource,
  isScalarResource,
  MEMORY,
  PODS,
} from "../../../../src/model/resource-name.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

const RECORDED_VERSION = VERSION_BEHAVIOUR["1.36"];

/** What the recorder gave as the requests of containers that ask for nothing. */
const RECORDED_DEFAULTS = readResourceList({ cpu: "100m", memory: "200Mi" });

export const REQUESTS_OPERATIONS: Operations = Object.freeze({
  podResources: wholeAnswer((input) => answerPodResources(input.pod as Pod)),
  nodeResources: wholeAnswer((input) => {
    const allocatable = readResourceList(input.allocatable as QuantityMap);
    return { ...counted(allocatable), allowedPodNumber: wholeUnits(allocatable.get(PODS) ?? ZERO_QUANTITY) };
  }),
  resourceName: wholeAnswer((input) => {
    const name = input.name as string;
    return {
      attachableVolume: isAttachableVolumes(name),
      extended: isExtendedResource(name),
      hugePage: isHugePages(name),
      native: isNativeResource(name),
      overcommitAllowed: isOvercommitAllowed(name),
      podLevel: isPodLevelResource(name),
      prefixedNative: isPrefixedNativeResource(name),
      scalar: isScalarResource(name),
    };
  }),
});

/** A recorded pod need not have a spec. */
function answerPodResources(written: Partial<Pod>): RecordedValue {
  const { spec = { containers: [] }, status = {} } = written;
  const pod = { ...(written as Pod), spec };
  const podLevel = podLevelRequests(spec);
  const resized = effectiveRequests(status);
  const nonMissing = withDefaults(WRITTEN_REQUESTS, RECORDED_DEFAULTS);
  const nonZero = placedNonZeroRequestList(pod, RECORDED_VERSION);
  return {
    podLevelRequestsSet: podLevel.size > 0,
    podLevelLimitsSet: podLevelLimits(spec).size > 0,
    aggregatedContainerRequests: writtenResourceList(containersTogether(spec, WRITTEN_REQUESTS)),
    podRequests: writtenResourceList(podRequests(pod)),
    podRequestsFromStatus: writtenResourceList(requestsTogether(spec, resized, podLevel)),
    podRequestsFromStatusPodLevel: writtenResourceList(effectivePodRequests(pod)),
    podRequestsNonMissing: writtenResourceList(requestsTogether(spec, nonMissing, podLevel)),
    podRequestsWithoutOverhead: writtenResourceList(withoutOverhead(spec, WRITTEN_REQUESTS, podLevel)),
    podRequestsWithoutPodLevel: writtenResourceList(requestsTogether(spec, WRITTEN_REQUESTS, NO_POD_LEVEL)),
    podLimits: writtenResourceList(podLimits(pod)),
    podLimitsFromStatus: writtenResourceList(limitsTogether(spec, effectiveLimits(status), podLevelLimits(spec))),
    qosClass: computedQualityOfService(spec),
    scheduler: {
      ...counted(placedRequestList(pod, RECORDED_VERSION)),
      nonZeroMilliCpu: String(exactMilli(nonZero.get(CPU) ?? ZERO_QUANTITY)),
      nonZeroMemory: String(exactUnits(nonZero.get(MEMORY) ?? ZERO_QUANTITY)),
    },
  };
}

/** What the scheduler counts, exactly: its tables hold doubles. */
function counted(list: ResourceList): RecordedValue {
  const scalars = [...list].filter(([name]) => isScalarResource(name));
  return {
    milliCpu: String(exactMilli(list.get(CPU) ?? ZERO_QUANTITY)),
    memory: String(exactUnits(list.get(MEMORY) ?? ZERO_QUANTITY)),
    ephemeralStorage: String(exactUnits(list.get(EPHEMERAL_STORAGE) ?? ZERO_QUANTITY)),
    scalars: Object.fromEntries(scalars.map(([name, quantity]) => [name, String(exactUnits(quantity))])),
  };
}

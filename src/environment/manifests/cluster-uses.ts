// What plimsoll does with the fields of the objects that make up a cluster: nodes, and what admission goes by.

import { NODE, NODE_CONDITION, NODE_SPEC, NODE_STATUS } from "../../model/api/types/node.ts";
import { PRIORITY_CLASS, RUNTIME_CLASS } from "../../model/api/types/policy.ts";
import { LIMIT_RANGE, RESOURCE_QUOTA } from "../../model/api/types/quota.ts";

import { list, QUANTITIES, usesOf, WHOLE } from "./field-uses.ts";
import { METADATA_USES, TYPE } from "./pod-uses.ts";

const NODE_SPEC_USES = usesOf(
  NODE_SPEC,
  { unschedulable: WHOLE, taints: WHOLE },
  "configSource externalID podCIDR podCIDRs providerID",
);

/** When the kubelet was last heard of says when the dump was made; it is read elsewhere. */
const NODE_CONDITION_USES = usesOf(
  NODE_CONDITION,
  { type: WHOLE, status: WHOLE, reason: WHOLE, message: WHOLE },
  "lastHeartbeatTime lastTransitionTime",
);

const NODE_STATUS_USES = usesOf(
  NODE_STATUS,
  { allocatable: QUANTITIES, capacity: QUANTITIES, images: WHOLE, conditions: list(NODE_CONDITION_USES) },
  "addresses config daemonEndpoints declaredFeatures features nodeInfo phase runtimeHandlers " +
    "volumesAttached volumesInUse",
);

export const NODE_USES = usesOf(
  NODE,
  { metadata: METADATA_USES, spec: NODE_SPEC_USES, status: NODE_STATUS_USES },
  TYPE,
);

export const PRIORITY_CLASS_USES = usesOf(
  PRIORITY_CLASS,
  { metadata: METADATA_USES, value: WHOLE, globalDefault: WHOLE, preemptionPolicy: WHOLE },
  `${TYPE} description`,
);

export const LIMIT_RANGE_USES = usesOf(LIMIT_RANGE, { metadata: METADATA_USES, spec: WHOLE }, TYPE);

/** What is used is counted anew: the status of a dump may be about pods that are not in the files. */
export const RESOURCE_QUOTA_USES = usesOf(RESOURCE_QUOTA, { metadata: METADATA_USES, spec: WHOLE }, `${TYPE} status`);

export const RUNTIME_CLASS_USES = usesOf(
  RUNTIME_CLASS,
  { metadata: METADATA_USES, overhead: WHOLE, scheduling: WHOLE },
  `${TYPE} handler`,
);

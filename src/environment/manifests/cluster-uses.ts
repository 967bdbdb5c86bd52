// What plimsoll does with the fields of the objects that make up a cluster: nodes, services, priority classes.

import { NODE, NODE_SPEC, NODE_STATUS } from "../../model/api/types/node.ts";
import { PRIORITY_CLASS } from "../../model/api/types/policy.ts";
import { SERVICE, SERVICE_SPEC } from "../../model/api/types/service.ts";

import { QUANTITIES, usesOf, WHOLE } from "./field-uses.ts";
import { METADATA_USES, TYPE } from "./pod-uses.ts";

const NODE_SPEC_USES = usesOf(
  NODE_SPEC,
  { unschedulable: WHOLE, taints: WHOLE },
  "configSource externalID podCIDR podCIDRs providerID",
);

const NODE_STATUS_USES = usesOf(
  NODE_STATUS,
  { allocatable: QUANTITIES, capacity: QUANTITIES, images: WHOLE },
  "addresses conditions config daemonEndpoints declaredFeatures features nodeInfo phase runtimeHandlers " +
    "volumesAttached volumesInUse",
);

export const NODE_USES = usesOf(
  NODE,
  { metadata: METADATA_USES, spec: NODE_SPEC_USES, status: NODE_STATUS_USES },
  TYPE,
);

const SERVICE_SPEC_USES = usesOf(
  SERVICE_SPEC,
  { selector: WHOLE },
  "allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName externalTrafficPolicy " +
    "healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP " +
    "loadBalancerSourceRanges ports publishNotReadyAddresses sessionAffinity sessionAffinityConfig " +
    "trafficDistribution type",
);

export const SERVICE_USES = usesOf(SERVICE, { metadata: METADATA_USES, spec: SERVICE_SPEC_USES }, `${TYPE} status`);

export const PRIORITY_CLASS_USES = usesOf(
  PRIORITY_CLASS,
  { metadata: METADATA_USES, value: WHOLE, globalDefault: WHOLE, preemptionPolicy: WHOLE },
  `${TYPE} description`,
);

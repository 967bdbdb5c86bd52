// What is kept of pods and of the templates that pods are made from: what decides where they go and how long they
// stay, and how they live there: probes, hooks, states. Commands, environment, mounts and what secrets and configuration they use
// are left out.

import {
  AFFINITY,
  NODE_AFFINITY,
  POD_AFFINITY,
  POD_AFFINITY_TERM,
  POD_ANTI_AFFINITY,
  PREFERRED_SCHEDULING_TERM,
  TOPOLOGY_SPREAD_CONSTRAINT,
  WEIGHTED_POD_AFFINITY_TERM,
} from "../../model/api/types/affinity.ts";
import {
  CONTAINER,
  CONTAINER_PORT,
  CONTAINER_RESIZE_POLICY,
  GRPC_ACTION,
  HTTP_GET_ACTION,
  LIFECYCLE,
  LIFECYCLE_HANDLER,
  PROBE,
  RESOURCE_CLAIM,
  RESOURCE_REQUIREMENTS,
  SLEEP_ACTION,
  TCP_SOCKET_ACTION,
} from "../../model/api/types/container.ts";
import {
  CONTAINER_STATE,
  CONTAINER_STATE_RUNNING,
  CONTAINER_STATE_TERMINATED,
  CONTAINER_STATE_WAITING,
  CONTAINER_STATUS,
  POD_CONDITION,
  POD_RESOURCE_CLAIM_STATUS,
  POD_STATUS,
} from "../../model/api/types/pod-status.ts";
import {
  POD,
  POD_OS,
  POD_READINESS_GATE,
  POD_RESOURCE_CLAIM,
  POD_SCHEDULING_GATE,
  POD_SPEC,
  POD_TEMPLATE_SPEC,
} from "../../model/api/types/pod.ts";

import { METADATA, NODE_TERM, NODES_SELECTED, SELECTOR } from "./metadata-shapes.ts";
import { AMOUNTS, KEYED, LABELS, listOf, NAME, shapeOf, text, type Shape } from "./shape.ts";
import { POD_VOLUME } from "./storage-shapes.ts";

const NAMES = listOf(NAME);
const KEYS = listOf(text("label-key"));

const RESOURCES = shapeOf(RESOURCE_REQUIREMENTS, "", {
  requests: AMOUNTS,
  limits: AMOUNTS,
  claims: listOf(shapeOf(RESOURCE_CLAIM, "", { name: NAME, request: NAME })),
});

const PORT = shapeOf(CONTAINER_PORT, "containerPort hostPort protocol", {
  name: text("port"),
  hostIP: text("address"),
});

/** Which command a probe or a hook runs is not kept, only that it runs one. */
const COMMAND: Shape = Object.freeze({ kind: "command" });

const HANDLERS = {
  exec: COMMAND,
  httpGet: shapeOf(HTTP_GET_ACTION, "scheme", { port: text("port") }),
  tcpSocket: shapeOf(TCP_SOCKET_ACTION, "", { port: text("port") }),
};

const PROBE_KEPT = shapeOf(
  PROBE,
  "initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold terminationGracePeriodSeconds",
  { ...HANDLERS, grpc: shapeOf(GRPC_ACTION, "port") },
);

const HOOK = shapeOf(LIFECYCLE_HANDLER, "", { ...HANDLERS, sleep: shapeOf(SLEEP_ACTION, "seconds") });

const CONTAINER_KEPT = shapeOf(CONTAINER, "restartPolicy imagePullPolicy", {
  livenessProbe: PROBE_KEPT,
  readinessProbe: PROBE_KEPT,
  startupProbe: PROBE_KEPT,
  lifecycle: shapeOf(LIFECYCLE, "", { postStart: HOOK, preStop: HOOK }),
  name: NAME,
  image: text("image"),
  resources: RESOURCES,
  ports: listOf(PORT),
  resizePolicy: listOf(shapeOf(CONTAINER_RESIZE_POLICY, "restartPolicy", { resourceName: text("resource") })),
});

const POD_TERM = shapeOf(POD_AFFINITY_TERM, "", {
  labelSelector: SELECTOR,
  namespaces: NAMES,
  namespaceSelector: SELECTOR,
  topologyKey: text("label-key"),
  matchLabelKeys: KEYS,
  mismatchLabelKeys: KEYS,
});

const NEARNESS = {
  requiredDuringSchedulingIgnoredDuringExecution: listOf(POD_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(
    shapeOf(WEIGHTED_POD_AFFINITY_TERM, "weight", { podAffinityTerm: POD_TERM }),
  ),
};

const AFFINITY_KEPT = shapeOf(AFFINITY, "", {
  nodeAffinity: shapeOf(NODE_AFFINITY, "", {
    requiredDuringSchedulingIgnoredDuringExecution: NODES_SELECTED,
    preferredDuringSchedulingIgnoredDuringExecution: listOf(
      shapeOf(PREFERRED_SCHEDULING_TERM, "weight", { preference: NODE_TERM }),
    ),
  }),
  podAffinity: shapeOf(POD_AFFINITY, "", NEARNESS),
  podAntiAffinity: shapeOf(POD_ANTI_AFFINITY, "", NEARNESS),
});

const SPREAD = shapeOf(
  TOPOLOGY_SPREAD_CONSTRAINT,
  "maxSkew whenUnsatisfiable minDomains nodeAffinityPolicy nodeTaintsPolicy",
  { topologyKey: text("label-key"), labelSelector: SELECTOR, matchLabelKeys: KEYS },
);

const POD_SPEC_KEPT = shapeOf(
  POD_SPEC,
  "hostNetwork priority preemptionPolicy restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds",
  {
    nodeName: NAME,
    schedulerName: text("scheduler"),
    priorityClassName: NAME,
    runtimeClassName: NAME,
    nodeSelector: LABELS,
    affinity: AFFINITY_KEPT,
    topologySpreadConstraints: listOf(SPREAD),
    tolerations: listOf(KEYED),
    schedulingGates: listOf(shapeOf(POD_SCHEDULING_GATE, "", { name: text("label-key") })),
    readinessGates: listOf(shapeOf(POD_READINESS_GATE, "", { conditionType: text("condition") })),
    os: shapeOf(POD_OS, "name"),
    overhead: AMOUNTS,
    resources: RESOURCES,
    resourceClaims: listOf(
      shapeOf(POD_RESOURCE_CLAIM, "", { name: NAME, resourceClaimName: NAME, resourceClaimTemplateName: NAME }),
    ),
    initContainers: listOf(CONTAINER_KEPT),
    containers: listOf(CONTAINER_KEPT),
    volumes: listOf(POD_VOLUME),
  },
);

/** The kubelet's own words for why a container does not run. */
const WAITING_REASONS = [
  "ContainerCreating",
  "CrashLoopBackOff",
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "PodInitializing",
  "RunContainerError",
];

const END_REASONS = ["Completed", "ContainerCannotRun", "ContainerStatusUnknown", "Error", "OOMKilled", "StartError"];

const STATE = shapeOf(CONTAINER_STATE, "", {
  waiting: shapeOf(CONTAINER_STATE_WAITING, "", { reason: { kind: "word", words: WAITING_REASONS } }),
  running: shapeOf(CONTAINER_STATE_RUNNING, "startedAt"),
  terminated: shapeOf(CONTAINER_STATE_TERMINATED, "exitCode startedAt finishedAt", {
    reason: { kind: "word", words: END_REASONS },
  }),
});

const CONTAINER_SEEN = shapeOf(CONTAINER_STATUS, "ready restartCount", {
  state: STATE,
  lastState: STATE,
  name: NAME,
  allocatedResources: AMOUNTS,
  resources: RESOURCES,
});

const POD_SEEN = shapeOf(POD_STATUS, "phase startTime", {
  nominatedNodeName: NAME,
  conditions: listOf(
    shapeOf(POD_CONDITION, "status lastTransitionTime", { type: text("condition"), reason: text("condition") }),
  ),
  initContainerStatuses: listOf(CONTAINER_SEEN),
  containerStatuses: listOf(CONTAINER_SEEN),
  allocatedResources: AMOUNTS,
  resources: RESOURCES,
  resourceClaimStatuses: listOf(shapeOf(POD_RESOURCE_CLAIM_STATUS, "", { name: NAME, resourceClaimName: NAME })),
});

export const POD_SHAPE = shapeOf(POD, "apiVersion kind", { metadata: METADATA, spec: POD_SPEC_KEPT, status: POD_SEEN });

export const TEMPLATE = shapeOf(POD_TEMPLATE_SPEC, "", { metadata: METADATA, spec: POD_SPEC_KEPT });

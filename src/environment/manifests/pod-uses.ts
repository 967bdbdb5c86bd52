// What plimsoll does with the fields of pods and of the templates that pods are made from.

import { AFFINITY } from "../../model/api/types/affinity.ts";
import {
  CONTAINER,
  CONTAINER_PORT,
  LIFECYCLE,
  LIFECYCLE_HANDLER,
  PROBE,
  RESOURCE_CLAIM,
  RESOURCE_REQUIREMENTS,
} from "../../model/api/types/container.ts";
import { OBJECT_META } from "../../model/api/types/object-meta.ts";
import { CONTAINER_STATUS, POD_CONDITION, POD_STATUS } from "../../model/api/types/pod-status.ts";
import { POD, POD_SPEC, POD_TEMPLATE_SPEC } from "../../model/api/types/pod.ts";
import { IMAGE_VOLUME_SOURCE, VOLUME } from "../../model/api/types/volume.ts";

import { list, QUANTITIES, usesOf, WHOLE } from "./field-uses.ts";

export const METADATA_USES = usesOf(
  OBJECT_META,
  {
    name: WHOLE,
    namespace: WHOLE,
    labels: WHOLE,
    annotations: WHOLE,
    ownerReferences: WHOLE,
    creationTimestamp: WHOLE,
    deletionTimestamp: WHOLE,
    deletionGracePeriodSeconds: WHOLE,
    finalizers: WHOLE,
  },
  "generateName uid generation managedFields resourceVersion selfLink",
);

const RESOURCES = usesOf(RESOURCE_REQUIREMENTS, {
  requests: QUANTITIES,
  limits: QUANTITIES,
  claims: list(usesOf(RESOURCE_CLAIM, { name: WHOLE }, "request")),
});

const PORT = usesOf(CONTAINER_PORT, { containerPort: WHOLE, hostPort: WHOLE, hostIP: WHOLE, protocol: WHOLE }, "name");

/** Whom a probe asks does not matter: what it hears, the user says. */
const PROBE_USES = usesOf(
  PROBE,
  { initialDelaySeconds: WHOLE, periodSeconds: WHOLE, successThreshold: WHOLE, failureThreshold: WHOLE },
  "exec grpc httpGet tcpSocket terminationGracePeriodSeconds timeoutSeconds",
);

/** How long a hook takes is known of those that only sleep. */
const HOOKS = usesOf(
  LIFECYCLE,
  { preStop: usesOf(LIFECYCLE_HANDLER, { exec: WHOLE, sleep: WHOLE }, "httpGet tcpSocket") },
  "postStart stopSignal",
);

const CONTAINER_USES = usesOf(
  CONTAINER,
  {
    name: WHOLE,
    image: WHOLE,
    imagePullPolicy: WHOLE,
    resources: RESOURCES,
    ports: list(PORT),
    restartPolicy: WHOLE,
    startupProbe: PROBE_USES,
    livenessProbe: PROBE_USES,
    readinessProbe: PROBE_USES,
    lifecycle: HOOKS,
  },
  "args command env envFrom resizePolicy restartPolicyRules securityContext stdin stdinOnce terminationMessagePath " +
    "terminationMessagePolicy tty volumeDevices volumeMounts workingDir",
);

const AFFINITY_USES = usesOf(AFFINITY, { nodeAffinity: WHOLE, podAffinity: WHOLE, podAntiAffinity: WHOLE });

const VOLUME_USES = usesOf(
  VOLUME,
  {
    name: WHOLE,
    image: usesOf(IMAGE_VOLUME_SOURCE, { reference: WHOLE }, "pullPolicy"),
    persistentVolumeClaim: WHOLE,
    ephemeral: WHOLE,
    csi: WHOLE,
    awsElasticBlockStore: WHOLE,
    azureDisk: WHOLE,
    cinder: WHOLE,
    gcePersistentDisk: WHOLE,
    iscsi: WHOLE,
    portworxVolume: WHOLE,
    rbd: WHOLE,
    vsphereVolume: WHOLE,
  },
  "azureFile cephfs configMap downwardAPI emptyDir fc flexVolume flocker gitRepo glusterfs hostPath nfs " +
    "photonPersistentDisk projected quobyte scaleIO secret storageos",
);

const POD_SPEC_USES = usesOf(
  POD_SPEC,
  {
    nodeName: WHOLE,
    schedulerName: WHOLE,
    hostNetwork: WHOLE,
    priority: WHOLE,
    priorityClassName: WHOLE,
    preemptionPolicy: WHOLE,
    nodeSelector: WHOLE,
    affinity: AFFINITY_USES,
    tolerations: WHOLE,
    schedulingGates: WHOLE,
    topologySpreadConstraints: WHOLE,
    containers: list(CONTAINER_USES),
    initContainers: list(CONTAINER_USES),
    overhead: QUANTITIES,
    resources: RESOURCES,
    volumes: list(VOLUME_USES),
    restartPolicy: WHOLE,
    terminationGracePeriodSeconds: WHOLE,
    activeDeadlineSeconds: WHOLE,
    runtimeClassName: WHOLE,
    resourceClaims: WHOLE,
  },
  "automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC " +
    "hostPID hostUsers hostname hostnameOverride imagePullSecrets os securityContext serviceAccount " +
    "serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain",
  {
    readinessGates: "pods are ready as soon as their containers are",
    schedulingGroup: "pods of a group are scheduled one by one",
  },
);

const CONTAINER_STATUS_USES = usesOf(
  CONTAINER_STATUS,
  {
    name: WHOLE,
    allocatedResources: QUANTITIES,
    resources: RESOURCES,
    ready: WHOLE,
    restartCount: WHOLE,
    state: WHOLE,
    lastState: WHOLE,
  },
  "allocatedResourcesStatus containerID image imageID started stopSignal user volumeMounts",
);

const CONDITION = usesOf(
  POD_CONDITION,
  { type: WHOLE, status: WHOLE, reason: WHOLE, lastTransitionTime: WHOLE },
  "lastProbeTime message observedGeneration",
);

const POD_STATUS_USES = usesOf(
  POD_STATUS,
  {
    phase: WHOLE,
    startTime: WHOLE,
    nominatedNodeName: WHOLE,
    conditions: list(CONDITION),
    containerStatuses: list(CONTAINER_STATUS_USES),
    initContainerStatuses: list(CONTAINER_STATUS_USES),
    allocatedResources: QUANTITIES,
    resources: RESOURCES,
    resourceClaimStatuses: WHOLE,
  },
  "ephemeralContainerStatuses extendedResourceClaimStatus hostIP hostIPs message nodeAllocatableResourceClaimStatuses " +
    "observedGeneration podIP podIPs qosClass reason resize",
);

/** What stands on every object beside its own parts, and says what it is. */
export const TYPE = "apiVersion kind";

export const POD_USES = usesOf(POD, { metadata: METADATA_USES, spec: POD_SPEC_USES, status: POD_STATUS_USES }, TYPE);

export const POD_TEMPLATE_USES = usesOf(POD_TEMPLATE_SPEC, { metadata: METADATA_USES, spec: POD_SPEC_USES });

// The fields of pods and of the templates that pods are made from.
// Source: k8s.io/api core/v1 (types.go) and apimachinery meta/v1, v1.36.

import { ANYTHING, BOOLEAN, INT32_MAX, integer, list, object, oneOf, QUANTITIES, STRINGS, TEXT } from "./shape.ts";

const OWNER_REFERENCE = object(
  "owner reference",
  ["kind", "name"],
  { apiVersion: TEXT, kind: TEXT, name: TEXT, controller: BOOLEAN },
  "uid blockOwnerDeletion",
);

export const METADATA = object(
  "metadata",
  [],
  {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    labels: STRINGS,
    annotations: STRINGS,
    ownerReferences: list(OWNER_REFERENCE),
    creationTimestamp: TEXT,
    deletionTimestamp: TEXT,
  },
  "uid deletionGracePeriodSeconds finalizers generation managedFields resourceVersion selfLink",
);

const RESOURCES = object("resources", [], {
  requests: QUANTITIES,
  limits: QUANTITIES,
  claims: list(object("claim", ["name"], { name: TEXT }, "request")),
});

const PORT_MAX = 65_535;

const CONTAINER_PORT = object(
  "container port",
  [],
  {
    containerPort: integer(0, PORT_MAX),
    hostPort: integer(0, PORT_MAX),
    hostIP: TEXT,
    protocol: oneOf("TCP", "UDP", "SCTP"),
  },
  "name",
);

const CONTAINER = object(
  "container",
  ["name"],
  {
    name: TEXT,
    image: TEXT,
    resources: RESOURCES,
    ports: list(CONTAINER_PORT),
    restartPolicy: oneOf("Always", "OnFailure", "Never"),
  },
  "args command env envFrom imagePullPolicy lifecycle livenessProbe readinessProbe resizePolicy restartPolicyRules " +
    "securityContext startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices " +
    "volumeMounts workingDir",
);

const TOLERATION = object("toleration", [], {
  key: TEXT,
  operator: oneOf("Exists", "Equal", "Lt", "Gt", ""),
  value: TEXT,
  effect: oneOf("NoSchedule", "PreferNoSchedule", "NoExecute", ""),
  tolerationSeconds: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
});

const NODE_SELECTOR_REQUIREMENT = object("node selector requirement", ["key", "operator"], {
  key: TEXT,
  operator: oneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
  values: list(TEXT),
});

const NODE_SELECTOR_TERM = object("node selector term", [], {
  matchExpressions: list(NODE_SELECTOR_REQUIREMENT),
  matchFields: list(NODE_SELECTOR_REQUIREMENT),
});

const PREFERRED_TERM = object("preferred scheduling term", ["weight", "preference"], {
  weight: integer(1, 100),
  preference: NODE_SELECTOR_TERM,
});

const NODE_AFFINITY = object("node affinity", [], {
  requiredDuringSchedulingIgnoredDuringExecution: object("node selector", ["nodeSelectorTerms"], {
    nodeSelectorTerms: list(NODE_SELECTOR_TERM),
  }),
  preferredDuringSchedulingIgnoredDuringExecution: list(PREFERRED_TERM),
});

const AFFINITY = object("affinity", [], { nodeAffinity: NODE_AFFINITY }, "", {
  podAffinity: "pods are placed without regard to the pods they want near",
  podAntiAffinity: "pods are placed without regard to the pods they want apart",
});

const ATTACHED = "volumes are not attached, so they limit no placement";

const VOLUME = object(
  "volume",
  ["name"],
  { name: TEXT, image: object("image volume", [], { reference: TEXT }, "pullPolicy") },
  "azureFile cephfs cinder configMap downwardAPI emptyDir fc flexVolume flocker gitRepo glusterfs hostPath nfs " +
    "photonPersistentDisk portworxVolume projected quobyte scaleIO secret storageos vsphereVolume",
  {
    persistentVolumeClaim: ATTACHED,
    ephemeral: ATTACHED,
    csi: ATTACHED,
    awsElasticBlockStore: ATTACHED,
    azureDisk: ATTACHED,
    gcePersistentDisk: ATTACHED,
    iscsi: ATTACHED,
    rbd: ATTACHED,
  },
);

const INT32_MIN = -INT32_MAX - 1;

const POD_SPEC = object(
  "pod spec",
  ["containers"],
  {
    nodeName: TEXT,
    schedulerName: TEXT,
    hostNetwork: BOOLEAN,
    priority: integer(INT32_MIN, INT32_MAX),
    priorityClassName: TEXT,
    preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
    nodeSelector: STRINGS,
    affinity: AFFINITY,
    tolerations: list(TOLERATION),
    schedulingGates: list(object("scheduling gate", ["name"], { name: TEXT })),
    containers: list(CONTAINER),
    initContainers: list(CONTAINER),
    overhead: QUANTITIES,
    resources: RESOURCES,
    volumes: list(VOLUME),
    restartPolicy: oneOf("Always", "OnFailure", "Never"),
    terminationGracePeriodSeconds: integer(0, Number.MAX_SAFE_INTEGER),
  },
  "automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC " +
    "hostPID hostUsers hostname hostnameOverride imagePullSecrets os readinessGates securityContext serviceAccount " +
    "serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain",
  {
    activeDeadlineSeconds: "pods run as long as the scenario says, whatever their deadline",
    resourceClaims: "devices are not allocated, so they limit no placement",
    runtimeClassName: "the overhead and node selector of the runtime class are not added",
    schedulingGroup: "pods of a group are scheduled one by one",
    topologySpreadConstraints: "pods are placed without regard to how they are spread",
    workloadRef: "pods of a workload are scheduled one by one",
  },
);

const RESOURCES_SEEN = { allocatedResources: QUANTITIES, resources: RESOURCES };

const CONTAINER_STATUS = object(
  "container status",
  [],
  { name: TEXT, ...RESOURCES_SEEN },
  "allocatedResourcesStatus containerID image imageID lastState ready restartCount started state stopSignal user " +
    "volumeMounts",
);

const POD_STATUS = object(
  "pod status",
  [],
  {
    phase: oneOf("Pending", "Running", "Succeeded", "Failed", "Unknown", ""),
    startTime: TEXT,
    nominatedNodeName: TEXT,
    conditions: list(
      object(
        "pod condition",
        ["type", "status"],
        { type: TEXT, status: TEXT, reason: TEXT },
        "lastProbeTime lastTransitionTime message observedGeneration",
      ),
    ),
    containerStatuses: list(CONTAINER_STATUS),
    initContainerStatuses: list(CONTAINER_STATUS),
    ...RESOURCES_SEEN,
  },
  "ephemeralContainerStatuses extendedResourceClaimStatus hostIP hostIPs message nodeAllocatableResourceClaimStatuses " +
    "observedGeneration podIP podIPs qosClass reason resize resourceClaimStatuses",
);

/** What stands on every object beside its own parts. */
export const TYPE = { apiVersion: ANYTHING, kind: ANYTHING };

export const POD = object("pod", ["spec"], { ...TYPE, metadata: METADATA, spec: POD_SPEC, status: POD_STATUS });

export const POD_TEMPLATE = object("pod template", ["spec"], { metadata: METADATA, spec: POD_SPEC });

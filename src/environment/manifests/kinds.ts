// The kinds of Kubernetes' own API groups, and what plimsoll does with each. Kinds of other groups are custom
// resources: what their controllers would create is not simulated. Source: k8s.io/api, v1.36.

/** What happens to objects of a kind. */
export type KindUse =
  | { readonly use: "read" }
  | { readonly use: "ignored" }
  | { readonly use: "not-simulated"; readonly consequence: string };

export interface KnownKind {
  /** `v1`, `apps/v1` … in which the kind is served. */
  readonly apiVersions: readonly string[];
  readonly what: KindUse;
}

const READ: KindUse = Object.freeze({ use: "read" });
const IGNORED: KindUse = Object.freeze({ use: "ignored" });

function notSimulated(consequence: string): KindUse {
  return { use: "not-simulated", consequence };
}

const WEBHOOKS = notSimulated("pods are taken as they are written, whatever an admission rule would change");

function kinds(apiVersions: string, names: string, what: KindUse): readonly (readonly [string, KnownKind])[] {
  const known: KnownKind = { apiVersions: apiVersions.split(" "), what };
  return names.split(" ").map((name) => [name, known] as const);
}

/** By kind. */
export const KNOWN_KINDS: ReadonlyMap<string, KnownKind> = new Map([
  ...kinds("v1", "Pod Node ReplicationController Service Namespace List", READ),
  ...kinds("apps/v1", "Deployment ReplicaSet StatefulSet", READ),
  ...kinds("batch/v1", "Job", READ),
  ...kinds("scheduling.k8s.io/v1", "PriorityClass", READ),
  ...kinds("v1", "LimitRange ResourceQuota", READ),
  ...kinds("node.k8s.io/v1", "RuntimeClass", READ),

  ...kinds("apps/v1", "DaemonSet", notSimulated("its pods take no room on the nodes")),
  ...kinds("batch/v1", "CronJob", notSimulated("it starts no jobs")),
  ...kinds("autoscaling/v2 autoscaling/v1", "HorizontalPodAutoscaler", notSimulated("replicas stay as written")),
  ...kinds("policy/v1", "PodDisruptionBudget", READ),
  ...kinds("v1", "PersistentVolume PersistentVolumeClaim", READ),
  ...kinds("storage.k8s.io/v1", "StorageClass CSINode CSIDriver CSIStorageCapacity VolumeAttachment", READ),
  ...kinds("storage.k8s.io/v1 storage.k8s.io/v1beta1", "VolumeAttributesClass", IGNORED),
  ...kinds("resource.k8s.io/v1", "ResourceClaim ResourceClaimTemplate ResourceSlice DeviceClass", READ),
  ...kinds("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", WEBHOOKS),
  ...kinds(
    "admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1",
    "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
    WEBHOOKS,
  ),

  ...kinds("v1", "ConfigMap Secret ServiceAccount Endpoints PodTemplate Binding ComponentStatus", IGNORED),
  ...kinds("apps/v1", "ControllerRevision", IGNORED),
  ...kinds("v1 events.k8s.io/v1", "Event", IGNORED),
  ...kinds("discovery.k8s.io/v1", "EndpointSlice", IGNORED),
  ...kinds("networking.k8s.io/v1", "Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR", IGNORED),
  ...kinds("rbac.authorization.k8s.io/v1", "Role RoleBinding ClusterRole ClusterRoleBinding", IGNORED),
  ...kinds("coordination.k8s.io/v1", "Lease", IGNORED),
  ...kinds(
    "admissionregistration.k8s.io/v1",
    "ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
    IGNORED,
  ),
  ...kinds("apiextensions.k8s.io/v1", "CustomResourceDefinition", IGNORED),
  ...kinds("apiregistration.k8s.io/v1", "APIService", IGNORED),
  ...kinds("certificates.k8s.io/v1", "CertificateSigningRequest", IGNORED),
  ...kinds("flowcontrol.apiserver.k8s.io/v1", "FlowSchema PriorityLevelConfiguration", IGNORED),
]);

/** Kinds of which something is done only where their controllers run. */
export const CONTROLLED_KINDS: ReadonlySet<string> = new Set([
  "DaemonSet",
  "CronJob",
  "ControllerRevision",
  "HorizontalPodAutoscaler",
]);

/** True for groups that Kubernetes itself serves: a kind unknown there is a mistake, not a custom resource. */
export function isBuiltInGroup(apiVersion: string): boolean {
  const slash = apiVersion.indexOf("/");
  if (slash < 0) return true;
  const group = apiVersion.slice(0, slash);
  return !group.includes(".") || BUILT_IN_GROUPS.has(group);
}

const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(
  [...KNOWN_KINDS.values()].flatMap((kind) => kind.apiVersions.map((version) => version.split("/")[0]!)),
);

// Names that say nothing of who runs a cluster: those of Kubernetes itself and of makers of hardware. They stay when
// names are made anonymous, so that what depends on them works as before.

/** Objects that every cluster has, and names that have a meaning. */
export const PUBLIC_NAMES: ReadonlySet<string> = new Set([
  "default",
  "default-scheduler",
  "kube-node-lease",
  "kube-public",
  "kube-system",
  "kubernetes",
  "system-cluster-critical",
  "system-node-critical",
]);

/** Keys of labels and taints as a whole. Those by which a node's pool is known belong to them. */
export const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  "metadata.name",
  "controller-revision-hash",
  "controller-uid",
  "controller.kubernetes.io/hash",
  "job-name",
  "pod-template-generation",
  "pod-template-hash",
  "alpha.eksctl.io/nodegroup-name",
  "cloud.google.com/gke-nodepool",
  "doks.digitalocean.com/node-pool",
  "eks.amazonaws.com/nodegroup",
  "karpenter.sh/nodepool",
  "kubernetes.azure.com/agentpool",
  "app.kubernetes.io/component",
  "app.kubernetes.io/instance",
  "app.kubernetes.io/managed-by",
  "app.kubernetes.io/name",
  "app.kubernetes.io/part-of",
  "app.kubernetes.io/version",
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-controller",
  "batch.kubernetes.io/job-name",
  "beta.kubernetes.io/arch",
  "beta.kubernetes.io/instance-type",
  "beta.kubernetes.io/os",
  "failure-domain.beta.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "kubernetes.io/arch",
  "kubernetes.io/hostname",
  "kubernetes.io/job-tracking",
  "kubernetes.io/metadata.name",
  "kubernetes.io/os",
  "kubernetes.io/service-name",
  "node-role.kubernetes.io/control-plane",
  "node-role.kubernetes.io/master",
  "node-role.kubernetes.io/worker",
  "node.cloudprovider.kubernetes.io/shutdown",
  "node.cloudprovider.kubernetes.io/uninitialized",
  "node.kubernetes.io/disk-pressure",
  "node.kubernetes.io/exclude-from-external-load-balancers",
  "node.kubernetes.io/instance-type",
  "node.kubernetes.io/memory-pressure",
  "node.kubernetes.io/network-unavailable",
  "node.kubernetes.io/not-ready",
  "node.kubernetes.io/out-of-service",
  "node.kubernetes.io/pid-pressure",
  "node.kubernetes.io/unreachable",
  "node.kubernetes.io/unschedulable",
  "node.kubernetes.io/windows-build",
  "pod-security.kubernetes.io/audit",
  "pod-security.kubernetes.io/enforce",
  "pod-security.kubernetes.io/warn",
  "service.kubernetes.io/headless",
  "statefulset.kubernetes.io/pod-name",
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
]);

/** Keys whose values are numbers or words of Kubernetes. */
export const KEYS_OF_PUBLIC_VALUES: ReadonlySet<string> = new Set([
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/job-completion-index",
  "beta.kubernetes.io/arch",
  "beta.kubernetes.io/os",
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "node.kubernetes.io/windows-build",
  "pod-security.kubernetes.io/audit",
  "pod-security.kubernetes.io/enforce",
  "pod-security.kubernetes.io/warn",
  "pod-template-generation",
]);

export const PUBLIC_VALUES: ReadonlySet<string> = new Set(["", "true", "false"]);

/** Kubernetes' own, below which the rest of a key is somebody's own word. */
export const PUBLIC_DOMAINS: ReadonlySet<string> = new Set([
  "kubernetes.io",
  "k8s.io",
  "beta.kubernetes.io",
  "node.kubernetes.io",
  "node-restriction.kubernetes.io",
  "node-role.kubernetes.io",
  "plimsoll",
]);

/** Makers of what nodes offer beside CPU and memory: their resources are the same everywhere. */
export const HARDWARE_DOMAINS: ReadonlySet<string> = new Set(["amd.com", "gpu.intel.com", "intel.com", "nvidia.com"]);

/** Types and reasons of conditions. */
export const PUBLIC_CONDITIONS: ReadonlySet<string> = new Set([
  "AllContainersRestarting",
  "Complete",
  "ContainersNotInitialized",
  "ContainersNotReady",
  "ContainersReady",
  "Deferred",
  "DeletionByTaintManager",
  "DiskPressure",
  "DisruptionTarget",
  "EvictionByEvictionAPI",
  "Failed",
  "FailureTarget",
  "Infeasible",
  "Initialized",
  "MemoryPressure",
  "NetworkUnavailable",
  "PIDPressure",
  "PodCompleted",
  "PodFailed",
  "PodReadyToStartContainers",
  "PodResizeInProgress",
  "PodResizePending",
  "PodScheduled",
  "PreemptionByScheduler",
  "Ready",
  "ReadinessGatesNotReady",
  "SchedulerError",
  "SchedulingGated",
  "SuccessCriteriaMet",
  "Suspended",
  "TerminationByKubelet",
  "UnknownContainerStatuses",
  "Unschedulable",
]);

export const PUBLIC_ADDRESSES: ReadonlySet<string> = new Set(["0.0.0.0", "127.0.0.1", "::", "::1"]);

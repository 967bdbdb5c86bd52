// The Kubernetes versions whose behaviour can be imitated.

export const KUBERNETES_VERSIONS = Object.freeze(["1.33", "1.34", "1.35", "1.36"] as const);

/** Minor version of Kubernetes; the newest is the default. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

export const DEFAULT_KUBERNETES_VERSION: KubernetesVersion = "1.36";

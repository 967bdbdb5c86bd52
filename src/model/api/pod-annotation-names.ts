// Annotations of pods that the API server knows, and what it knows them to say.
// Source: pkg/apis/core/annotation_key_constants.go and k8s.io/api/core/v1/annotation_key_constants.go, v1.36.

export const MIRROR_POD = "kubernetes.io/config.mirror";
export const TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations";
export const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
export const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
/** A container's name follows. */
export const SECCOMP_PREFIX = "container.seccomp.security.alpha.kubernetes.io/";
/** A container's name follows. */
export const APP_ARMOR_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** Profiles of both kinds; that of a file on the node follows its prefix. */
export const RUNTIME_DEFAULT = "runtime/default";
export const UNCONFINED = "unconfined";
export const LOCALHOST_PREFIX = "localhost/";
export const SECCOMP_DOCKER_DEFAULT = "docker/default";

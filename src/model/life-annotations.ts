// Annotations that say what becomes of a pod after it has been placed: how its containers behave, which pod of several goes
// first, which part of a Job it is, whether a kubelet runs it from a file. Source: pkg/controller/controller_utils.go, pkg/controller/job/indexed_job_utils.go, v1.36.

/** What a user says of containers that are not really there. */
const OWN_PREFIX = "plimsoll/";

/** Each pod has its own, and whoever creates the pod reads them. */
const OF_ONE_POD: ReadonlySet<string> = new Set(["plimsoll/arrives-at", "plimsoll/runs-for"]);

const KUBERNETES: ReadonlySet<string> = new Set([
  "kubernetes.io/config.source",
  "kubernetes.io/config.mirror",
  "controller.kubernetes.io/pod-deletion-cost",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-index-failure-count",
]);

/** Those of a pod, in its order; undefined: none. */
export function lifeAnnotationsOf(
  annotations: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] | undefined {
  const found = Object.entries(annotations).filter(
    ([name]) => KUBERNETES.has(name) || (name.startsWith(OWN_PREFIX) && !OF_ONE_POD.has(name)),
  );
  return found.length === 0 ? undefined : found;
}

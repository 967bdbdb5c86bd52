// DefaultTolerationSeconds: pods put up for five minutes with a node that is not ready or not reachable, unless they say
// how long they do.
// Imitates plugin/pkg/admission/defaulttolerationseconds/admission.go, v1.36.

import { merged } from "../../base/merged.ts";

import type { Toleration } from "../objects.ts";
import type { AdmittedPod } from "./admitted-pod.ts";

/** What the server's flags --default-not-ready-toleration-seconds and its like have by default. */
const DEFAULT_SECONDS = 300;

const DEFAULTS: readonly Toleration[] = Object.freeze(
  ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].map((key) =>
    Object.freeze({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: DEFAULT_SECONDS }),
  ),
);

/** The pod with tolerations for both taints. */
export function withDefaultTolerations<Pod extends AdmittedPod>(pod: Pod): Pod {
  const tolerations = pod.spec?.tolerations ?? [];
  const missing = DEFAULTS.filter(({ key }) => !tolerations.some((toleration) => speaksOf(toleration, key)));
  if (missing.length === 0) return pod;
  return merged(pod, { spec: merged(pod.spec ?? {}, { tolerations: [...tolerations, ...missing] }) });
}

/** Whether the toleration is about such evictions, whatever else it asks for. */
function speaksOf({ key, effect }: Toleration, taintKey: string | undefined): boolean {
  return (!key || key === taintKey) && (!effect || effect === "NoExecute");
}

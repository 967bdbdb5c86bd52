// Static pods: those that a kubelet runs from files of its own. In the API each has a mirror, which only shows it.
// Imitates pkg/kubelet/config/common.go (applyDefaults) and pkg/kubelet/pod/mirror_client.go, v1.36.

import { MIRROR_POD } from "../api/pod-annotation-names.ts";
import type { Pod, Toleration } from "../objects.ts";
import { CONFIG_SOURCE } from "./critical-pod.ts";

const BEARS_EVICTION: Toleration = Object.freeze({ operator: "Exists", effect: "NoExecute" });

/** The pod of a file as its kubelet has it: it bears all evictions for ever, and so the API server adds no bounds of its own to that. */
export function staticPodOf(pod: Pod): Pod {
  return { ...pod, spec: { ...pod.spec, tolerations: [...(pod.spec.tolerations ?? []), BEARS_EVICTION] } };
}

/** What shows a static pod in the API, on a node. Its owner, the node, is left out: all nodes' mirrors look alike. */
export function mirrorPodOf({ metadata, spec }: Pod, nodeName: string): Pod {
  const name = `${metadata.name}-${nodeName}`;
  const annotations = { ...metadata.annotations, [CONFIG_SOURCE]: "file", [MIRROR_POD]: metadata.name };
  return {
    metadata: { ...metadata, name, annotations },
    spec: { ...spec, nodeName },
    status: { phase: "Running" },
  };
}

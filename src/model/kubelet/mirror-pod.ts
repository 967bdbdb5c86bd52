// Static pods: those that a kubelet runs from files of its own. In the API each has a mirror, which only shows it.
// Imitates pkg/kubelet/config/common.go (applyDefaults) and pkg/kubelet/pod/mirror_client.go, v1.36.

import { MIRROR_POD } from "../api/pod-annotation-names.ts";
import type { Pod, Toleration } from "../objects.ts";
import { CONFIG_SOURCE } from "./critical-pod.ts";

const BEARS_EVICTION: Toleration = Object.freeze({ operator: "Exists", effect: "NoExecute" });

/** What shows the static pod of a file in the API, on a node. Its owner, the node, is left out: all nodes' mirrors look alike. */
export function mirrorPodOf({ metadata, spec }: Pod, nodeName: string): Pod {
  const name = `${metadata.name}-${nodeName}`;
  const annotations = { ...metadata.annotations, [CONFIG_SOURCE]: "file", [MIRROR_POD]: metadata.name };
  return {
    metadata: { ...metadata, name, annotations },
    spec: { ...spec, nodeName, tolerations: [...(spec.tolerations ?? []), BEARS_EVICTION] },
    status: { phase: "Running" },
  };
}

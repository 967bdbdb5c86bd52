// What shows a static pod in the API.

import { expect, it } from "vitest";

import { isCriticalPod } from "../../../src/model/kubelet/critical-pod.ts";
import { mirrorPodOf, staticPodOf } from "../../../src/model/kubelet/mirror-pod.ts";
import { podAsking } from "../build-objects.ts";

it("a mirror bears its node's name, stands on the node, bears all NoExecute taints and is never evicted", () => {
  const asking = podAsking({ cpu: "100m" }, { tolerations: [{ key: "a", operator: "Exists" }] });
  const pod = { ...asking, metadata: { name: "proxy", namespace: "kube-system", annotations: { note: "n" } } };
  const mirror = mirrorPodOf(staticPodOf(pod), "n-1");
  expect(mirror.metadata).toEqual({
    name: "proxy-n-1",
    namespace: "kube-system",
    annotations: { note: "n", "kubernetes.io/config.source": "file", "kubernetes.io/config.mirror": "proxy" },
  });
  expect(mirror.spec).toMatchObject({
    nodeName: "n-1",
    tolerations: [
      { key: "a", operator: "Exists" },
      { operator: "Exists", effect: "NoExecute" },
    ],
  });
  expect(isCriticalPod(mirror)).toBe(true);
  expect(isCriticalPod(pod)).toBe(false);
});

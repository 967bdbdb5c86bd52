// What the controllers of nodes see of a replayed record.

import type { KubeletPosts } from "../../../src/components/node-lifecycle/kubelet-posts.ts";
import type { NodeView, PodView } from "../../../src/components/node-lifecycle/node-view.ts";
import type { GcView } from "../../../src/components/pod-gc/gc-pass.ts";
import { readyStatus } from "../../../src/model/node-conditions.ts";
import { noExecuteTaints, OUT_OF_SERVICE_KEY } from "../../../src/model/node-taints.ts";
import type { RecordedApi, RecordedNode } from "./recorded-api.ts";
import type { RecordedPod } from "./recorded-pods.ts";

export function nodeViewOf(api: RecordedApi, posts: KubeletPosts): NodeView {
  return {
    names: () => api.nodes.keys(),
    find: (name) => api.nodes.get(name)?.object,
    createdUs: (name) => api.nodes.get(name)!.createdUs,
    signs: (name, us) => posts.signs(name, us),
    renewsEveryUs: (name) => posts.renewsEveryUs(name),
    isPosting: (name) => posts.isPosting(name),
    podsOn: (name) => api.pods.on(name).map(({ id }) => id),
    mayBeReady: (pod) => (podReadyStatus(api.pods.all[pod]!) ?? "False") !== "False",
  };
}

export function podViewOf(api: RecordedApi): PodView {
  const pod = (id: number) => api.pods.all[id]!;
  return {
    noExecuteTaints: (name) => {
      const node = api.nodes.get(name);
      return node === undefined ? undefined : noExecuteTaints(node.object.spec?.taints);
    },
    podsOn: (name) => api.pods.on(name).map(({ id }) => id),
    nodeNameOf: (id) => (pod(id).isGone ? undefined : pod(id).nodeName),
    tolerationsOf: (id) => pod(id).tolerations,
    borneSinceUs: () => undefined,
    keyOf: (id) => pod(id).key,
  };
}

/** Of the moment at which it is called. */
export function gcViewOf(api: RecordedApi): GcView {
  const live = api.pods.live();
  const ids = (which: (pod: RecordedPod) => boolean) => live.filter(which).map(({ id }) => id);
  const missing = new Set(live.map(({ nodeName }) => nodeName).filter((name) => name !== "" && !api.nodes.has(name)));
  return {
    endedPods: () => ids(isEnded),
    stuckPods: () => ids((pod) => pod.graceSeconds !== undefined && isOutOfService(api.nodes.get(pod.nodeName))),
    orphans: () => new Map([...missing].map((name) => [name, ids(({ nodeName }) => nodeName === name)])),
    unboundTerminating: () => ids((pod) => pod.graceSeconds !== undefined && pod.nodeName === ""),
    compareEnded: (left, right) => compareEnded(api.pods.all[left]!, api.pods.all[right]!),
    isEnded: (id) => isEnded(api.pods.all[id]!),
  };
}

/** Status of the pod's condition Ready. */
export function podReadyStatus({ conditions }: RecordedPod): string | undefined {
  return conditions.find(({ type }) => type === "Ready")?.status;
}

function isEnded({ phase }: RecordedPod): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

function isOutOfService(node: RecordedNode | undefined): boolean {
  if (node === undefined || readyStatus(node.object.status?.conditions) === "True") return false;
  return node.object.spec?.taints?.some(({ key }) => key === OUT_OF_SERVICE_KEY) ?? false;
}

function compareEnded(left: RecordedPod, right: RecordedPod): number {
  const byEviction = Number(isEvicted(right)) - Number(isEvicted(left));
  if (byEviction !== 0) return byEviction;
  if (left.createdUs !== right.createdUs) return left.createdUs - right.createdUs;
  return left.object.metadata.name < right.object.metadata.name ? -1 : 1;
}

function isEvicted({ phase, object }: RecordedPod): boolean {
  const status = object.status as { readonly reason?: string } | undefined;
  return phase === "Failed" && status?.reason === "Evicted";
}

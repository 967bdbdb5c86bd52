// What must hold at every moment of a run: names are unique, owners exist or what they owned is going, pods go from nodes that are
// gone or tainted within the time that the control plane takes, and the books add up. Knows the API's objects and the books.

import { checkBooks, type SomeNodes } from "../../../src/cluster/books.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import { controllerOf, existingPods, hasOwner, isOver, nodeOf } from "./api-objects.ts";

import type { LatePods } from "./late-pods.ts";
import { overdrawn } from "./quotas.ts";

const SECOND_US = 1e6;
/** Two rounds of the pod garbage collector: a pass each 20 s, and 40 s in which a node may come back. */
const GONE_NODE_US = 130 * SECOND_US;
/** The garbage collector of owners asks again and again, at a limited rate. */
const ORPHAN_US = 60 * SECOND_US;
/** Evictions go through the controllers' limited clients. */
const TAINT_SLACK_US = 15 * SECOND_US;
const LOOK_EACH_US = 5 * SECOND_US;

export class TimeWatch {
  readonly complaints: string[] = [];
  readonly #cluster: ClusterState;
  readonly #overfull: SomeNodes;
  readonly #late: LatePods;
  /** By what is seen: since when, µs. What is no longer seen is forgotten. */
  #sinceUs = new Map<string, number>();
  #nextLookUs = 0;

  constructor(cluster: ClusterState, overfull: SomeNodes, late: LatePods) {
    this.#cluster = cluster;
    this.#overfull = overfull;
    this.#late = late;
  }

  /** After an event; looks when some time has passed since the last look. */
  passed(nowUs: number): void {
    if (nowUs < this.#nextLookUs) return;
    this.#nextLookUs = nowUs + LOOK_EACH_US;
    this.look(nowUs);
  }

  look(nowUs: number): void {
    checkBooks(this.#cluster, this.#overfull);
    const pods = existingPods(this.#cluster);
    this.#checkNames(pods);
    this.complaints.push(...overdrawn(this.#cluster, nowUs, this.#late.askedAgain));
    const before = this.#sinceUs;
    const seen = new Map<string, number>();
    const lasts = ({ uid }: LivePodView, what: string, limitUs: number) => {
      const key = `${uid} ${what}`;
      const sinceUs = before.get(key) ?? nowUs;
      seen.set(key, sinceUs);
      if (nowUs - sinceUs > limitUs) this.complaints.push(`${what}, for more than ${limitUs / SECOND_US} s`);
    };
    for (const pod of pods) this.#lookAt(pod, lasts);
    this.#sinceUs = seen;
  }

  #checkNames(pods: readonly LivePodView[]): void {
    const names = new Set<string>();
    for (const { namespace, name } of pods) {
      const key = `${namespace}/${name}`;
      if (names.has(key)) this.complaints.push(`there are two pods ${key}`);
      names.add(key);
    }
  }

  #lookAt(pod: LivePodView, lasts: (pod: LivePodView, what: string, limitUs: number) => void): void {
    const { name, nodeName } = pod;
    const owner = controllerOf(pod.object.metadata.ownerReferences);
    if (owner !== undefined && pod.deletion === undefined && !hasOwner(this.#cluster, pod.namespace, owner)) {
      lasts(pod, `${name} stays though ${owner.kind} ${owner.name} is gone`, ORPHAN_US);
    }
    if (nodeName === undefined) return;
    const node = nodeOf(this.#cluster, nodeName);
    if (node === undefined) lasts(pod, `${name} stays on ${nodeName}, which is gone`, GONE_NODE_US);
    if (node === undefined || isOver(pod) || pod.deletion !== undefined) return;
    for (const { key, effect } of node.spec?.taints ?? []) {
      if (effect !== "NoExecute") continue;
      const seconds = secondsBorne(pod, key);
      if (seconds !== undefined) {
        lasts(pod, `${name} stays on ${nodeName} in spite of ${key}`, seconds * SECOND_US + TAINT_SLACK_US);
      }
    }
  }
}

/** How long the pod bears a NoExecute taint of the key, at the most; undefined: for ever. */
export function secondsBorne({ object }: LivePodView, key: string): number | undefined {
  const matching = (object.spec.tolerations ?? []).filter(
    (toleration) =>
      (toleration.key ?? "") === "" || (toleration.key === key && (toleration.effect ?? "NoExecute") === "NoExecute"),
  );
  if (matching.length === 0) return 0;
  const limits = matching.flatMap(({ tolerationSeconds }) =>
    tolerationSeconds === undefined ? [] : [tolerationSeconds],
  );
  return limits.length === 0 ? undefined : Math.min(...limits);
}

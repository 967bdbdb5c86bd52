// The kubelets' side of a node's health: their heartbeats, and the posts of a status that differs from what the API has. Of a
// kubelet that nothing happened to nothing is kept: its heartbeat follows from its clock.
// Imitates pkg/kubelet/kubelet_node_status.go (updateNodeStatus), v1.36, in outline.

import type { SimTime } from "../../base/time.ts";

import { changedConditions, withPosted } from "../../model/node-conditions.ts";
import type { NodeCondition } from "../../model/objects.ts";

import type { ClientDefinition } from "../../cluster/api-client.ts";
import { nextStatusTickUs, signsAt, withPost, withVoice, type Heartbeat, type KubeletVoice } from "./heartbeats.ts";
import type { Signs } from "./node-health.ts";

/** kubeAPIQPS and kubeAPIBurst, by default; a status that was refused is written with the next (nodeStatusUpdateFrequency). */
export const KUBELET_CLIENT: ClientDefinition = Object.freeze({
  name: "kubelet-nodes",
  limits: Object.freeze({ qps: 50, burst: 100 }),
  level: "node-high",
  flowOf: "instance",
  againAfterUs: 10_000_000,
});

export interface KubeletPostsPorts {
  /** The heartbeat of a node's kubelet as long as nothing happens to it; undefined: the node has none. */
  readonly firstBeat: (node: string) => Heartbeat | undefined;
  /** What the kubelet finds of its own conditions now. */
  readonly found: (node: string) => readonly NodeCondition[];
  /** Conditions that the API has; undefined: there is no such node. */
  readonly posted: (node: string) => readonly NodeCondition[] | undefined;
  /** Writes the node's conditions. */
  readonly post: (node: string, conditions: readonly NodeCondition[]) => void;
  /** Asks for `fire` of the node at `at`. */
  readonly wake: (node: string, at: SimTime) => void;
  /** Called before a heartbeat becomes another, with the moment. */
  readonly settle: (node: string, at: SimTime) => void;
}

export interface KubeletPostsState {
  readonly beats: readonly (readonly [string, Heartbeat])[];
  readonly woken: readonly (readonly [string, number])[];
}

const NO_SIGNS: Signs = Object.freeze({ renewedUs: undefined, postedUs: undefined });

export class KubeletPosts {
  readonly #ports: KubeletPostsPorts;
  /** Of kubelets that something happened to. */
  readonly #beats = new Map<string, Heartbeat>();
  /** Nodes whose status is to be posted, with the moment in µs. */
  readonly #woken = new Map<string, number>();

  constructor(ports: KubeletPostsPorts, saved?: KubeletPostsState) {
    this.#ports = ports;
    for (const [node, beat] of saved?.beats ?? []) this.#beats.set(node, beat);
    for (const [node, us] of saved?.woken ?? []) this.#woken.set(node, us);
  }

  get state(): KubeletPostsState {
    return { beats: [...this.#beats], woken: [...this.#woken] };
  }

  /** Signs of life as the API shows them at a moment since the last change. */
  signs(node: string, asOfUs: number): Signs {
    const beat = this.#beatOf(node);
    return beat === undefined ? NO_SIGNS : signsAt(beat, asOfUs);
  }

  /** In µs; undefined while nobody renews the node's Lease. */
  renewsEveryUs(node: string): number | undefined {
    const beat = this.#beatOf(node);
    return beat?.voice.renewsLease === true ? beat.clock.leaseEveryUs : undefined;
  }

  isPosting(node: string): boolean {
    return this.#beatOf(node)?.voice.postsStatus === true;
  }

  /** Other things of the kubelet work from now on; one whose ticks begin anew posts at once. */
  change(node: string, voice: KubeletVoice, ticks: "as-before" | "anew", at: SimTime): void {
    const beat = this.#beatOf(node);
    if (beat === undefined) return;
    this.#ports.settle(node, at);
    this.#beats.set(node, withVoice(beat, voice, ticks, at));
    if (ticks === "anew" && voice.postsStatus) this.#post(node);
    this.recheck(node, at);
  }

  /** The node's conditions changed, or what its kubelet finds: it posts at its next look if the two differ. */
  recheck(node: string, at: SimTime): void {
    const beat = this.#beatOf(node);
    const tickUs = beat === undefined ? undefined : nextStatusTickUs(beat, at);
    if (tickUs === undefined || !this.#differs(node)) this.#woken.delete(node);
    else if (this.#woken.get(node) !== tickUs) {
      this.#woken.set(node, tickUs);
      this.#ports.wake(node, tickUs as SimTime);
    }
  }

  /** What `wake` asked for. */
  fire(node: string, at: SimTime): void {
    if (this.#woken.get(node) !== at) return;
    this.#woken.delete(node);
    const beat = this.#beatOf(node);
    if (beat === undefined || !beat.voice.postsStatus || !this.#differs(node)) return;
    this.#ports.settle(node, at);
    this.#beats.set(node, withPost(beat, at));
    this.#post(node);
  }

  /** The node's conditions with what its kubelet finds now in their place; undefined: they are so already, or there is no node. */
  statusToPost(node: string): readonly NodeCondition[] | undefined {
    const posted = this.#ports.posted(node);
    return posted === undefined || !this.#differs(node) ? undefined : withPosted(posted, this.#ports.found(node));
  }

  /** The node is gone, and its kubelet with it. */
  forget(node: string): void {
    this.#beats.delete(node);
    this.#woken.delete(node);
  }

  #beatOf(node: string): Heartbeat | undefined {
    return this.#beats.get(node) ?? this.#ports.firstBeat(node);
  }

  #differs(node: string): boolean {
    const posted = this.#ports.posted(node);
    return posted !== undefined && changedConditions(posted, this.#ports.found(node)).length > 0;
  }

  #post(node: string): void {
    const conditions = this.statusToPost(node);
    if (conditions !== undefined) this.#ports.post(node, conditions);
  }
}

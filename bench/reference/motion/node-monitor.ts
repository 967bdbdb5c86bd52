// The node lifecycle controller and taint eviction, the plain way: every pass looks at every node, every round of taints at every
// zone, and each pod on a tainted node has its timer.
// Imitates pkg/controller/nodelifecycle/node_lifecycle_controller.go and pkg/controller/tainteviction/taint_eviction.go, v1.36.

import { TokenBucket } from "../../../src/model/flow-control/token-bucket.ts";
import { hasTaint, UNREACHABLE, withoutTaints, withTaint } from "../../../src/model/node-taints.ts";
import { taintEviction } from "../../../src/model/taint-eviction.ts";

import type { MotionNode, MotionPod, World } from "./world.ts";

const SECOND_US = 1_000_000;
const NS_PER_US = 1000;
const PASS_US = 5 * SECOND_US;
const GRACE_US = 50 * SECOND_US;
const ROUND_US = SECOND_US / 10;
const TAINTS_PER_SECOND = 0.1;
const UNREACHABLE_NO_SCHEDULE = Object.freeze({ ...UNREACHABLE, effect: "NoSchedule" });

interface Health {
  probeUs: number;
  postedSecond: number;
  leaseUs: number | undefined;
}

interface Waiting {
  readonly node: MotionNode;
  readonly sinceUs: number;
}

interface Zone {
  waiting: Waiting[];
  readonly bucket: TokenBucket;
}

export class NodeMonitor {
  readonly #world: World;
  readonly #health = new Map<MotionNode, Health>();
  readonly #zones = new Map<string, Zone>();
  evictions = 0;

  constructor(world: World) {
    this.#world = world;
    for (const { zoneKey } of world.nodes) {
      if (this.#zones.has(zoneKey)) continue;
      const bucket = new TokenBucket(TAINTS_PER_SECOND, 1);
      this.#zones.set(zoneKey, { waiting: [], bucket });
    }
    world.watch((news) => {
      if (news.kind === "node") this.#inItsTurn(() => this.#reconcile(news.node));
    });
    this.#each(ROUND_US, () => this.#round());
    this.#each(PASS_US, () => this.#pass());
  }

  #inItsTurn(act: () => void): void {
    this.#world.timers.set(this.#world.nowUs, "controllers", act);
  }

  #each(periodUs: number, act: () => void): void {
    const ring = () => {
      act();
      this.#world.timers.set(this.#world.nowUs + periodUs, "controllers", ring);
    };
    this.#inItsTurn(ring);
  }

  #pass(): void {
    for (const node of this.#world.nodes.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      const { nowUs } = this.#world;
      const zone = this.#zones.get(node.zoneKey)!;
      const health = this.#look(node);
      if (node.ready === "True" && nowUs >= health.probeUs + GRACE_US) this.#lose(node, zone);
      else if (node.ready === "True") this.#markReachable(node, zone);
      else this.#queueUp(node, zone);
    }
    for (const { waiting } of this.#zones.values()) {
      waiting.sort((left, right) => (left.node.name < right.node.name ? -1 : 1));
    }
  }

  /** Whatever sign of life is new counts from now. */
  #look(node: MotionNode): Health {
    const { nowUs } = this.#world;
    const postedSecond = Math.floor(node.postedUs / SECOND_US);
    let health = this.#health.get(node);
    if (health === undefined || health.postedSecond !== postedSecond) {
      health = { probeUs: nowUs, postedSecond, leaseUs: undefined };
      this.#health.set(node, health);
    }
    if (health.leaseUs === undefined || health.leaseUs < node.renewedUs) {
      health.probeUs = nowUs;
      health.leaseUs = node.renewedUs;
    }
    return health;
  }

  #lose(node: MotionNode, zone: Zone): void {
    this.#world.write(() => {
      node.ready = "Unknown";
      this.#world.tell({ kind: "node", node });
    });
    this.#queueUp(node, zone);
    for (const pod of this.#world.podsOn(node)) this.#world.write(() => this.#world.setReady(pod, false));
  }

  /** Whoever still waits goes to the end. */
  #queueUp(node: MotionNode, zone: Zone): void {
    if (hasTaint(node.taints, UNREACHABLE)) return;
    zone.waiting = [...without(zone.waiting, node), { node, sinceUs: this.#world.nowUs }];
  }

  #markReachable(node: MotionNode, zone: Zone): void {
    zone.waiting = without(zone.waiting, node);
    if (hasTaint(node.taints, UNREACHABLE)) this.#setTaints(node, withoutTaints(node.taints, [UNREACHABLE]));
  }

  /** Whoever has just been found silent waits for the next round. */
  #round(): void {
    const { nowUs } = this.#world;
    for (const { waiting, bucket } of this.#zones.values()) {
      while (waiting[0] !== undefined && waiting[0].sinceUs < nowUs && bucket.tryAccept(nowUs * NS_PER_US)) {
        const { node } = waiting.shift()!;
        if (node.ready === "Unknown") this.#setTaints(node, withTaint(node.taints, UNREACHABLE));
      }
    }
  }

  #setTaints(node: MotionNode, taints: MotionNode["taints"]): void {
    this.#world.write(() => {
      node.taints = taints;
      this.#world.tell({ kind: "node", node });
    });
  }

  /** What follows at once from what the API says of the node. */
  #reconcile(node: MotionNode): void {
    const isTainted = hasTaint(node.taints, UNREACHABLE_NO_SCHEDULE);
    if (node.ready === "Unknown" && !isTainted) this.#setTaints(node, withTaint(node.taints, UNREACHABLE_NO_SCHEDULE));
    if (node.ready === "True" && isTainted) {
      this.#setTaints(node, withoutTaints(node.taints, [UNREACHABLE_NO_SCHEDULE]));
    }
    for (const pod of this.#world.podsOn(node)) this.#judge(pod, node);
  }

  #judge(pod: MotionPod, node: MotionNode): void {
    const noExecute = node.taints.filter(({ effect }) => effect === "NoExecute");
    const eviction = taintEviction(noExecute, pod.look.tolerations);
    if (eviction.kind !== "tolerated" || eviction.forUs === undefined) {
      pod.evictionAtUs = undefined;
    } else if (pod.evictionAtUs === undefined) {
      const atUs = this.#world.nowUs + eviction.forUs;
      pod.evictionAtUs = atUs;
      this.#world.timers.set(atUs, "controllers", () => {
        if (pod.evictionAtUs === atUs) this.#evict(pod);
      });
    }
  }

  #evict(pod: MotionPod): void {
    if (pod.isGone || pod.phase === "Succeeded") return;
    this.#world.write(() => {
      this.evictions += 1;
      this.#world.tell({ kind: "pod", what: "changed", pod });
      this.#world.write(() => this.#world.deletePod(pod));
    });
  }
}

function without(waiting: readonly Waiting[], gone: MotionNode): Waiting[] {
  return waiting.filter(({ node }) => node !== gone);
}

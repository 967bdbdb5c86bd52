// The kubelets of the naive form: a timer for each start, each run of a probe, each end and each heartbeat.
// Imitates pkg/kubelet/pod_workers.go, prober/worker.go, kubelet_node_status.go and component-helpers
// apimachinery/lease/controller.go, v1.36.

import { coefficientValue } from "../../../src/base/coefficient.ts";
import { lognormalFromMedianAndP99, sample } from "../../../src/base/random/distribution.ts";
import { entityIdOf } from "../../../src/base/random/entity-id.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { containerBehaviour } from "../../../src/model/kubelet/container-behaviour.ts";
import type { Container } from "../../../src/model/api/types/container.ts";
import type { Plan } from "../../../src/scenario/plan.ts";

import { keyOf, vacate } from "../objects.ts";
import type { MotionNode, MotionPod, World } from "./world.ts";

const SECOND_US = 1_000_000;
const HEARTBEAT_US = 10 * SECOND_US;
const REPORT_US = 300 * SECOND_US;
const GRACE_SECONDS = 30;
/** Draws for starts come before it. */
const FIRST_LATER_DRAW = 17;

export class Kubelets {
  readonly #world: World;
  readonly #startSeconds;
  readonly #relistUs: number;
  readonly #startDraws;
  readonly #heartbeatDraws;
  /** Told when a pod has left its node. */
  readonly #left: (pod: MotionPod) => void;

  constructor({ coefficients, seed }: Plan, world: World, left: (pod: MotionPod) => void) {
    const value = (name: string) => coefficientValue(coefficients, `kubelet.${name}`);
    const streams = new RandomStreams(seed);
    this.#world = world;
    this.#left = left;
    this.#startSeconds = lognormalFromMedianAndP99(value("podStartMedianSeconds"), value("podStartP99Seconds"));
    this.#relistUs = value("relistSeconds") * SECOND_US;
    this.#startDraws = streams.entityDraws("kubelet/start");
    this.#heartbeatDraws = streams.entityDraws("kubelet/heartbeats");
    for (const node of world.nodes) this.#beginHeartbeats(node);
    world.watch((news) => {
      if (news.kind !== "pod") return;
      if (news.what === "gone") this.#left(news.pod);
      if (news.what === "changed" && news.pod.deletionAtUs === world.nowUs) this.#hearOfDeletion(news.pod);
    });
  }

  /** The pod was bound to its node. */
  bound(pod: MotionPod): void {
    this.#inItsTurn(() => {
      if (!isManaged(pod) || pod.phase !== "Pending") return;
      this.#start(pod);
    });
  }

  crash(node: MotionNode): void {
    node.isUp = false;
  }

  /** The machine boots: its kubelet says that it is there, and puts its pods in order. */
  recover(node: MotionNode): void {
    node.isUp = true;
    node.renewedUs = this.#world.nowUs;
    node.postedUs = this.#world.nowUs;
    for (const pod of this.#world.podsOn(node)) {
      if (pod.isLeaving) this.#remove(pod);
      else if (pod.phase === "Pending") this.bound(pod);
      else if (pod.phase === "Running") {
        this.#world.write(() => this.#world.setReady(pod, false));
        this.#start(pod);
      }
    }
    this.#post(node);
  }

  #post(node: MotionNode): void {
    if (node.ready === "True") return;
    this.#world.write(() => {
      node.ready = "True";
      this.#world.tell({ kind: "node", node });
    });
  }

  #inItsTurn(act: () => void): void {
    this.#after(0, act);
  }

  #after(us: number, act: () => void): void {
    this.#world.timers.set(this.#world.nowUs + us, "kubelet", act);
  }

  #start(pod: MotionPod): void {
    pod.life += 1;
    const { life } = pod;
    const id = entityIdOf(keyOf(pod));
    const takesUs = Math.round(sample(this.#startSeconds, this.#startDraws.of(id)) * SECOND_US);
    this.#after(takesUs, () => {
      if (pod.life !== life || pod.isGone || pod.isLeaving || !isManaged(pod)) return;
      this.#run(pod, life);
    });
  }

  /** Its containers run: their probes are asked now and each period, and some end by themselves. */
  #run(pod: MotionPod, life: number): void {
    const { annotations } = pod.look.pod.metadata;
    const [container] = pod.look.pod.spec.containers as readonly [Container];
    const { readyAfterUs, exitAfterUs } = containerBehaviour(annotations, container.name ?? "", true);
    const runsFromUs = this.#world.nowUs;
    const { readinessProbe } = container;
    const isReadyNow = () => readinessProbe === undefined || this.#world.nowUs >= runsFromUs + readyAfterUs;
    this.#world.write(() => {
      if (pod.isGone) return;
      pod.phase = "Running";
      pod.startedAtUs ??= this.#world.nowUs;
      if (isReadyNow()) this.#world.setReady(pod, true);
      this.#world.tell({ kind: "pod", what: "changed", pod });
    });
    if (readinessProbe !== undefined) {
      const periodUs = (readinessProbe.periodSeconds ?? 10) * SECOND_US;
      this.#probe(pod, life, periodUs, isReadyNow);
    }
    if (exitAfterUs !== undefined) this.#end(pod, life, exitAfterUs);
  }

  #probe(pod: MotionPod, life: number, periodUs: number, succeeds: () => boolean): void {
    this.#after(periodUs, () => {
      if (pod.life !== life || pod.isGone || pod.isLeaving || !isManaged(pod)) return;
      if (succeeds() && !pod.isReady) this.#world.write(() => this.#world.setReady(pod, true));
      this.#probe(pod, life, periodUs, succeeds);
    });
  }

  #end(pod: MotionPod, life: number, afterUs: number): void {
    const chance = this.#startDraws.unit(entityIdOf(keyOf(pod)), FIRST_LATER_DRAW);
    this.#after(afterUs + Math.round(this.#relistUs * chance), () => {
      if (pod.life !== life || pod.isGone || !isManaged(pod)) return;
      this.#world.write(() => {
        this.#world.setReady(pod, false);
        pod.phase = "Succeeded";
        pod.endedAtUs = this.#world.nowUs;
        vacate(pod);
        this.#left(pod);
        this.#world.tell({ kind: "pod", what: "changed", pod });
      });
    });
  }

  #hearOfDeletion(pod: MotionPod): void {
    this.#inItsTurn(() => {
      if (pod.isGone || !isManaged(pod)) return;
      const graceUs = pod.phase === "Running" ? GRACE_SECONDS * SECOND_US : 0;
      this.#after(graceUs, () => {
        if (!pod.isGone && isManaged(pod)) this.#remove(pod);
      });
    });
  }

  #remove(pod: MotionPod): void {
    this.#world.write(() => this.#world.removePod(pod));
  }

  #beginHeartbeats(node: MotionNode): void {
    const id = entityIdOf(node.name);
    const part = (draw: number, us: number) => Math.floor(this.#heartbeatDraws.unit(id, draw) * us);
    const leaseUs = part(0, HEARTBEAT_US);
    const statusUs = part(1, HEARTBEAT_US);
    let reportDueUs = part(2, REPORT_US);
    node.renewedUs = leaseUs - HEARTBEAT_US;
    node.postedUs = reportDueUs - REPORT_US;
    this.#each(leaseUs, HEARTBEAT_US, () => {
      if (node.isUp) node.renewedUs = this.#world.nowUs;
    });
    this.#each(statusUs, HEARTBEAT_US, () => {
      if (!node.isUp || this.#world.nowUs < Math.max(reportDueUs, node.postedUs + REPORT_US)) return;
      node.postedUs = this.#world.nowUs;
      reportDueUs = node.postedUs + REPORT_US;
    });
  }

  #each(firstUs: number, periodUs: number, act: () => void): void {
    const ring = () => {
      act();
      this.#after(periodUs, ring);
    };
    this.#after(firstUs, ring);
  }
}

function isManaged({ node }: MotionPod): boolean {
  return (node as MotionNode).isUp;
}

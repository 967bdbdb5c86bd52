// Graceful shutdowns of nodes in virtual time: a kubelet that hears that its machine is to go stops its pods group by group, each
// group when the last one is gone or its time is over, and then lets the machine go.
// Imitates pkg/kubelet/nodeshutdown/nodeshutdown_manager.go and nodeshutdown_manager_linux.go, v1.36.

import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { ForcedEnd } from "./forced-ends.ts";
import type { KubeletSettings } from "./settings.ts";
import {
  groupEndsAtUs,
  SHUTDOWN_REASON,
  shutdownGraceSeconds,
  shutdownGroupOf,
  type ShutdownGroup,
} from "./shutdown.ts";

const MESSAGE = "Pod was terminated in response to imminent node shutdown.";

const ENDED: Omit<ForcedEnd, "graceSeconds"> = {
  reason: SHUTDOWN_REASON,
  message: MESSAGE,
  conditionMessage: MESSAGE,
  tellsEvent: false,
};

export interface NodeShutdownsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly settingsOf: (node: number) => KubeletSettings;
  readonly isManaged: (node: number) => boolean;
  readonly isEnding: (pod: PodId) => boolean;
  /** Ends the pod; returns how long that takes, µs. */
  readonly end: (pod: PodId, end: ForcedEnd) => number;
}

/** How far a shutdown is; plain data. */
interface Shutdown {
  /** Of the settings' groups: the next one to be stopped. */
  group: number;
  /** Of the event that waits for it: one of another number is out of date. */
  readonly ticket: number;
}

export class NodeShutdowns implements Snapshotable {
  readonly #ports: NodeShutdownsPorts;
  readonly #groupDue: EventKind;
  #nodes = new Map<number, Shutdown>();
  #tickets = 0;

  constructor(ports: NodeShutdownsPorts) {
    this.#ports = ports;
    this.#groupDue = ports.engine.defineKind("kubelet/shutdown-group", "kubelet", (node, ticket) => {
      if (this.#nodes.get(node)?.ticket === ticket) this.#stopNext(node);
    });
  }

  /** The node's machine is to go, or it is not any more. */
  change(node: number, isShuttingDown: boolean): void {
    if (!isShuttingDown || !this.#ports.isManaged(node)) this.#nodes.delete(node);
    else if (!this.#nodes.has(node)) {
      this.#tickets += 1;
      this.#nodes.set(node, { group: 0, ticket: this.#tickets });
      this.#ports.engine.schedule(this.#ports.engine.now, this.#groupDue, node, this.#tickets);
    }
  }

  snapshot(): Snapshot {
    return { shutdowns: packJson({ nodes: [...this.#nodes], tickets: this.#tickets }) };
  }

  restore(saved: Snapshot): void {
    const { nodes, tickets } = unpackJson(saved, "shutdowns") as { nodes: [number, Shutdown][]; tickets: number };
    this.#nodes = new Map(nodes);
    this.#tickets = tickets;
  }

  /** Groups without pods take no time. */
  #stopNext(node: number): void {
    const { engine, cluster, settingsOf, isManaged } = this.#ports;
    if (!isManaged(node) || !cluster.nodes.has(node)) return;
    const shutdown = present(this.#nodes.get(node), "a shutdown that goes on");
    const { shutdown: groups } = settingsOf(node);
    while (shutdown.group < groups.length) {
      const number = shutdown.group;
      shutdown.group += 1;
      const pods = this.#podsOf(node, groups, number);
      if (pods.length === 0) continue;
      const endsUs = this.#stopAll(pods, groups[number]!);
      engine.schedule(moment(endsUs), this.#groupDue, node, shutdown.ticket);
      return;
    }
    cluster.apply({ kind: "kubelet-let-go", node }, engine.now);
  }

  #stopAll(pods: readonly PodId[], group: ShutdownGroup): number {
    const { engine, cluster, end } = this.#ports;
    const longestUs = pods.reduce((longest, pod) => {
      const own = cluster.classOfPod(pod).pod.spec.terminationGracePeriodSeconds;
      const graceSeconds = shutdownGraceSeconds(group, own);
      const takesUs = end(pod, { ...ENDED, graceSeconds });
      return Math.max(longest, takesUs);
    }, 0);
    return groupEndsAtUs(engine.now, group, engine.now + longestUs);
  }

  #podsOf(node: number, groups: readonly ShutdownGroup[], number: number): readonly PodId[] {
    const { cluster, isEnding } = this.#ports;
    return [...cluster.pods.onNode(node)].filter((pod) => {
      const phase = cluster.pods.phaseOf(pod);
      if ((phase !== RUNNING && phase !== BOUND) || isEnding(pod)) return false;
      return shutdownGroupOf(groups, cluster.classOfPod(pod).priority) === number;
    });
  }
}

// Which taints and labels a node is to have, one node at a time: NoSchedule taints and old labels whenever its object changes,
// NoExecute taints when it falls silent or reports that it is not ready, through the queue of its zone.
// Imitates doNoScheduleTaintingPass, reconcileNodeLabels, doNoExecuteTaintingPass, processTaintBaseEviction,
// markNodeForTainting and markNodeAsReachable of pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.

import { present } from "../../base/invariant.ts";
import type { SimTime } from "../../base/time.ts";

import { readyStatus } from "../../model/node-conditions.ts";
import { labelsToReconcile } from "../../model/node-labels.ts";
import { hasTaint, noScheduleSwap, NOT_READY, UNREACHABLE } from "../../model/node-taints.ts";
import type { Node, Taint } from "../../model/objects.ts";
import { zoneKeyOf } from "../../model/topology.ts";

import type { NodeDecision, Write } from "./decision.ts";
import type { NodeView } from "./node-view.ts";
import type { Served, TaintQueue } from "./taint-queue.ts";
import type { ZoneBook } from "./zone-book.ts";

const DONE: Served = Object.freeze({ kind: "done" });
/** A node that cannot be judged is tried again after this. */
const NO_CONDITION_RETRY_US = 50_000;

export class NodeTainter {
  readonly #zones: ZoneBook;
  readonly #view: Pick<NodeView, "find">;
  readonly #write: Write<NodeDecision>;

  constructor(zones: ZoneBook, view: Pick<NodeView, "find">, write: Write<NodeDecision>) {
    this.#zones = zones;
    this.#view = view;
    this.#write = write;
  }

  /** Brings NoSchedule taints and old labels in line with the node's object; a node that is gone is passed over. */
  reconcile(name: string): void {
    const node = this.#view.find(name);
    if (node === undefined) return;
    const { add, remove } = noScheduleSwap(node);
    if (add.length > 0 || remove.length > 0) this.#swap(node, add, remove);
    const labels = labelsToReconcile(node.metadata.labels);
    if (Object.keys(labels).length > 0) this.#write({ kind: "labels", node: name, labels });
  }

  /** What a pass that found Ready to be `ready` does about the node's NoExecute taints. */
  follow(node: Node, ready: string, at: SimTime): void {
    if (ready === "True") this.markReachable(node);
    if (ready === "False") this.#followUnready(node, NOT_READY, UNREACHABLE, at);
    if (ready === "Unknown") this.#followUnready(node, UNREACHABLE, NOT_READY, at);
  }

  /** Takes both NoExecute taints from the node, and the node from its queue. */
  markReachable(node: Node): void {
    this.#removeTaints(node, [UNREACHABLE]);
    this.#removeTaints(node, [NOT_READY]);
    this.queueOf(node)?.remove(node.metadata.name);
  }

  /** A turn of a zone's queue. */
  serve(name: string): Served {
    const node = this.#view.find(name);
    if (node === undefined) return DONE;
    const ready = readyStatus(node.status?.conditions);
    if (ready === undefined) return { kind: "retry", afterUs: NO_CONDITION_RETRY_US };
    if (ready !== "False" && ready !== "Unknown") return DONE;
    const [taint, opposite] = ready === "False" ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY];
    return this.#swap(node, [taint], [opposite]) ? DONE : { kind: "retry", afterUs: 0 };
  }

  /** The queue of the zone that the node stands in. */
  queueOf(node: Node): TaintQueue | undefined {
    return this.#zones.queueOf(zoneKeyOf(node.metadata.labels));
  }

  #followUnready(node: Node, taint: Taint, opposite: Taint, at: SimTime): void {
    if (hasTaint(node.spec?.taints, opposite)) {
      this.#swap(node, [taint], [opposite]);
      return;
    }
    const queue = present(this.queueOf(node), "a queue for the zone of each node that was seen");
    // Whoever still waits goes to the end, pass by pass; who has the taint already does not.
    if (hasTaint(node.spec?.taints, taint)) queue.hold(node.metadata.name);
    else queue.remove(node.metadata.name);
    queue.add(node.metadata.name, at);
  }

  #swap(node: Node, add: readonly Taint[], remove: readonly Taint[]): boolean {
    if (add.length > 0 && !this.#write({ kind: "add-taints", node: node.metadata.name, taints: add })) return false;
    return this.#removeTaints(node, remove);
  }

  /** By the node as the caller has it: what it does not show there is not taken away. */
  #removeTaints(node: Node, taints: readonly Taint[]): boolean {
    if (!taints.some((taint) => hasTaint(node.spec?.taints, taint))) return true;
    return this.#write({ kind: "remove-taints", node: node.metadata.name, taints });
  }
}

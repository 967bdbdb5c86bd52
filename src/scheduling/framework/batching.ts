// Opportunistic batching: after a pod, the runner-up nodes are remembered, and an equal pod right after it may be
// given the best of them without a new search, if the first node is full by then.
// Imitates pkg/scheduler/framework/runtime/batch.go, v1.35 and v1.36 (KEP-5598).

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type { SchedulerPlugin } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";
import { NodeScoreHeap } from "./select-host.ts";

/** Remembered nodes are good for this long. */
const MAX_BATCH_AGE_US = 500_000;

interface LastCycle {
  readonly number: number;
  readonly node: number | undefined;
}

interface Batch {
  readonly signature: string;
  readonly runnersUp: NodeScoreHeap;
  readonly madeAtUs: number;
}

export class OpportunisticBatch implements Snapshotable {
  #last: LastCycle = { number: -1, node: undefined };
  #batch: Batch | undefined;

  /**
   * The node to try first for a pod, or undefined. `mayFit` says whether the new pod would pass the filters on the node
   * that the last one took, or that node is gone: then it goes through the normal search.
   */
  hint(
    signature: string | undefined,
    cycle: number,
    atUs: number,
    mayFit: (node: number) => boolean,
  ): number | undefined {
    const batch = this.#batch;
    if (batch === undefined || batch.runnersUp.size === 0) return undefined;
    const usable =
      cycle === this.#last.number + 1 &&
      this.#last.node !== undefined &&
      signature === batch.signature &&
      atUs <= batch.madeAtUs + MAX_BATCH_AGE_US &&
      !mayFit(this.#last.node);
    if (usable) return batch.runnersUp.pop();
    this.#batch = undefined;
    return undefined;
  }

  /** Remembers a pod that was placed; `runnersUp` is undefined where no scores were compared. */
  placed(
    cycle: number,
    node: number,
    hinted: number | undefined,
    signature: string | undefined,
    runnersUp: NodeScoreHeap | undefined,
    atUs: number,
  ): void {
    this.#last = { number: cycle, node };
    if (hinted === node) return;
    const keep = signature !== undefined && runnersUp !== undefined && runnersUp.size > 0;
    this.#batch = keep ? { signature, runnersUp, madeAtUs: atUs } : undefined;
  }

  /** Remembers an attempt that placed nothing. */
  failed(cycle: number): void {
    this.#last = { number: cycle, node: undefined };
  }

  snapshot(): Snapshot {
    const batch = this.#batch;
    const { nodes, totals } = (batch?.runnersUp ?? new NodeScoreHeap([], [])).pack();
    return {
      last: Float64Array.of(this.#last.number, this.#last.node ?? NONE),
      signature: packJson(batch?.signature ?? null),
      madeAtUs: Float64Array.of(batch?.madeAtUs ?? 0),
      nodes,
      totals,
    };
  }

  restore(saved: Snapshot): void {
    const last = arrayIn(saved, "last");
    this.#last = { number: last[0]!, node: last[1] === NONE ? undefined : last[1]! };
    const signature = unpackJson(saved, "signature") as string | null;
    const runnersUp = NodeScoreHeap.unpack(arrayIn(saved, "nodes"), arrayIn(saved, "totals"));
    this.#batch = signature === null ? undefined : { signature, runnersUp, madeAtUs: arrayIn(saved, "madeAtUs")[0]! };
  }
}

/**
 * What batching compares: the looks of the pod as all plugins of the cycle see them, or undefined if some plugin
 * cannot say. Default topology spreading makes every pod unsignable.
 */
export function batchSignature(podClass: SchedulingClass, runtime: ProfileRuntime): string | undefined {
  const parts: string[] = [podClass.schedulerName];
  for (const { name, plugin } of runtime.signing) {
    // A plugin that cannot sign may see differences that nobody knows of.
    const part = plugin.sign?.(podClass);
    if (part === undefined) return undefined;
    parts.push(`${name}=${part}`);
  }
  return parts.join("\n");
}

/** Signs class after class of a profile: the plugin that would not sign one is the first to be asked about the next. */
export class BatchSigner {
  readonly #runtime: ProfileRuntime;
  #unwilling: SchedulerPlugin | undefined;

  constructor(runtime: ProfileRuntime) {
    this.#runtime = runtime;
  }

  /** As `batchSignature`. */
  signatureOf(podClass: SchedulingClass): string | undefined {
    if (this.#unwilling !== undefined && this.#unwilling.sign?.(podClass) === undefined) return undefined;
    const signature = batchSignature(podClass, this.#runtime);
    if (signature !== undefined) return signature;
    this.#unwilling = this.#runtime.signing.find(({ plugin }) => plugin.sign?.(podClass) === undefined)?.plugin;
    return undefined;
  }
}

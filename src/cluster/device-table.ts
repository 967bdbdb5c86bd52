// The single devices of nodes: what each has left, and which pod holds which. Written only by ClusterState.apply.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../base/snapshot-parts.ts";

import { MILLI_PER_DEVICE, type DevicePool } from "../model/device-wish.ts";

import type { PodId } from "./pod-table.ts";

/** What a pod holds, by number of the device on its node. */
export interface HeldDevices {
  readonly node: number;
  readonly devices: readonly number[];
  readonly milliEach: number;
}

const NO_DEVICES: DevicePool = Object.freeze({ devices: 0, model: "" });
const NOTHING_FREE = new Int32Array(0);

export class DeviceTable implements Snapshotable {
  #pools: DevicePool[] = [];
  #free: Int32Array[] = [];
  readonly #held = new Map<PodId, HeldDevices>();

  /** The devices of a node. */
  poolOf(node: number): DevicePool {
    return this.#pools[node] ?? NO_DEVICES;
  }

  /** What each device of the node has left, in thousandths. Not to be written to. */
  freeMilli(node: number): Int32Array {
    return this.#free[node] ?? NOTHING_FREE;
  }

  /** What the pod holds; undefined if it holds no device. */
  heldBy(pod: PodId): HeldDevices | undefined {
    return this.#held.get(pod);
  }

  /** Every pod that holds devices. */
  holders(): IterableIterator<readonly [PodId, HeldDevices]> {
    return this.#held.entries();
  }

  /** A node came, or its object changed: its pods keep what they hold. */
  setPool(node: number, pool: DevicePool): void {
    const before = this.poolOf(node);
    for (let gap = this.#pools.length; gap < node; gap += 1) this.#setEmpty(gap);
    this.#pools[node] = pool;
    if (pool.devices === before.devices && this.#free[node] !== undefined) return;
    const free = new Int32Array(pool.devices).fill(MILLI_PER_DEVICE);
    for (const held of this.#held.values()) if (held.node === node) book(free, held, -1);
    this.#free[node] = free;
  }

  /** Books the devices for the pod. */
  hold(pod: PodId, held: HeldDevices): void {
    this.#held.set(pod, held);
    book(this.freeMilli(held.node), held, -1);
  }

  /** Gives back what the pod holds, if it holds any. */
  release(pod: PodId): void {
    const held = this.#held.get(pod);
    if (held === undefined) return;
    this.#held.delete(pod);
    book(this.freeMilli(held.node), held, 1);
  }

  snapshot(): Snapshot {
    return {
      pools: packJson(this.#pools),
      free: Int32Array.from(this.#free.flatMap((free) => [...free])),
      held: packJson([...this.#held]),
    };
  }

  restore(saved: Snapshot): void {
    this.#pools = unpackJson(saved, "pools") as DevicePool[];
    const all = Int32Array.from(arrayIn(saved, "free"));
    let next = 0;
    this.#free = this.#pools.map(({ devices }) => all.slice(next, (next += devices)));
    this.#held.clear();
    for (const [pod, held] of unpackJson(saved, "held") as [PodId, HeldDevices][]) this.#held.set(pod, held);
  }

  #setEmpty(node: number): void {
    this.#pools[node] = NO_DEVICES;
    this.#free[node] = NOTHING_FREE;
  }
}

/** Devices that a node has lost since are nobody's. */
function book(free: Int32Array, { devices, milliEach }: HeldDevices, sign: 1 | -1): void {
  for (const device of devices) if (device < free.length) free[device] = free[device]! + sign * milliEach;
}

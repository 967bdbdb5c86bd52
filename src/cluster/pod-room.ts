// The room that pods hold on nodes: what is booked when a pod comes and goes, and which of the node's devices it holds.
// Part of ClusterState's writing, and used by nobody else.

import { tightestDevices } from "../model/device-choice.ts";

import type { ClassTable, SchedulingClass } from "./class-table.ts";
import type { DeviceTable } from "./device-table.ts";
import type { NodeTable } from "./node-table.ts";
import type { PlacementLog } from "./placement-log.ts";
import type { PodId, PodTable } from "./pod-table.ts";

/** The tables that are written together. */
export interface RoomTables {
  readonly classes: ClassTable;
  readonly devices: DeviceTable;
  readonly nodes: NodeTable;
  readonly placements: PlacementLog;
  readonly pods: PodTable;
}

export class PodRoom {
  readonly #tables: RoomTables;

  constructor(tables: RoomTables) {
    this.#tables = tables;
  }

  /** Nobody may have chosen: then a pod holds those that its annotation names, else the tightest ones. */
  holdDevices(pod: PodId, node: number, chosen: readonly number[] | undefined): void {
    const wish = this.#classOf(pod).deviceWish;
    if (wish === undefined) return;
    const given = chosen ?? (wish.pinned.length > 0 ? wish.pinned : undefined);
    const devices = given ?? tightestDevices(this.#tables.devices.freeMilli(node), wish);
    if (devices !== undefined) this.#tables.devices.hold(pod, { node, devices, milliEach: wish.milliEach });
  }

  /** A pod that wants the same as before keeps what it holds. */
  reviseDevices(pod: PodId, node: number): void {
    const wish = this.#classOf(pod).deviceWish;
    const held = this.#tables.devices.heldBy(pod);
    if (held?.devices.length === wish?.devices && held?.milliEach === wish?.milliEach) return;
    this.#tables.devices.release(pod);
    this.holdDevices(pod, node, undefined);
  }

  /** Adds what a pod takes to its node, or takes it away. */
  book(pod: PodId, node: number, sign: 1 | -1): void {
    const podClass = this.#classOf(pod);
    this.#tables.placements.append(podClass.id, node, sign, this.#tables.pods.isTerminating(pod) ? 0 : sign);
    const { cpuMilli, memoryBytes } = podClass.placedNonZero;
    this.#tables.nodes.book(node, podClass.placedVector, cpuMilli, memoryBytes, sign);
    if (podClass.hostPorts.length === 0) return;
    const ports = this.#tables.nodes.hostPortsForWriting(node);
    for (const port of podClass.hostPorts) {
      if (sign === 1) ports.add(port);
      else ports.delete(port);
    }
  }

  #classOf(pod: PodId): SchedulingClass {
    return this.#tables.classes.get(this.#tables.pods.classOf(pod));
  }
}

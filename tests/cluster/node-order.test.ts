// The list of nodes that attempts search.

import { describe, expect, it } from "vitest";

import { NodeOrder } from "../../src/cluster/node-order.ts";

/** Zones of nodes, by id. */
class World {
  readonly zones = new Map<number, string>();
  readonly order = new NodeOrder(this.zones);

  add(node: number, zone: string): this {
    this.zones.set(node, zone);
    this.order.add(node, zone);
    return this;
  }

  remove(node: number): this {
    this.order.remove(node, this.zones.get(node)!);
    this.zones.delete(node);
    return this;
  }

  move(node: number, zone: string): this {
    this.order.move(node, this.zones.get(node)!, zone);
    this.zones.set(node, zone);
    return this;
  }

  get list(): number[] {
    return [...this.order.list];
  }

  /** What an attempt searches now. */
  searched(): number[] {
    this.order.beginAttempt();
    return this.list;
  }
}

const three = (): World => new World().add(0, "a").add(1, "b").add(2, "b");

describe("the order of nodes", () => {
  it("takes zones in turn, and is made anew where other nodes are there", () => {
    const world = three();
    expect(world.searched()).toEqual([0, 1, 2]);
    expect(world.add(3, "a").searched()).toEqual([0, 1, 3, 2]);
    expect(world.remove(0).searched()).toEqual([3, 1, 2]);
    expect(world.remove(1).add(4, "c").searched()).toEqual([3, 2, 4]);
  });

  it("is shown to others without being that of an attempt", () => {
    const world = three();
    expect(world.list).toEqual([0, 1, 2]);
    world.move(0, "b");
    expect(world.list).toEqual([1, 2, 0]);
    expect(world.searched()).toEqual([1, 2, 0]);
  });

  it("keeps the place of a node that has gone and come back between two attempts", () => {
    const world = three();
    expect(world.searched()).toEqual([0, 1, 2]);
    world.remove(0).add(0, "a");
    expect(world.list).toEqual([0, 1, 2]);
    expect(world.searched()).toEqual([0, 1, 2]);
    world.remove(0).searched();
    expect(world.add(0, "a").searched()).toEqual([1, 0, 2]);
  });

  it("heeds another zone of a node when it is made anew for another reason", () => {
    const world = three();
    world.searched();
    world.move(0, "b");
    expect(world.searched()).toEqual([0, 1, 2]);
    expect(world.add(3, "b").searched()).toEqual([1, 2, 0, 3]);
  });

  it("goes on as it was after it was saved", () => {
    const world = three();
    world.searched();
    world.move(0, "b");
    const other = new NodeOrder(world.zones);
    other.restore(world.order.snapshot());
    other.beginAttempt();
    expect([...other.list]).toEqual([0, 1, 2]);
  });
});

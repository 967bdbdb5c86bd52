// Which nodes hold which images.

import { describe, expect, it } from "vitest";

import { ImageIndex } from "../../src/cluster/image-index.ts";

describe("an image", () => {
  it("is held by the nodes that named it", () => {
    const images = new ImageIndex();
    images.add(1, "nginx:1", 100);
    images.add(2, "nginx:1", 100);
    images.add(2, "nginx:1", 100);
    expect(images.get("nginx:1")?.holders).toEqual(new Set([1, 2]));
    expect(images.get("nginx:2")).toBeUndefined();
  });

  it("keeps the size under which it was first seen until its last holder is gone", () => {
    const images = new ImageIndex();
    images.add(1, "nginx:1", 100);
    images.add(2, "nginx:1", 999);
    images.remove(1, "nginx:1");
    expect(images.get("nginx:1")).toEqual({ sizeBytes: 100, holders: new Set([2]) });
    images.remove(2, "nginx:1");
    expect(images.get("nginx:1")).toBeUndefined();
    images.add(2, "nginx:1", 999);
    expect(images.get("nginx:1")?.sizeBytes).toBe(999);
  });

  it("may be taken from a node that does not hold it", () => {
    const images = new ImageIndex();
    images.remove(1, "nginx:1");
    images.add(2, "nginx:1", 5);
    images.remove(1, "nginx:1");
    expect(images.get("nginx:1")?.holders.size).toBe(1);
  });
});

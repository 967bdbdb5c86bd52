// Images on their way to a node.

import { describe, expect, it } from "vitest";

import { ImageIndex } from "../../../src/cluster/image-index.ts";
import { ImagePulls } from "../../../src/components/kubelet/image-pulls.ts";

const SECOND = 1_000_000;

/** Ten bytes a second, after a second for the request. */
function world() {
  const images = new ImageIndex();
  images.add(7, "known:latest", 50);
  return { images, pulls: new ImagePulls(images, 10, SECOND) };
}

describe("a pull", () => {
  it("takes the request and the bytes, one after the other on each node", () => {
    const { pulls } = world();
    expect(pulls.readyUs(0, "a", 20, 0)).toBe(3 * SECOND);
    expect(pulls.readyUs(0, "b", 10, 0)).toBe(5 * SECOND);
    expect(pulls.readyUs(1, "b", 10, 0)).toBe(2 * SECOND);
  });

  it("may be one of several at once, and the next begins with the first that is done", () => {
    const { images } = world();
    const two = new ImagePulls(images, 10, SECOND, { pullsAtOnce: () => 2, pulls: () => {} });
    const ready = ["a", "b", "c", "d", "e"].map((image, place) => two.readyUs(0, image, (place + 1) * 10, 0) / SECOND);
    expect(ready).toEqual([2, 3, 2 + 4, 3 + 5, 6 + 6]);
    const all = new ImagePulls(images, 10, SECOND, { pullsAtOnce: () => Infinity, pulls: () => {} });
    expect(["a", "b", "c"].map((image) => all.readyUs(0, image, 10, 0))).toEqual([2 * SECOND, 2 * SECOND, 2 * SECOND]);
  });

  it("is waited for by whoever wants the same image, and not done again", () => {
    const { pulls } = world();
    pulls.readyUs(0, "constructor", 20, 0);
    expect(pulls.readyUs(0, "constructor", 20, SECOND)).toBe(3 * SECOND);
    expect(pulls.readyUs(0, "constructor", 20, 9 * SECOND)).toBe(9 * SECOND);
  });

  it("is of the size that some node lists, and not needed where the image is or is not known", () => {
    const { pulls } = world();
    expect([pulls.lacks(0, "known"), pulls.lacks(7, "known"), pulls.lacks(0, "strange")]).toEqual([true, false, false]);
    expect(pulls.readyUs(0, "known", undefined, 0)).toBe(6 * SECOND);
    expect(pulls.lacks(0, "known")).toBe(false);
    expect(pulls.readyUs(7, "known", undefined, 0)).toBe(0);
    expect(pulls.readyUs(0, "strange", undefined, 0)).toBe(0);
  });

  it("is told of, counts from when it is done, and is done again after the image was removed", () => {
    const { images } = world();
    const told: number[] = [];
    const pulls = new ImagePulls(images, 10, SECOND, {
      pullsAtOnce: () => 1,
      pulls: (_node, us) => void told.push(us),
    });
    pulls.readyUs(0, "__proto__", 20, 0);
    pulls.readyUs(0, "__proto__", 20, SECOND);
    expect(told).toEqual([3 * SECOND]);
    expect(pulls.imagesOn(0, 2 * SECOND)).toEqual([]);
    expect(pulls.imagesOn(0, 3 * SECOND)).toEqual([{ image: "__proto__", bytes: 20, readyUs: 3 * SECOND }]);
    expect(pulls.imagesOn(1, 3 * SECOND)).toEqual([]);
    pulls.remove(0, "__proto__");
    pulls.remove(1, "a");
    expect(pulls.readyUs(0, "__proto__", 20, 9 * SECOND)).toBe(12 * SECOND);
  });

  it("is kept in a saved state", () => {
    const { pulls, images } = world();
    pulls.readyUs(0, "__proto__", 20, 0);
    const copy = new ImagePulls(images, 10, SECOND);
    copy.restore(pulls.snapshot());
    expect(copy.readyUs(0, "__proto__", 20, 0)).toBe(3 * SECOND);
    expect(copy.readyUs(0, "b", 10, 0)).toBe(5 * SECOND);
  });
});

// ImageLocality: images that are there already, by size and spread.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import { imageLocality } from "../../../src/scheduling/plugins/image-locality.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const MEBIBYTE = 1024 * 1024;

/** Nodes with these images, sizes in MiB. */
function cluster(...held: readonly Readonly<Record<string, number>>[]): SmallCluster {
  const nodes = held.map((images, index) => {
    const sizes = Object.entries(images).map(([name, mebibytes]) => [name, mebibytes * MEBIBYTE] as const);
    return node(`n${index + 1}`, {}, { images: Object.fromEntries(sizes) });
  });
  return new SmallCluster(nodes);
}

function using(...images: readonly string[]): Pod {
  return pod({ containers: images.map((image, index) => ({ name: `c${index}`, image })) });
}

describe("the score of a node", () => {
  it("of 250 MiB on one of two nodes, of two containers, is 5; of 40 MiB alone it is 0", () => {
    const two = cluster({ "small:1": 40 }, { "large:1": 250 });
    expect(two.scores(imageLocality, using("small:1", "large:1"))).toEqual({ n1: 0, n2: 5 });
  });

  it("grows with the spread: 500 MiB on one of three nodes makes 14, on all three 48", () => {
    expect(cluster({ "x:1": 500 }, {}, {}).scores(imageLocality, using("x:1"))!["n1"]).toBe(14);
    expect(cluster({ "x:1": 500 }, { "x:1": 500 }, { "x:1": 500 }).scores(imageLocality, using("x:1"))).toEqual({
      n1: 48,
      n2: 48,
      n3: 48,
    });
  });

  it("is 0 up to 23 MiB and 100 from 1000 MiB a container on", () => {
    const of = (mebibytes: number) => cluster({ "x:1": mebibytes }).scores(imageLocality, using("x:1"))!["n1"];
    expect([of(22), of(23), of(33), of(999), of(1000), of(5000)]).toEqual([0, 0, 1, 99, 100, 100]);
  });

  it("counts an image that two containers use twice, within what two containers may score", () => {
    expect(cluster({ "x:1": 300 }).scores(imageLocality, using("x:1", "x:1"))!["n1"]).toBe(29);
    expect(cluster({ "x:1": 300 }).scores(imageLocality, using("x:1"))!["n1"]).toBe(28);
  });

  it("finds `nginx` under `nginx:latest`, and names of nodes as they are", () => {
    expect(cluster({ "nginx:latest": 500 }).scores(imageLocality, using("nginx"))!["n1"]).toBe(48);
    expect(cluster({ nginx: 500 }).scores(imageLocality, using("nginx"))!["n1"]).toBe(0);
    const digest = "nginx@sha256:abc";
    expect(cluster({ [digest]: 500 }).scores(imageLocality, using(digest))!["n1"]).toBe(48);
  });

  it("counts images of init containers, and of volumes from 1.36 on without a share in the bound", () => {
    const initialised = pod({
      containers: [{ name: "a", image: "y:1" }],
      initContainers: [{ name: "i", image: "x:1" }],
    });
    expect(cluster({ "x:1": 500 }).scores(imageLocality, initialised)!["n1"]).toBe(24);
    const mounting = pod({
      containers: [{ name: "a", image: "y:1" }],
      volumes: [{ name: "v", image: { reference: "x:1" } }],
    });
    expect(cluster({ "x:1": 500 }).scores(imageLocality, mounting)!["n1"]).toBe(48);
    const older = new SmallCluster([node("n1", {}, { images: { "x:1": 500 * MEBIBYTE } })], "1.35");
    expect(older.scores(imageLocality, mounting)!["n1"]).toBe(0);
  });

  it("is 0 where no image is", () => {
    expect(cluster({}).scores(imageLocality, using("x:1"))).toEqual({ n1: 0 });
  });
});

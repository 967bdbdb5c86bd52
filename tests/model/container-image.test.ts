// Names of images, and which of a pod's images count.

import { describe, expect, it } from "vitest";

import { containerImagesOf, normalisedImageName, volumeImagesOf } from "../../src/model/container-image.ts";
import { pod } from "./build-objects.ts";

describe("an image's name", () => {
  it.each([
    ["nginx", "nginx:latest"],
    ["nginx:1.29", "nginx:1.29"],
    ["example.com:5000/team/nginx", "example.com:5000/team/nginx:latest"],
    ["example.com:5000/team/nginx:1", "example.com:5000/team/nginx:1"],
    ["nginx@sha256:abc", "nginx@sha256:abc"],
    ["", ":latest"],
  ])("%s is compared as %s", (written, compared) => {
    expect(normalisedImageName(written)).toBe(compared);
  });
});

describe("the images of a pod", () => {
  it("are those of init containers and containers, each as often as it is used", () => {
    const using = pod({
      initContainers: [{ name: "i", image: "busybox" }],
      containers: [{ name: "a", image: "nginx:1" }, { name: "b", image: "nginx:1" }, { name: "c" }],
    });
    expect(containerImagesOf(using)).toEqual(["busybox:latest", "nginx:1", "nginx:1", ":latest"]);
  });

  it("that are mounted as volumes stand apart", () => {
    const volumes = [
      { name: "data", image: { reference: "model" } },
      { name: "scratch", emptyDir: {} },
    ];
    expect(volumeImagesOf(pod({ volumes }))).toEqual(["model:latest"]);
    expect(volumeImagesOf(pod())).toEqual([]);
  });
});

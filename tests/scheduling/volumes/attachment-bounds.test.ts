// How many volumes the pods on nodes attach at most.

import { expect, it } from "vitest";

import { AttachmentBounds } from "../../../src/scheduling/volumes/attachment-bounds.ts";
import { pod } from "../../model/build-objects.ts";
import { claiming } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

it("counts claims of pods as they come and go, and makes sure of a look at what may fail", () => {
  const cluster = new VolumeCluster();
  const bounds = new AttachmentBounds(cluster.cluster);
  const bound = () => {
    bounds.catchUp();
    return [bounds.of(0), bounds.of(1)];
  };
  expect(bound()).toEqual([0, 0]);
  const first = cluster.place(pod({ volumes: claiming("a", "b") }), "n1");
  expect(bound()).toEqual([2, 0]);
  cluster.place(pod({ volumes: [{ name: "v", ephemeral: {} }] }, { name: "other" }), "n2");
  cluster.apply({ kind: "pod-deleted", pod: first });
  expect(bound()[0]).toBe(0);
  expect(bound()[1]).toBeGreaterThan(1e6);
});

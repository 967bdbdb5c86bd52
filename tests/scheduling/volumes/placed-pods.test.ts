// Following the pods on nodes.

import { expect, it } from "vitest";

import { PlacedPods, type PlacementReader } from "../../../src/scheduling/volumes/placed-pods.ts";
import { pod } from "../../model/build-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

class Tally implements PlacementReader {
  total = 0;
  resets = 0;

  reset(): void {
    this.total = 0;
    this.resets += 1;
  }

  count(_classId: number, _node: number, sign: number): void {
    this.total += sign;
  }
}

it("tells of every pod once, and begins anew only after a restore", () => {
  const cluster = new VolumeCluster();
  const tally = new Tally();
  const pods = new PlacedPods(cluster.cluster, tally);
  const first = cluster.place(pod(), "n1");
  pods.catchUp();
  expect(tally).toMatchObject({ total: 1, resets: 1 });
  cluster.place(pod({}, { name: "other" }), "n2");
  cluster.apply({ kind: "pod-terminating", pod: first });
  pods.catchUp();
  expect(tally).toMatchObject({ total: 2, resets: 1 });
  cluster.apply({ kind: "pod-deleted", pod: first });
  cluster.cluster.restore(cluster.cluster.snapshot());
  pods.catchUp();
  expect(tally).toMatchObject({ total: 1, resets: 2 });
});

it("begins anew after a restore, however far it had read before", () => {
  const cluster = new VolumeCluster();
  const tally = new Tally();
  const pods = new PlacedPods(cluster.cluster, tally);
  const saved = cluster.cluster.snapshot();
  cluster.place(pod(), "n1");
  pods.catchUp();
  cluster.cluster.restore(saved);
  pods.catchUp();
  expect(tally).toMatchObject({ total: 0, resets: 2 });
});

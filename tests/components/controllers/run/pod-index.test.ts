// The index of pods against a look through all pods, over random histories.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DELETED } from "../../../../src/cluster/pod-table.ts";
import { PodIndex } from "../../../../src/components/controllers/run/pod-index.ts";
import { lived } from "./pod-histories.ts";

const SEED = 7_001;

describe("the index of pods", () => {
  it("says what a look through all pods says, kept up and counted afresh", () => {
    const history = fc.array(fc.nat(1_000), { maxLength: 60 });
    fc.assert(
      fc.property(history, (steps) => {
        const { cluster, index } = lived(steps);
        const there = Array.from({ length: cluster.pods.size }, (_, id) => id).filter(
          (id) => cluster.pods.phaseOf(id) !== DELETED,
        );
        const ownerOf = (id: number) => cluster.classOfPod(id).pod.metadata.ownerReferences?.[0]?.uid ?? "";
        for (const each of [index, new PodIndex(cluster)]) {
          expect([...each.inNamespace("x")]).toEqual(there);
          const byClass = [...each.byClassIn("x")];
          expect(byClass.flatMap(([, pods]) => pods).toSorted((one, other) => one - other)).toEqual(there);
          for (const [classId, pods] of byClass) {
            expect(pods).toEqual(there.filter((id) => cluster.pods.classOf(id) === classId));
          }
          const held = there.filter((id) => cluster.classOfPod(id).pod.metadata.finalizers !== undefined);
          expect([...each.heldIn("x")]).toEqual(held);
          for (const uid of ["", "a", "b"]) {
            const owned = there.filter((id) => ownerOf(id) === uid);
            expect([...each.controlledBy("x", uid)]).toEqual(owned);
          }
          for (const id of there) expect(each.find("x", cluster.pods.nameOf(id))).toBe(id);
          const ended = there.filter((id) => cluster.life.ranOn(id) === 0);
          expect([...each.endedOn(0)]).toEqual(ended);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

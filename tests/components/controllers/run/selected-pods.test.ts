// The pods of a selector against a look through all pods, over random histories.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import { DELETED } from "../../../../src/cluster/pod-table.ts";
import { SelectedPods } from "../../../../src/components/controllers/run/selected-pods.ts";
import { SELECTS_EVERYTHING } from "../../../../src/model/label-selector.ts";
import { lived } from "./pod-histories.ts";

/** Of each pod what a controller of autoscalers may see. */
function seen(cluster: ClusterState): string {
  const pods = Array.from({ length: cluster.pods.size }, (_, pod) => pod);
  return JSON.stringify(
    pods
      .filter((pod) => cluster.pods.phaseOf(pod) !== DELETED)
      .map((pod) => [
        pod,
        cluster.pods.phaseOf(pod),
        cluster.pods.classOf(pod),
        cluster.life.readinessOf(pod) ?? null,
        cluster.pods.isTerminating(pod),
      ]),
  );
}

describe("selected pods", () => {
  it("are what a look through all pods finds, and change their version whenever that changes", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), fc.nat(30), (steps, asksFrom) => {
        let selected: SelectedPods | undefined;
        let before = "";
        let version = -1;
        let count = 0;
        lived(
          steps,
          (cluster) => {
            selected = new SelectedPods(cluster);
            cluster.observe(selected);
          },
          (cluster) => {
            count += 1;
            if (count < asksFrom) return;
            const all = Array.from({ length: cluster.pods.size }, (_, pod) => pod);
            const there = all.filter((pod) => cluster.pods.phaseOf(pod) !== DELETED);
            expect(selected!.podsOf("x", SELECTS_EVERYTHING)).toEqual(there);
            expect(selected!.podsOf("elsewhere", SELECTS_EVERYTHING)).toEqual([]);
            const now = seen(cluster);
            const versionNow = selected!.versionOf("x", SELECTS_EVERYTHING);
            if (now !== before && version >= 0) expect(versionNow).toBeGreaterThan(version);
            before = now;
            version = versionNow;
          },
        );
      }),
      { seed: 7_002, numRuns: 60 },
    );
  });

  it("are found afresh after the cluster was replaced", () => {
    const { cluster } = lived([0, 3, 6, 9]);
    const selected = new SelectedPods(cluster);
    const found = selected.podsOf("x", SELECTS_EVERYTHING);
    selected.forget();
    expect(selected.podsOf("x", SELECTS_EVERYTHING)).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });
});

// All pods of some classes, held against a look at each pod.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { ClassId } from "../../src/cluster/class-table.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { pod } from "../model/build-objects.ts";

const CLASSES = 5;

function clusterOf(): { readonly cluster: ClusterState; readonly classes: readonly ClassId[] } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const classes = Array.from({ length: CLASSES }, (_, index) =>
    cluster.classify(pod({}, { labels: { app: String(index) } })),
  );
  return { cluster, classes };
}

function shown(cluster: ClusterState, meant: ReadonlySet<ClassId>): readonly number[] {
  const pods: number[] = [];
  cluster.pods.byClass.show(
    (id) => meant.has(id),
    (each) => pods.push(each),
  );
  return pods.sort((one, other) => one - other);
}

function looked({ pods }: ClusterState, meant: ReadonlySet<ClassId>): readonly number[] {
  return Array.from({ length: pods.size }, (_, each) => each).filter((each) => meant.has(pods.classOf(each)));
}

function create(cluster: ClusterState, classId: ClassId): void {
  cluster.apply({ kind: "pod-created", classId, name: `p${cluster.pods.size}` }, SIMULATION_START);
}

describe("pods by class", () => {
  it("are all that there ever were of the classes that are meant, as pods come, and become of other classes", () => {
    const step = fc.record({ what: fc.constantFrom("come", "turn", "ask", "save"), which: fc.nat(CLASSES - 1) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { cluster, classes } = clusterOf();
        let saved = cluster.snapshot();
        for (const { what, which } of steps) {
          const classId = classes[which]!;
          if (what === "come") create(cluster, classId);
          else if (what === "turn" && cluster.pods.size > which) cluster.pods.setClass(which, classId);
          else if (what === "save" && which === 0) saved = cluster.snapshot();
          else if (what === "save") cluster.restore(saved);
          const meant = new Set([classId, classes[0]!]);
          expect(shown(cluster, meant)).toEqual(looked(cluster, meant));
        }
      }),
      { seed: 20_261_123, numRuns: 200 },
    );
  });

  it("are those that came since they were put in order, too, however many", () => {
    const { cluster, classes } = clusterOf();
    const meant = new Set([classes[1]!]);
    for (let round = 0; round < 3_000; round += 1) {
      create(cluster, classes[round % 3]!);
      if (round % 100 === 0) expect(shown(cluster, meant)).toEqual(looked(cluster, meant));
    }
    expect(shown(cluster, meant)).toHaveLength(1_000);
  });

  it("ask about each class that has pods once, and about no other", () => {
    const { cluster, classes } = clusterOf();
    create(cluster, classes[0]!);
    create(cluster, classes[3]!);
    cluster.pods.byClass.show(
      () => false,
      () => undefined,
    );
    create(cluster, classes[3]!);
    create(cluster, classes[4]!);
    const asked: ClassId[] = [];
    cluster.pods.byClass.show(
      (id) => {
        asked.push(id);
        return true;
      },
      () => undefined,
    );
    expect(asked).toEqual([classes[0], classes[3], classes[4]]);
  });
});

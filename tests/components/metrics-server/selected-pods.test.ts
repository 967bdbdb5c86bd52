// Which pods a selector chooses while pods come, change and go, beside a look through all of them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { compileLabelSet, selectsLabels } from "../../../src/model/label-selector.ts";
import { SelectedPods, type Selection } from "../../../src/components/metrics-server/selected-pods.ts";
import { MetricsWorld } from "./metrics-world.ts";

const LABELS: readonly Readonly<Record<string, string>>[] = [
  { app: "web" },
  { app: "web", tier: "front" },
  { app: "db" },
  {},
];

const steps = fc.array(
  fc.record({
    what: fc.constantFrom("create", "create", "relabel", "delete", "select", "forget"),
    labels: fc.nat(LABELS.length - 1),
    pod: fc.nat(20),
    elsewhere: fc.boolean(),
  }),
  { maxLength: 60 },
);

/** The pods that are there and have the labels. */
function plainly({ cluster }: MetricsWorld, { namespace, selector }: Selection): readonly number[] {
  return Array.from({ length: cluster.pods.size }, (_, pod) => pod).filter((pod) => {
    const { namespace: own, pod: object } = cluster.classOfPod(pod);
    const isThere = cluster.pods.phaseNameOf(pod) !== "deleted";
    return isThere && own === namespace && selectsLabels(selector, object.metadata.labels);
  });
}

describe("selected pods", () => {
  it("are those that a look through all finds, and another version says when they are others", () => {
    fc.assert(
      fc.property(steps, (script) => {
        const world = new MetricsWorld();
        const { cluster } = world;
        const selected = new SelectedPods(cluster);
        cluster.observe(selected);
        let asked: { selection: Selection; version: number; told: string }[] = [];
        for (const { what, labels, pod: choice, elsewhere } of script) {
          const pod = cluster.pods.size === 0 ? 0 : choice % cluster.pods.size;
          const namespace = elsewhere ? "elsewhere" : "default";
          const isThere = cluster.pods.size > 0 && cluster.pods.phaseNameOf(pod) !== "deleted";
          if (what === "create") {
            const name = `p${cluster.pods.size}`;
            const object = { metadata: { name, namespace, labels: LABELS[labels]! }, spec: { containers: [] } };
            world.apply({ kind: "pod-created", classId: cluster.classify(object), name });
          } else if (what === "relabel" && isThere) {
            const { pod: object } = cluster.classOfPod(pod);
            const metadata = { ...object.metadata, labels: LABELS[labels]! };
            world.apply({ kind: "pod-updated", pod, object: { ...object, metadata } });
          } else if (what === "delete" && isThere) world.apply({ kind: "pod-deleted", pod });
          else if (what === "select") {
            const selection = selected.select(namespace, compileLabelSet(LABELS[labels]));
            asked.push({ selection, version: -1, told: "" });
          } else if (what === "forget") {
            selected.forget();
            asked = [];
          }
          for (const one of asked) {
            const found = selected.podsOf(one.selection).toSorted((left, right) => left - right);
            expect(found).toEqual(plainly(world, one.selection));
            const told = JSON.stringify(found);
            if (one.selection.version === one.version) expect(told).toBe(one.told);
            Object.assign(one, { version: one.selection.version, told });
          }
        }
      }),
      { seed: 51, numRuns: 150 },
    );
  });
});

// Counts of pods by owner against a look at each of them, over random histories.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { LivePodView } from "../../../../src/cluster/live-pods.ts";
import { PodIndex } from "../../../../src/components/controllers/run/pod-index.ts";
import { lived } from "./pod-histories.ts";

const SEED = 7_003;

describe("the tallies of an owner", () => {
  it("say what its pods say one by one, kept up and counted afresh", () => {
    const history = fc.array(fc.nat(1_000), { maxLength: 80 });
    fc.assert(
      fc.property(history, (steps) => {
        const { cluster, index } = lived(steps);
        for (const uid of ["a", "b"]) {
          const pods = [...index.controlledBy("x", uid)].map((id) => new LivePodView(cluster, id));
          const live = pods.filter(({ phase }) => phase === "Pending" || phase === "Running");
          const active = live.filter(({ deletion }) => deletion === undefined);
          const expected = [
            active.length,
            active.filter((pod) => pod.condition("Ready")?.status === "True").length,
            live.length - active.length,
          ];
          for (const each of [index, new PodIndex(cluster)]) {
            const tallies = each.tallies("x", uid);
            const sum = (part: "active" | "ready" | "terminating") =>
              tallies.reduce((all, tally) => all + tally[part], 0);
            expect([sum("active"), sum("ready"), sum("terminating")]).toEqual(expected);
          }
        }
      }),
      { seed: SEED, numRuns: 80 },
    );
  });
});

// The PostFilter extension point: what can still be done for a pod that fits nowhere.

import { describe, expect, it } from "vitest";

import type { NominationOutcome, PostFilterOutcome } from "../../../src/scheduling/framework/decision.ts";
import type { PostFilterDiagnosis } from "../../../src/scheduling/framework/plugin.ts";
import { runPostFilter } from "../../../src/scheduling/framework/post-filter.ts";
import { pod } from "../../model/build-objects.ts";
import { runtimeOf } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const DIAGNOSIS: PostFilterDiagnosis = {
  nodesTotal: 3,
  preemptible: [0, 2],
  preFilter: undefined,
  dryRun: () => {
    throw new Error("nobody tries anything here");
  },
};
const KEEP = { kind: "keep" } as const;

/** Runs plugins A, B and so on with these outcomes; also tells who was asked, and about what. */
function run(...outcomes: readonly PostFilterOutcome[]) {
  const asked: PostFilterDiagnosis[] = [];
  const plugins = outcomes.map((outcome, index) => {
    const postFilter = (_pod: unknown, diagnosis: PostFilterDiagnosis) => {
      asked.push(diagnosis);
      return outcome;
    };
    return [`P${index}`, { postFilter }] as const;
  });
  const outcome = runPostFilter(runtimeOf(Object.fromEntries(plugins)), new SmallCluster([]).pod(pod()), DIAGNOSIS);
  return { outcome, asked };
}

const refused = (message: string, nomination: NominationOutcome = KEEP): PostFilterOutcome => ({
  code: "Unschedulable",
  message,
  nomination,
});

describe("postFilter", () => {
  it("says nothing without plugins", () => {
    expect(run().outcome).toBeUndefined();
  });

  it("joins the words of plugins that cannot help, and tells each what is known", () => {
    const { outcome, asked } = run(refused("no new claims to deallocate"), refused("preemption: no."));
    expect(outcome).toEqual(refused("no new claims to deallocate, preemption: no."));
    expect(asked).toEqual([DIAGNOSIS, DIAGNOSIS]);
  });

  it("takes the nomination of the last plugin that says anything of it", () => {
    const clear = { kind: "clear" } as const;
    expect(run(refused("a", { kind: "set", node: 1 }), refused("b", clear), refused("c")).outcome).toEqual(
      refused("a, b, c", clear),
    );
  });

  it.each<PostFilterOutcome["code"]>(["Success", "Error", "UnschedulableAndUnresolvable"])(
    "ends with the first plugin that says %s, in its words alone",
    (code) => {
      const { outcome, asked } = run(refused("no"), { ...refused("done"), code }, refused("never asked"));
      expect(outcome).toEqual({ ...refused("done"), code });
      expect(asked).toHaveLength(2);
    },
  );
});

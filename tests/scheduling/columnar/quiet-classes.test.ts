// When plugins that are asked anew in every cycle need not be asked.

import { describe, expect, it } from "vitest";

import { ClassPlanner } from "../../../src/scheduling/columnar/class-plan.ts";
import { QuietClasses } from "../../../src/scheduling/columnar/quiet-classes.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { filterPlugin, runtimeOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

/** Says whether a class is quiet, cycle by cycle. */
function quietIn(plugins: MadeUpPlugins): () => boolean {
  const runtime = runtimeOf(plugins);
  const quiet = new QuietClasses(runtime);
  const plan = new ClassPlanner(runtime).planOf(new SmallCluster([]).pod(pod()).podClass);
  return () => {
    quiet.refresh();
    return quiet.has(plan);
  };
}

/** A plugin that says how quiet it is by what stands in `now`. */
function saying(now: { quiet: boolean; edition: number; asked: number }): SchedulerPlugin {
  return {
    preFilter: () => ({ kind: "skip" }),
    preScore: () => ({ kind: "skip" }),
    incremental: {
      isQuiet() {
        now.asked += 1;
        return now.quiet;
      },
      quietEdition: () => now.edition,
    },
  };
}

const kept = filterPlugin("kept", () => true);

describe("a class", () => {
  it("is quiet where every plugin is kept by class", () => {
    expect(quietIn({ kept })()).toBe(true);
  });

  it("is not where a plugin does not say when it is to be asked again", () => {
    expect(quietIn({ kept, plain: { preFilter: () => ({ kind: "skip" }) } })()).toBe(false);
    expect(
      quietIn({ kept, half: { preScore: () => ({ kind: "skip" }), incremental: { isQuiet: () => true } } })(),
    ).toBe(false);
    expect(quietIn({ kept, unprepared: { score: () => 1 } })()).toBe(false);
  });

  it("is asked about once for each edition", () => {
    const now = { quiet: true, edition: 1, asked: 0 };
    const isQuiet = quietIn({ kept, watched: saying(now) });
    expect([isQuiet(), isQuiet()]).toEqual([true, true]);
    const before = now.asked;
    now.quiet = false;
    expect(isQuiet()).toBe(true);
    expect(now.asked).toBe(before);
    now.edition = 2;
    expect([isQuiet(), isQuiet()]).toEqual([false, false]);
    expect(now.asked).toBe(before + 1);
  });

  it("is quiet only if all plugins say so", () => {
    const [one, other] = [
      { quiet: true, edition: 1, asked: 0 },
      { quiet: false, edition: 1, asked: 0 },
    ];
    const isQuiet = quietIn({ one: saying(one), other: saying(other) });
    expect(isQuiet()).toBe(false);
    other.quiet = true;
    other.edition = 0;
    expect(isQuiet()).toBe(true);
  });
});

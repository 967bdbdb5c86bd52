// What fails a cycle before any score is compared.

import { describe, expect, it } from "vitest";

import { createProfileRuntime } from "../../../src/scheduling/framework/profile-runtime.ts";
import { preScoreError, unpreparedScoreError } from "../../../src/scheduling/framework/score-errors.ts";
import { failure } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { definitionsOf, profileOf, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const PLUGINS: MadeUpPlugins = {
  Alone: { score: () => 1, preScore: () => ({ kind: "skip" }) },
  Fragile: {
    score: () => 1,
    preScore: () => ({ kind: "skip" }),
    scoreWithoutState: ({ namespace }) => (namespace === "odd" ? "cannot parse" : undefined),
  },
  Lost: { score: () => 1, preScore: () => ({ kind: "skip" }), scoreWithoutState: "not found" },
  Early: { score: () => 1, preFilter: () => ({ kind: "skip" }), scoreWithoutState: "nothing there" },
};

/** What the profile says of a pod with those points' plugins disabled. */
function errorWithout(
  disabled: { readonly preScore?: string[]; readonly preFilter?: string[] },
  namespace = "default",
) {
  const small = new SmallCluster([]);
  const profile = profileOf(PLUGINS);
  const { preScore = [], preFilter = [] } = disabled;
  const plugins = {
    ...profile.plugins,
    preScore: profile.plugins.preScore.filter((name) => !preScore.includes(name)),
    preFilter: profile.plugins.preFilter.filter((name) => !preFilter.includes(name)),
  };
  const runtime = createProfileRuntime({ ...profile, plugins }, definitionsOf(PLUGINS), small);
  return unpreparedScoreError(runtime, small.pod(pod({}, { namespace })).podClass);
}

const words = (plugin: string, error: string) => `running Score plugins: plugin "${plugin}" failed with: ${error}`;

describe("scores that nobody prepared", () => {
  it("fail nothing where all is prepared, or the plugin gets by alone", () => {
    expect(errorWithout({})).toBeUndefined();
    expect(errorWithout({ preScore: ["Alone"] })).toBeUndefined();
  });

  it("fail the cycle in the words of the first plugin that cannot do without", () => {
    expect(errorWithout({ preScore: ["Lost"] })).toBe(words("Lost", "not found"));
    expect(errorWithout({ preScore: ["Lost"], preFilter: ["Early"] })).toBe(words("Lost", "not found"));
  });

  it("may depend on the pod", () => {
    expect(errorWithout({ preScore: ["Fragile"] })).toBeUndefined();
    expect(errorWithout({ preScore: ["Fragile", "Lost"] }, "odd")).toBe(words("Fragile", "cannot parse"));
  });

  it("are prepared in preFilter by plugins without preScore", () => {
    expect(errorWithout({ preFilter: ["Early"] })).toBe(words("Early", "nothing there"));
  });
});

describe("preScore", () => {
  it("fails in words that name the plugin", () => {
    expect(preScoreError("Fragile", failure("cannot parse"))).toBe('running PreScore plugin "Fragile": cannot parse');
  });
});

// Weights of plugins that score.

import { describe, expect, it } from "vitest";

import { defaultPlugins } from "../../../src/scheduling/configuration/known-plugins.ts";
import { mergePlugins } from "../../../src/scheduling/configuration/merge-plugins.ts";
import { weighPlugins } from "../../../src/scheduling/configuration/plugin-weights.ts";

type Entries = readonly { readonly name: string; readonly weight?: number }[];

function weigh(score: Entries, multiPoint: Entries = [], version: "1.35" | "1.36" = "1.36") {
  const sets = { score: { enabled: score }, multiPoint: { enabled: multiPoint } };
  return weighPlugins(mergePlugins(defaultPlugins(version), sets), version);
}

describe("weights", () => {
  it("are the point's, else MultiPoint's, and 1 where none or 0 is given", () => {
    const { weights, error } = weigh(
      [{ name: "ImageLocality", weight: 5 }, { name: "NodeAffinity" }],
      [
        { name: "ImageLocality", weight: 9 },
        { name: "TaintToleration", weight: 4 },
      ],
    );
    expect(error).toBeUndefined();
    expect(Object.fromEntries(weights)).toMatchObject({
      ImageLocality: 5,
      NodeAffinity: 1,
      TaintToleration: 4,
      VolumeBinding: 1,
      DynamicResources: 2,
    });
    expect(weights.has("NodeName")).toBe(false);
  });

  it("below 0 make the room for the next ones wrap around", () => {
    const negative = [{ name: "ImageLocality", weight: -1 }];
    expect(weigh(negative).error).toBe("score plugins: total score of Score plugins could overflow");
    expect(weigh(negative, [], "1.35").error).toBe("total score of Score plugins could overflow");
  });

  it("below 0 pass where no other plugin comes after", () => {
    const last = { enabled: [{ name: "ImageLocality", weight: -1 }], disabled: [{ name: "*" }] };
    expect(weighPlugins(mergePlugins(defaultPlugins("1.36"), { multiPoint: last }), "1.36").error).toBeUndefined();
  });

  it("are checked where pod groups are placed, too", () => {
    const sets = {
      placementScore: { enabled: [{ name: "PodGroupPodsCount", weight: -1 }] },
    };
    expect(weighPlugins(mergePlugins(defaultPlugins("1.36"), sets), "1.36").error).toBe(
      "placement score plugins: total score of Score plugins could overflow",
    );
  });
});

// The user's plugins among the default ones.

import { describe, expect, it } from "vitest";

import type { PluginSet } from "../../../src/scheduling/configuration/configuration-types.ts";
import { mergePlugins } from "../../../src/scheduling/configuration/merge-plugins.ts";

const DEFAULTS = [
  { name: "A", weight: 3 },
  { name: "B", weight: 0 },
  { name: "C", weight: 2 },
];

function merged(multiPoint?: PluginSet): readonly string[] {
  return mergePlugins(DEFAULTS, multiPoint === undefined ? {} : { multiPoint }).multiPoint.enabled.map(
    ({ name, weight, written }) => `${name}${weight}${written === undefined ? "" : `@${written}`}`,
  );
}

describe("at MultiPoint", () => {
  it("the default plugins stand where nothing is said", () => {
    expect(merged()).toEqual(["A3", "B0", "C2"]);
    expect(mergePlugins(DEFAULTS).multiPoint.enabled).toHaveLength(3);
  });

  it("a plugin that is enabled again keeps its place, and another stands behind", () => {
    expect(
      merged({
        enabled: [
          { name: "X", weight: 5 },
          { name: "B", weight: 7 },
        ],
      }),
    ).toEqual(["A3", "B7@1", "C2", "X5@0"]);
    expect(merged({ enabled: [{ name: "A" }] })).toEqual(["A0@0", "B0", "C2"]);
  });

  it("of two entries of a name the last one takes the place, and the other stays behind", () => {
    const enabled = [
      { name: "A", weight: 1 },
      { name: "A", weight: 2 },
    ];
    expect(merged({ enabled })).toEqual(["A2@1", "B0", "C2", "A1@0"]);
  });

  it("default plugins may be disabled, one by one or all", () => {
    expect(merged({ disabled: [{ name: "B" }] })).toEqual(["A3", "C2"]);
    expect(merged({ disabled: [{ name: "*" }], enabled: [{ name: "C" }] })).toEqual(["C0@0"]);
    expect(merged({ disabled: [{ name: "A" }], enabled: [{ name: "A", weight: 9 }] })).toEqual(["B0", "C2", "A9@0"]);
  });
});

describe("at other points", () => {
  it("there is what the user wrote", () => {
    const plugins = mergePlugins(DEFAULTS, { filter: { enabled: [{ name: "A" }], disabled: [{ name: "*" }] } });
    expect(plugins.filter).toEqual({ enabled: [{ name: "A", weight: 0, written: 0 }], disabled: ["*"] });
    expect(plugins.score).toEqual({ enabled: [], disabled: [] });
  });
});

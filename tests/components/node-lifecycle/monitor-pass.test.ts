// A pass under way as plain data.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { restoredPass, savedPass, type SavedPass } from "../../../src/components/node-lifecycle/monitor-pass.ts";

describe("a pass under way", () => {
  it("can be saved with the nodes that it saw, gone ones too", () => {
    const listed = new Map([
      ["a", { metadata: { name: "a" } }],
      ["gone", undefined],
    ]);
    const pass = { at: moment(7), listed, left: ["gone", "a"], failures: 1 };
    const saved = JSON.parse(JSON.stringify(savedPass(pass))) as SavedPass;
    expect(restoredPass(saved)).toEqual(pass);
  });

  it("leaves nothing to save where there is none", () => {
    expect(savedPass(undefined)).toBeNull();
  });
});

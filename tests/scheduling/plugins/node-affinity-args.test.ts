// Arguments of NodeAffinity: mistakes by their places.

import { describe, expect, it } from "vitest";

import { checkNodeAffinityArgs } from "../../../src/scheduling/plugins/node-affinity-args.ts";

const required = (requirement: unknown) => ({
  addedAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [requirement] }] },
  },
});

describe("the added affinity", () => {
  it("may be absent, or any affinity to nodes", () => {
    expect(checkNodeAffinityArgs({})).toEqual([]);
    expect(checkNodeAffinityArgs(required({ key: "zone", operator: "In", values: ["a"] }))).toEqual([]);
    expect(checkNodeAffinityArgs(required({ key: "zone", operator: "Exists" }))).toEqual([]);
  });

  const place =
    ".addedAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";
  const preferred = ".addedAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]";

  it.each([
    ["an unknown operator", required({ key: "zone", operator: "Equals", values: ["a"] }), `${place}.operator`],
    ["a value that is no text", required({ key: "zone", operator: "In", values: [1] }), `${place}.values[0]`],
    ["no key", required({ operator: "Exists" }), `${place}.key`],
    [
      "a weight above 100",
      { addedAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: {} }] } },
      `${preferred}.weight`,
    ],
  ])("may not have %s", (_sentence, args, path) => {
    expect(checkNodeAffinityArgs(args).map((problem) => problem.path)).toEqual([path]);
  });
});

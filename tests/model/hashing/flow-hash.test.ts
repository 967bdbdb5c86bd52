// Hashes of flows; values of the real API server's function.

import { describe, expect, it } from "vitest";

import { flowHash } from "../../../src/model/hashing/flow-hash.ts";

describe("the hash of a flow", () => {
  it.each([
    ["a", "", 348_363_366_796_552_703n],
    ["", "a", 12_301_541_590_600_067_586n],
    ["ab", "c", 5_593_815_010_551_661_420n],
    ["a", "bc", 3_584_139_159_663_852_352n],
    ["global-default", "system:serviceaccount:default:default", 221_038_683_471_931_313n],
  ])("of %j and %j tells where one ends and the other begins", (schema, distinguisher, hash) => {
    expect(flowHash(schema, distinguisher)).toBe(hash);
  });
});

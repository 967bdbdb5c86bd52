// What happens when the program contradicts itself.

import { describe, expect, it } from "vitest";

import { invariant, InvariantViolation, present, unreachable } from "../../src/base/invariant.ts";

describe("an invariant", () => {
  it("lets the program go on where it holds", () => {
    expect(() => invariant(true, "one is one")).not.toThrow();
  });

  it("names what was expected and the facts found where it does not", () => {
    const violate = () => invariant(false, "a node counts its pods", { node: 3, pods: 7 });
    expect(violate).toThrow(InvariantViolation);
    expect(violate).toThrow("expected that a node counts its pods (node: 3, pods: 7)");
  });

  it("says only the expectation where there are no facts", () => {
    expect(() => invariant(false, "time goes on")).toThrow(/^expected that time goes on$/);
  });

  it("hands on a value that is there, be it falsy, and refuses one that is not", () => {
    expect([present(0, "a count"), present("", "a name"), present(false, "a switch")]).toEqual([0, "", false]);
    expect(() => present(undefined, "a node")).toThrow("expected that there is a node");
    expect(() => present(null, "a node")).toThrow(InvariantViolation);
  });

  it("refuses a kind that the types rule out", () => {
    expect(() => unreachable("surprise" as never)).toThrow("every kind is handled (value: surprise)");
  });
});

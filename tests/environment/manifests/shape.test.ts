// The words of which shapes are made.

import { describe, expect, it } from "vitest";

import { object, TEXT } from "../../../src/environment/manifests/shape.ts";

describe("the fields of an object", () => {
  it("are read, ignored or not simulated", () => {
    const shape = object("thing", ["name"], { name: TEXT }, "colour size", { spin: "it does not turn" });
    expect([...shape.fields].map(([name, { use }]) => `${name} ${use}`)).toEqual([
      "name read",
      "colour ignored",
      "size ignored",
      "spin not-simulated",
    ]);
    expect(object("empty", [], {}).fields.size).toBe(0);
  });
});

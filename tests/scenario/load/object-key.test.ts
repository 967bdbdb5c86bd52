// By what objects are found that name one another.

import { describe, expect, it } from "vitest";

import { objectKey, storedKey } from "../../../src/scenario/load/object-key.ts";

describe("an object's key", () => {
  it("is what others say when they name it", () => {
    const object = { metadata: { name: "web" } };
    expect(storedKey({ kind: "Service", object })).toBe(objectKey("Service", "default", "web"));
    expect(storedKey({ kind: "Namespace", object })).toBe(objectKey("Namespace", "", "web"));
  });
});

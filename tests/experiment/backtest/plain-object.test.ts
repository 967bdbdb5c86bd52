// Parts of manifests, read and changed.

import { describe, expect, it } from "vitest";

import {
  listAt,
  mappingAt,
  numberAt,
  partAt,
  textAt,
  withPart,
} from "../../../src/experiment/backtest/plain-object.ts";

const OBJECT = { spec: { replicas: 3, containers: [{ name: "web" }] } };

describe("a part of an object", () => {
  it("is what stands at the path, or nothing", () => {
    expect(partAt(OBJECT, ["spec", "containers", 0, "name"])).toBe("web");
    expect(partAt(OBJECT, ["spec", "containers", 1, "name"])).toBeUndefined();
    expect(partAt(OBJECT, ["constructor"])).toBeUndefined();
    expect(numberAt(OBJECT, ["spec", "replicas"])).toBe(3);
    expect(textAt(OBJECT, ["spec", "replicas"])).toBeUndefined();
    expect(mappingAt(OBJECT, ["spec", "containers"])).toEqual({});
    expect(listAt(OBJECT, ["spec"])).toEqual([]);
  });
});

describe("an object with another part", () => {
  it("has it, and what is on the way to it; the first one stays as it was", () => {
    const changed = withPart(OBJECT, ["spec", "containers", 0, "resources", "requests", "cpu"], "1");
    expect(changed).toEqual({
      spec: { replicas: 3, containers: [{ name: "web", resources: { requests: { cpu: "1" } } }] },
    });
    expect(OBJECT.spec.containers).toEqual([{ name: "web" }]);
  });

  it("is safe for keys that JavaScript gives a meaning", () => {
    const changed = withPart({}, ["__proto__", "polluted"], true);
    expect(Object.hasOwn(changed, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

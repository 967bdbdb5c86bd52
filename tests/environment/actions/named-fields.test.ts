// What an apply makes of what is there, of what is written, and of what manifests name.

import { describe, expect, it } from "vitest";

import { appliedOver, namedByEither, namedFields } from "../../../src/environment/actions/named-fields.ts";

describe("fields that manifests name", () => {
  it("are those of mappings, however deep; a list is one field", () => {
    expect(namedFields({ spec: { replicas: 3, template: { containers: [{ name: "a" }] } }, data: null })).toEqual({
      spec: { replicas: {}, template: { containers: {} } },
      data: {},
    });
  });

  it("are those of one or of the other", () => {
    const one = { spec: { replicas: {}, template: { labels: {} } } };
    const other = { spec: { paused: {}, template: { labels: { app: {} } } }, data: {} };
    expect(namedByEither(one, other)).toEqual({
      spec: { replicas: {}, paused: {}, template: { labels: { app: {} } } },
      data: {},
    });
  });
});

describe("what is applied", () => {
  const known = {
    replicas: 7,
    paused: true,
    strategy: "Recreate",
    template: { labels: { app: "web", at: "noon" }, containers: [1] },
  };

  it("takes the place of what was there where it is named, and leaves the rest", () => {
    const written = {
      replicas: 1,
      strategy: "RollingUpdate",
      template: { labels: { app: "web" }, containers: [2, 3] },
    };
    const named = { template: { labels: { app: {} }, containers: {} } };
    expect(appliedOver(known, written, named)).toEqual({
      replicas: 7,
      paused: true,
      strategy: "Recreate",
      template: { labels: { app: "web", at: "noon" }, containers: [2, 3] },
    });
  });

  it("takes away what is named and not written any more, up to its default", () => {
    const named = { replicas: {}, paused: {}, strategy: {}, template: { labels: { app: {}, at: {} } } };
    const written = { replicas: 1, strategy: "RollingUpdate", template: { labels: { app: "web" } } };
    expect(appliedOver(known, written, named)).toEqual({
      ...written,
      template: { labels: { app: "web" }, containers: [1] },
    });
  });

  it("brings defaults of what is not there", () => {
    expect(appliedOver({}, { replicas: 1 }, {})).toEqual({ replicas: 1 });
  });

  it("is its own whatever it is called", () => {
    const written = JSON.parse('{ "__proto__": { "a": 1 } }') as Record<string, unknown>;
    const applied = appliedOver({}, written, namedFields(written));
    expect(Object.keys(applied)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(applied)).toBe(Object.prototype);
  });
});

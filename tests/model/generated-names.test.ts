// Names that look like those of the real controllers.

import { describe, expect, it } from "vitest";

import { generatedName, numberedUid, objectUid, textHash } from "../../src/model/generated-names.ts";

describe("generated names", () => {
  it("end in five letters of Kubernetes' alphabet", () => {
    expect(generatedName("web-", textHash("default/web"), 0)).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it("differ within an owner, and are the same each time", () => {
    const names = Array.from({ length: 200_000 }, (_, index) => generatedName("web-", 77, index));
    expect(new Set(names).size).toBe(names.length);
    expect(generatedName("web-", 77, 5)).toBe(names[5]);
  });

  it("cut a long base, so that the whole has 63 letters", () => {
    expect(generatedName("x".repeat(100), 1, 1)).toHaveLength(63);
  });
});

describe("identities", () => {
  it("look like those of the API server and depend on the name alone", () => {
    expect(objectUid("Pod/default/a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(objectUid("Pod/default/a")).toBe(objectUid("Pod/default/a"));
    expect(objectUid("Pod/default/a")).not.toBe(objectUid("Pod/default/b"));
  });
});

describe("the identity of a thing with a number", () => {
  it("looks like the API server's and is no other's", () => {
    const uids = Array.from({ length: 2_000 }, (_, number) => numberedUid(number));
    expect(uids.every((uid) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(uid))).toBe(
      true,
    );
    expect(new Set(uids).size).toBe(uids.length);
  });
});

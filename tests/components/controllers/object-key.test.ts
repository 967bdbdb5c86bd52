// Keys of objects in controllers' queues.

import { describe, expect, it } from "vitest";

import { keyOf, objectOfKey } from "../../../src/components/controllers/object-key.ts";

describe("a key", () => {
  it("is the namespace and the name", () => {
    expect(keyOf({ namespace: "shop", name: "web" })).toBe("shop/web");
    expect(keyOf({ name: "web" })).toBe("default/web");
  });

  it("is read up to its first slash", () => {
    expect(objectOfKey("shop/web")).toEqual({ namespace: "shop", name: "web" });
    expect(objectOfKey("shop/app in (a,b),x/y=z")).toEqual({ namespace: "shop", name: "app in (a,b),x/y=z" });
  });
});

// Services of a load by name.

import { describe, expect, it } from "vitest";

import { classesOf, namedServices } from "../../../src/scenario/load/service-names.ts";

describe("services of a load", () => {
  it("are called as they are told, or as their targets", () => {
    expect(
      namedServices([
        { target: "service/web", cpuPerRequest: "1ms" },
        { target: "deployment/web", name: "back", requests: [{ name: "get" }, { name: "put" }] },
      ]),
    ).toEqual([
      { name: "web", classes: ["default"] },
      { name: "back", classes: ["get", "put"] },
    ]);
  });

  it("have one kind of requests where they list none", () => {
    expect(classesOf({ target: "service/web", latency: "5ms" })).toMatchObject([
      { name: "default", share: 1, latency: "5ms" },
    ]);
  });
});

// An extender from its configuration.

import { describe, expect, it } from "vitest";

import { makeExtender, timeoutMsOf } from "../../../src/scheduling/extenders/make-extender.ts";

const send = () => ({ kind: "failed", error: "" }) as const;

describe("an extender", () => {
  it("has what its configuration says, and nothing where that is silent", () => {
    expect(makeExtender({}, send)).toEqual({
      name: "",
      filterVerb: "",
      prioritizeVerb: "",
      preemptVerb: "",
      bindVerb: "",
      weight: 0,
      nodeCacheCapable: false,
      ignorable: false,
      managedResources: new Set(),
      send,
    });
    const written = {
      urlPrefix: "http://e",
      prioritizeVerb: "rank",
      weight: 4,
      ignorable: true,
      managedResources: [{ name: "example.com/gpu", ignoredByScheduler: true }],
    };
    expect(makeExtender(written, send)).toMatchObject({
      name: "http://e",
      prioritizeVerb: "rank",
      weight: 4,
      ignorable: true,
      managedResources: new Set(["example.com/gpu"]),
    });
  });
});

describe("its timeout", () => {
  it("is five seconds unless it says otherwise", () => {
    const texts = [undefined, "0s", "150ms", "1m"];
    expect(texts.map((httpTimeout) => timeoutMsOf(httpTimeout === undefined ? {} : { httpTimeout }))).toEqual([
      5_000, 5_000, 150, 60_000,
    ]);
  });
});

// Claims in sentences.

import { describe, expect, it } from "vitest";

import { needText } from "../../../src/report/explain/needs-text.ts";
import type { PodNeed } from "../../../src/simulation/explain/explanation.ts";

type Standing = Extract<PodNeed, { kind: "volume" }>["standing"];

describe("a claim to a volume", () => {
  it.each<[Standing, string]>([
    [{ kind: "missing" }, "does not exist"],
    [{ kind: "bound", volume: "pv", reachedFrom: [] }, "is bound to volume pv, which every node reaches"],
    [
      { kind: "bound", volume: "pv", reachedFrom: ["zone in (a)", "disk exists"] },
      "is bound to volume pv, which only nodes reach with zone in (a); and disk exists",
    ],
    [{ kind: "volume-missing", volume: "pv" }, "is bound to volume pv, which does not exist"],
    [{ kind: "class-missing", className: "" }, "is not bound, and has no class that could provide a volume"],
    [{ kind: "class-missing", className: "fast" }, "is not bound, and its class fast does not exist"],
    [
      { kind: "unbound", className: "fast" },
      "is not bound, and its class fast does not wait for the pod: a controller binds it before",
    ],
    [{ kind: "bound-with-pod", className: "fast" }, "is bound when the pod has a node (class fast)"],
  ])("%j has words", (standing, words) => {
    expect(needText({ kind: "volume", claim: "data", standing })).toBe(`claim data ${words}`);
  });
});

describe("a claim to devices", () => {
  const asking: PodNeed = {
    kind: "devices",
    claim: "gpu",
    exists: true,
    allocated: [],
    requests: [
      { request: "a", deviceClass: "gpu", classExists: true, count: 1 },
      { request: "b", deviceClass: "nic", classExists: false, count: null },
    ],
  };

  it("has words for what it asks for, has, or is not", () => {
    expect(needText(asking)).toBe(
      "resource claim gpu asks for 1 device of class gpu, all devices of class nic (which does not exist)",
    );
    expect(needText({ ...asking, exists: false })).toBe("resource claim gpu does not exist");
    expect(needText({ ...asking, allocated: ["d/p/x"] })).toBe(
      "resource claim gpu has d/p/x: only nodes that reach them can take the pod",
    );
  });
});

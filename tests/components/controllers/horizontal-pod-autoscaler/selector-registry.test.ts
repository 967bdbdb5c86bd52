// Who acts on which pods.

import { expect, it } from "vitest";

import { SELECTS_EVERYTHING } from "../../../../src/model/label-selector.ts";
import { SelectorRegistry } from "../../../../src/components/controllers/horizontal-pod-autoscaler/selector-registry.ts";
import { selector } from "./small-autoscaling.ts";

const PODS = [{ app: "web" }, { app: "web", tier: "front" }];

function registry(): SelectorRegistry {
  const made = new SelectorRegistry();
  for (const name of ["b", "a", "idle"]) made.add("default", name);
  made.put("default", "a", selector("app=web"));
  made.put("default", "b", selector("tier in (front,back)"));
  return made;
}

it("finds all that act on one of the pods, in order", () => {
  expect(registry().selecting("default", PODS)).toEqual(["a", "b"]);
  expect(registry().selecting("default", [{ app: "db" }])).toEqual([]);
  expect(registry().selecting("elsewhere", PODS)).toEqual([]);
});

it("takes in no selector of an autoscaler that is not there", () => {
  const made = registry();
  made.remove("default", "a");
  made.put("default", "a", selector("app=web"));
  expect(made.selecting("default", PODS)).toEqual(["b"]);
});

it("takes a selector without text for the nothing that was there before", () => {
  const made = registry();
  made.put("default", "idle", SELECTS_EVERYTHING);
  expect(made.selecting("default", [{ app: "db" }])).toEqual([]);
});

it("changes its version with what it answers, and only then", () => {
  const made = registry();
  const { version } = made;
  made.put("default", "a", selector("app=web"));
  made.add("default", "a");
  expect(made.version).toBe(version);
  made.put("default", "a", selector("app=db"));
  expect(made.version).not.toBe(version);
});

it("comes back as it was saved", () => {
  const made = new SelectorRegistry();
  made.restore(registry().saved());
  expect(made.saved()).toEqual(registry().saved());
  expect(made.selecting("default", PODS)).toEqual(["a", "b"]);
});

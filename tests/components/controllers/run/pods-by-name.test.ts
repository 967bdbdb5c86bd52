// Pods of a namespace by their names.

import { expect, it } from "vitest";

import { PodNumbers } from "../../../../src/components/controllers/run/pod-numbers.ts";
import { PodsByName } from "../../../../src/components/controllers/run/pods-by-name.ts";

const NAMES = ["a", "b", "c", "a", "__proto__"];

/** Those of NAMES that are `there`, in turn. */
function namespaceOf(...there: readonly number[]) {
  const pods = new PodNumbers();
  const named = new PodsByName(pods, (pod) => NAMES[pod]!);
  const add = (pod: number) => {
    pods.add(pod);
    named.add(pod);
  };
  const remove = (pod: number) => {
    pods.delete(pod);
    named.delete(pod);
  };
  for (const pod of there) add(pod);
  return { named, add, remove };
}

it("finds pods that came before the first was looked for, and after", () => {
  const { named, add } = namespaceOf(0, 1);
  expect([named.find("a"), named.find("b"), named.find("c")]).toEqual([0, 1, undefined]);
  add(2);
  add(4);
  expect([named.find("c"), named.find("__proto__"), named.find("constructor")]).toEqual([2, 4, undefined]);
});

it("finds none that is gone, whenever it went, and the last one of a name", () => {
  const { named, add, remove } = namespaceOf(0, 1, 2);
  remove(1);
  expect([named.find("a"), named.find("b")]).toEqual([0, undefined]);
  add(3);
  remove(0);
  expect(named.find("a")).toBe(3);
  remove(3);
  expect(named.find("a")).toBeUndefined();
});

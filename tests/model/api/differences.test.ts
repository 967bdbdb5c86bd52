// Where two objects differ.

import { expect, it } from "vitest";

import { differingFields } from "../../../src/model/api/differences.ts";
import { FieldPath } from "../../../src/model/api/field-path.ts";
import { POD_SPEC, type PodSpec } from "../../../src/model/api/types/pod.ts";

function differing(left: PodSpec, right: PodSpec): readonly string[] {
  return differingFields(left, right, POD_SPEC, FieldPath.root("spec")).map(String);
}

it.each<[string, PodSpec, PodSpec, readonly string[]]>([
  ["the same", { nodeName: "a", tolerations: [] }, { nodeName: "a" }, []],
  ["amounts in other words", { overhead: { cpu: "1" } }, { overhead: { cpu: "1000m" } }, []],
  ["a field", { nodeName: "a" }, {}, ["spec.nodeName"]],
  [
    "fields of items",
    { containers: [{ name: "a" }, { name: "b", image: "x" }] },
    { containers: [{ name: "a" }, { name: "b", resources: { limits: { cpu: "1" } } }] },
    ["spec.containers[1].image", "spec.containers[1].resources.limits"],
  ],
  ["lists of other lengths", { containers: [{ name: "a" }] }, { containers: [] }, ["spec.containers"]],
  ["a struct that is there or not", { affinity: {} }, {}, ["spec.affinity"]],
  ["maps", { nodeSelector: { a: "b" } }, { nodeSelector: { a: "c" } }, ["spec.nodeSelector"]],
])("names what differs in %s", (_what, left, right, paths) => {
  expect(differing(left, right)).toEqual(paths);
});

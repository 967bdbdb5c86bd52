// Templates of StatefulSets: what they say of names and claims does not count.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import {
  validateKeptTemplate,
  validateOwnTemplate,
} from "../../../../src/model/api/validation/stateful-set-template.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const SPEC = FieldPath.root("spec");

function templateWith(spec: PodSpec) {
  const template = goodTemplate();
  return { ...template, spec: { ...template.spec, ...spec } };
}

it("ignores host names, which the pods get from the StatefulSet", () => {
  const template = templateWith({ hostname: "Bad_Name", subdomain: "Bad_Name" });
  expect(validateOwnTemplate({ selector: GOOD_SELECTOR, template }, SPEC)).toEqual([]);
});

it("knows the volumes of claims, and forgets a volume of the same name", () => {
  const containers = [
    { ...goodTemplate().spec!.containers![0]!, volumeMounts: [{ name: "data", mountPath: "/data" }] },
  ];
  const template = templateWith({ containers, volumes: [{ name: "data", hostPath: { path: "../bad" } }] });
  const volumeClaimTemplates = [{ metadata: { name: "data" } }];
  expect(validateOwnTemplate({ selector: GOOD_SELECTOR, template, volumeClaimTemplates }, SPEC)).toEqual([]);
  expect(validateOwnTemplate({ selector: GOOD_SELECTOR, template }, SPEC)).not.toEqual([]);
});

it("tells mistakes of the metadata twice, as the server does", () => {
  const template = { ...goodTemplate(), metadata: { labels: { app: "web", bad: "a b" } } };
  const lines = errorLines(validateOwnTemplate({ selector: GOOD_SELECTOR, template }, SPEC));
  expect(lines).toHaveLength(2);
  expect(new Set(lines).size).toBe(1);
});

it("does not look into a template whose selector cannot be used, nor into one that is kept", () => {
  const template = templateWith({ containers: [] });
  const selector = { matchLabels: { "a b": "c" } };
  expect(errorLines(validateOwnTemplate({ selector, template }, SPEC)).join("\n")).not.toContain("containers");
  expect(validateKeptTemplate({ selector: GOOD_SELECTOR, template }, SPEC)).toEqual([]);
});

// A manifest means the same in YAML and in JSON, alone and in a list: the same objects, and the same words about them.
// The manifests are recorded ones that a real API server took or refused, and mutations of objects of every kind.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";

import { readTexts } from "../environment/reading.ts";
import { EVERY_KIND, type KubernetesObject } from "./every-kind.ts";
import { changeStructure, runsFor, SEED, structural, TIMEOUT_MS } from "./mutations.ts";

const RECORDS = "tests/conformance/records/model/";

interface Recorded {
  readonly case: string;
  readonly input: { readonly manifest?: KubernetesObject };
}

/** Manifests by the record's name. */
function recorded(file: string): readonly (readonly [string, KubernetesObject])[] {
  return readFileSync(RECORDS + file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Recorded)
    .flatMap(({ case: name, input }) => (input.manifest === undefined ? [] : [[name, input.manifest] as const]));
}

/** What is read and told, in any order and without places, which differ. */
function meaning(text: string): unknown {
  const { content, told } = readTexts(text);
  const words = told.map(({ code, severity, message, expected, suggestion, path = "" }) =>
    JSON.stringify([code, severity, message, expected, suggestion, path.replace(/^items\[0\]\.?/, "")]),
  );
  return {
    words: words.sort(),
    objects: [...content.objectsByKind],
    pods: content.pods.names,
    nodes: content.nodes.length,
  };
}

/** The forms beside JSON in one line. */
const FORMS: Readonly<Record<string, (manifest: unknown) => string>> = {
  "YAML in blocks": (manifest) => dump(manifest),
  "a JSON list in lines": (manifest) => JSON.stringify(listOf(manifest), null, 2),
  "YAML, a field in a line": (manifest) => dump(manifest, { flowLevel: 1 }),
  "a YAML list": (manifest) => dump(listOf(manifest)),
};

function listOf(manifest: unknown): unknown {
  return { apiVersion: "v1", kind: "List", items: [manifest] };
}

function expectSame(manifest: unknown, forms: readonly string[]): void {
  const wanted = meaning(JSON.stringify(manifest));
  for (const form of forms) expect(meaning(FORMS[form]!(manifest)), form).toEqual(wanted);
}

describe("recorded manifests", () => {
  it.each(["defaulting.jsonl", "validation.jsonl"])("of %s mean the same in every form", (file) => {
    const manifests = recorded(file);
    expect(manifests.length).toBeGreaterThan(50);
    for (const [name, manifest] of manifests)
      expectSame(manifest, [name.length % 2 === 0 ? "YAML in blocks" : "a YAML list"]);
  });
});

describe("mutations of objects of every kind", () => {
  it(
    "mean the same in every form",
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...EVERY_KIND), structural, (object, change) => {
          const changed = structuredClone(object);
          changeStructure(changed, change);
          // What JSON cannot say is not to be compared.
          expectSame(JSON.parse(JSON.stringify(changed)), Object.keys(FORMS));
        }),
        { seed: SEED, numRuns: runsFor(200, 1) },
      );
    },
    TIMEOUT_MS,
  );
});

// Mutations of one object of every kind that is read, alone, in lists and in dumps, as YAML and as JSON: each mistake
// is told in words that somebody can read, and has a place; nothing is thrown, and nothing gets lost in silence.
// `PLIMSOLL_MUTATIONS=10000` tries ten thousand.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { dump, loadAll } from "js-yaml";
import { describe, expect, it } from "vitest";

import { API_KINDS, apiKindOf } from "../../src/model/api/api-kinds.ts";
import { createObject } from "../../src/model/api/create-object.ts";
import { encodeStruct } from "../../src/model/api/encode.ts";

import { checkFiles, type CheckedFiles } from "../../src/scenario/check-files.ts";

import { MemoryFiles } from "../scenario/memory-files.ts";
import { EVERY_KIND, EVERY_KIND_TEXT, type KubernetesObject } from "./every-kind.ts";
import {
  changeStructure,
  damage,
  damaged,
  edited,
  edits,
  runsFor,
  SEED,
  structural,
  TIMEOUT_MS,
  type Structural,
} from "./mutations.ts";
import { expectReadable } from "./readable.ts";

const USUAL_MUTATIONS = 1000;

const CONFIGURATION = readFileSync("tests/properties/data/kube-scheduler.yaml", "utf8");

/** The object as `kubectl get` shows it: complete, with what the server and its controllers keep beside it. */
function stored(object: KubernetesObject, index: number): unknown {
  const kind = apiKindOf(object.apiVersion, object.kind)!;
  const created = createObject(object, kind, `0000${index}`);
  if (created.kind !== "created") throw new Error(`${object.kind}: ${created.kind}`);
  const shown = encodeStruct(created.object, kind.type) as KubernetesObject;
  const manager = {
    manager: "kubectl",
    operation: "Apply",
    apiVersion: object.apiVersion,
    time: "2026-01-02T03:04:05Z",
    fieldsType: "FieldsV1",
    fieldsV1: { "f:metadata": { "f:labels": { ".": {}, "f:app": {} } } },
  };
  const metadata = {
    ...(shown["metadata"] as object),
    resourceVersion: String(1000 + index),
    creationTimestamp: "2026-01-02T03:04:05Z",
    managedFields: [manager],
  };
  return { ...shown, ...withStatus(object), apiVersion: object.apiVersion, kind: object.kind, metadata };
}

/** New objects have none; what somebody has seen is kept. */
function withStatus({ status }: KubernetesObject & { readonly status?: unknown }): { readonly status?: unknown } {
  return status === undefined ? {} : { status };
}

function listOf(items: readonly unknown[]): unknown {
  return { apiVersion: "v1", kind: "List", metadata: { resourceVersion: "" }, items };
}

const STORED = listOf(EVERY_KIND.map(stored));

/** Whole texts; small ones first, as there are many of them. */
const TEXTS: readonly string[] = [
  ...EVERY_KIND.map((object) => dump(object)),
  ...EVERY_KIND.map((object) => JSON.stringify(object, null, 2)),
  CONFIGURATION,
  dump(STORED),
  JSON.stringify(STORED, null, 4),
  EVERY_KIND_TEXT,
];

/** The ways in which a value comes to us. */
const FORMS: readonly ((value: unknown) => string)[] = [
  (value) => dump(value),
  (value) => dump(value, { flowLevel: 2 }),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(value),
  (value) => dump(listOf([value])),
  (value) => JSON.stringify(listOf([value]), null, 4),
];

function check(content: string | Uint8Array): CheckedFiles {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return checkFiles(["f.yaml"], new MemoryFiles({ "f.yaml": { kind: "bytes", bytes } }));
}

function tryOut(content: string | Uint8Array): void {
  const checked = check(content);
  for (const diagnostic of checked.diagnostics) expectReadable(diagnostic);
  const objects = [...checked.objectsByKind.values()].reduce((sum, count) => sum + count, 0);
  expect(objects + checked.diagnostics.length, "objects or something to say").toBeGreaterThan(0);
}

describe("mutations of objects of every kind", () => {
  it(
    "that change their structure end in diagnostics or objects",
    () => {
      const objects = fc.constantFrom(...EVERY_KIND, loadAll(CONFIGURATION)[0]);
      const forms = fc.constantFrom(...FORMS);
      fc.assert(
        fc.property(objects, structural, forms, (object, change, form) => {
          tryOut(form(changed(object, change)));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that change lines, indentation and characters end in diagnostics or objects",
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...TEXTS), edits, (text, changes) => {
          tryOut(edited(text, changes));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that cut a file short or scatter random bytes over it end in diagnostics or objects",
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...TEXTS), damage, (text, harm) => {
          tryOut(damaged(text, harm));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it("start from objects that are right, of every kind there is", () => {
    for (const text of TEXTS)
      expect(check(text).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const given = new Set(EVERY_KIND.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
    expect(API_KINDS.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).filter((kind) => !given.has(kind))).toEqual(
      [],
    );
  });
});

function changed(object: unknown, change: Structural): unknown {
  const copy = structuredClone(object);
  changeStructure(copy, change);
  return copy;
}

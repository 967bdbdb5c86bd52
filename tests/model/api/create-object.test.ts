// The way into the API server: decoding, defaults, what the server sets, validation.

import { expect, it } from "vitest";

import { apiKind, type ApiKind } from "../../../src/model/api/api-kind.ts";
import {
  createObject,
  updateObject,
  validateNewObject,
  validateStoredObject,
} from "../../../src/model/api/create-object.ts";
import { invalid } from "../../../src/model/api/field-error.ts";
import { FieldPath } from "../../../src/model/api/field-path.ts";
import type { LimitRange } from "../../../src/model/api/types/quota.ts";
import { LIMIT_RANGE } from "../../../src/model/api/types/quota.ts";

const UID = "u";

/** A kind that tells in which order its functions are called. */
function tellingKind(calls: string[]): ApiKind {
  return apiKind<LimitRange>({
    apiVersion: "v1",
    kind: "LimitRange",
    namespaced: true,
    type: LIMIT_RANGE,
    source: "this test",
    applyDefaults: () => void calls.push("defaults"),
    prepareForCreate: ({ metadata }) => void calls.push(`prepare ${metadata?.uid}`),
    validate: ({ metadata }) => {
      calls.push(`validate ${metadata?.namespace}`);
      return metadata?.name === "bad" ? [invalid(FieldPath.root("spec"), 1, "no")] : [];
    },
    warningsOnCreate: () => ["careful"],
  });
}

it("completes an object before it judges it", () => {
  const calls: string[] = [];
  const outcome = createObject({ metadata: { name: "a" } }, tellingKind(calls), UID);
  expect(calls).toEqual(["defaults", "prepare u", "validate default"]);
  expect(outcome).toEqual({
    kind: "created",
    object: { metadata: { name: "a", namespace: "default", uid: "u" } },
    warnings: ["careful"],
  });
});

it("validates nothing that it could not decode", () => {
  const calls: string[] = [];
  expect(createObject({ metadata: 5 }, tellingKind(calls), UID).kind).toBe("undecodable");
  expect(calls).toEqual([]);
});

it("judges metadata of any kind last, and only if the kind's own rules hold", () => {
  const kind = tellingKind([]);
  expect(validateNewObject({ metadata: { name: "bad", namespace: "A" } }, kind)).toHaveLength(1);
  const errors = validateNewObject({ metadata: { name: "a/b", namespace: "x" } }, kind);
  expect(errors.map(({ message }) => message)).toEqual([`Invalid value: "a/b": may not contain '/'`]);
});

it("judges what a server holds by rules of its own, where the kind has some", () => {
  const bad = { metadata: { name: "bad", namespace: "x" } };
  const kind = tellingKind([]);
  expect(validateStoredObject(bad, kind)).toHaveLength(1);
  expect(validateStoredObject(bad, { ...kind, validateStored: () => [] })).toEqual([]);
});

it("warns first of what the preparation mends, and of each thing once", () => {
  const kind = { ...tellingKind([]), warningsBeforeCreate: () => ["mended", "careful"] };
  const outcome = createObject({ metadata: { name: "a" } }, kind, UID);
  expect(outcome).toMatchObject({ warnings: ["mended", "careful"] });
});

const STORED = {
  metadata: {
    name: "a",
    namespace: "default",
    uid: "u",
    resourceVersion: "7",
    generation: 3,
    creationTimestamp: "2026-01-01T00:00:00Z",
  },
};

it("validates an update as a new object where a kind has no rule of its own", () => {
  const calls: string[] = [];
  const stored = { metadata: { ...STORED.metadata, name: "bad" } };
  const outcome = updateObject({ metadata: { name: "bad" } }, stored, tellingKind(calls));
  expect(outcome.kind).toBe("invalid");
  expect(calls).toEqual(["defaults", "validate default"]);
});

it("keeps what only the server decides when an object is replaced", () => {
  const manifest = { metadata: { name: "a", generation: 9, resourceVersion: "1" } };
  const outcome = updateObject(manifest, STORED, tellingKind([]));
  expect(outcome).toEqual({ kind: "created", object: STORED, warnings: [] });
});

it("judges metadata of any kind together with the kind's own rules on an update", () => {
  const outcome = updateObject({ metadata: { name: "bad", uid: "other" } }, STORED, tellingKind([]));
  const fields = outcome.kind === "invalid" ? outcome.errors.map(({ path }) => String(path)) : [];
  expect(fields).toEqual(["metadata.name", "metadata.uid", "spec"]);
});

it("tells what has no internal form only of objects whose fields have the right types", () => {
  const problem = { kind: "wrong-type", path: ["metadata"], message: "no", expected: "yes", final: true } as const;
  const kind: ApiKind = { ...tellingKind([]), convert: () => problem };
  expect(createObject({ metadata: { name: "a" } }, kind, UID)).toEqual({ kind: "undecodable", problems: [problem] });
  const outcome = createObject({ metadata: 5 }, kind, UID);
  expect(outcome.kind === "undecodable" && outcome.problems).not.toContain(problem);
});

it("tells a warning once", () => {
  const kind: ApiKind = { ...tellingKind([]), warningsOnCreate: () => ["careful", "careful"] };
  expect(createObject({ metadata: { name: "a" } }, kind, UID)).toMatchObject({ warnings: ["careful"] });
});

it("knows no namespace for kinds that stand outside of them", () => {
  const kind: ApiKind = { ...tellingKind([]), namespaced: false };
  const outcome = createObject({ metadata: { name: "a", namespace: "b" } }, kind, UID);
  expect(outcome).toMatchObject({ kind: "created", object: { metadata: { name: "a", uid: "u" } } });
});

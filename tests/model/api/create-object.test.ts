// The way into the API server: decoding, defaults, what the server sets, validation.

import { expect, it } from "vitest";

import { apiKind, type ApiKind } from "../../../src/model/api/api-kind.ts";
import { createObject, updateObject, validateNewObject } from "../../../src/model/api/create-object.ts";
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

it("validates an update as a new object where a kind has no rule of its own", () => {
  const calls: string[] = [];
  const outcome = updateObject({ metadata: { name: "bad" } }, {}, tellingKind(calls));
  expect(outcome.kind).toBe("invalid");
  expect(calls).toEqual(["defaults", "validate default"]);
});

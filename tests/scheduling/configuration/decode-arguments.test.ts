// Reading the arguments of a plugin.

import { describe, expect, it } from "vitest";

import { argumentTypes } from "../../../src/scheduling/configuration/argument-types.ts";
import { decodeArguments, decodeProblem, typeOfKind } from "../../../src/scheduling/configuration/decode-arguments.ts";

const TYPES = argumentTypes("1.36");
const FIT = "NodeResourcesFit";

function decoded(name: string, raw: unknown) {
  return decodeArguments(name, raw, ["args"], TYPES);
}

describe("arguments", () => {
  it("may be absent, and may say what they are", () => {
    for (const raw of [undefined, null, {}, { apiVersion: "kubescheduler.config.k8s.io/v1", kind: `${FIT}Args` }]) {
      expect(decoded(FIT, raw)).toEqual({ value: {}, problems: [], error: undefined });
    }
  });

  it("have no other fields than theirs, which does not end the reading", () => {
    const { value, problems, error } = decoded(FIT, { ignoredResources: ["a"], scoreStrategy: {} });
    expect(value).toEqual({ ignoredResources: ["a"] });
    const text = `decoding args for plugin ${FIT}: strict decoding error: unknown field "scoreStrategy"`;
    expect(problems).toEqual([
      { stage: "decode", place: ["args", "scoreStrategy"], of: "key", message: text, suggestion: "scoringStrategy" },
    ]);
    expect(error).toEqual({ kind: "strict", text: `strict decoding error: ${text}` });
  });

  it("have values of the right type, which ends it", () => {
    expect(decoded("DynamicResources", { filterTimeout: "5 parsecs" })).toMatchObject({
      problems: [{ place: ["args", "filterTimeout"] }],
      error: {
        kind: "final",
        text: 'decoding args for plugin DynamicResources: time: unknown unit " parsecs" in duration "5 parsecs"',
      },
    });
  });

  it.each([
    [
      { kind: "InterPodAffinityArgs" },
      ["args", "kind"],
      `args for plugin ${FIT} were not of type ${FIT}Args.kubescheduler.config.k8s.io, got InterPodAffinityArgs.kubescheduler.config.k8s.io`,
    ],
    [
      { kind: "Foo" },
      ["args", "kind"],
      `decoding args for plugin ${FIT}: no kind "Foo" is registered for version "kubescheduler.config.k8s.io/v1" in scheme "pkg/runtime/scheme.go:111"`,
    ],
    [
      { apiVersion: "v1" },
      ["args", "apiVersion"],
      `decoding args for plugin ${FIT}: no kind "${FIT}Args" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"`,
    ],
  ])("are those of their plugin: %j", (raw, place, text) => {
    const { problems, error } = decoded(FIT, raw);
    expect(problems).toMatchObject([{ place, message: text }]);
    expect(error).toEqual({ kind: "final", text });
  });

  it.each([[[]], ["text"], [7]])("are a mapping: %j", (raw) => {
    expect(decoded(FIT, raw)).toMatchObject({ value: {}, problems: [{ place: ["args"], expected: "a mapping" }] });
  });
});

describe("kinds", () => {
  it("are the configuration's own and those of arguments", () => {
    expect(typeOfKind("KubeSchedulerConfiguration", TYPES)?.goType).toBe("v1.KubeSchedulerConfiguration");
    expect(typeOfKind("VolumeBindingArgs", TYPES)?.goType).toBe("v1.VolumeBindingArgs");
    expect(typeOfKind("VolumeBinding", TYPES)).toBeUndefined();
    expect(typeOfKind("Pod", TYPES)).toBeUndefined();
  });
});

describe("a problem of reading", () => {
  it("keeps what would have been accepted", () => {
    const wrong = { kind: "wrong-type", path: ["a"], message: "m", expected: "a number", final: false } as const;
    expect(decodeProblem(wrong)).toEqual({ stage: "decode", place: ["a"], message: "m", expected: "a number" });
  });
});

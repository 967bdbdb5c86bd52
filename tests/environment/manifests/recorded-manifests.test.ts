// Manifests that the real API server accepted or refused, read from files: the same outcome in the same words, with a
// place for each. The records are a sample of family `model` (tests/conformance/records/README.md).

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { apiKindOf } from "../../../src/model/api/api-kinds.ts";

import { readTexts } from "../reading.ts";

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: unknown };
}

interface RecordedManifest {
  readonly case: string;
  readonly input: { readonly op: string; readonly manifest: Manifest };
  readonly expected: {
    readonly reason?: string;
    readonly errorText?: string;
    readonly errors?: readonly { readonly field: string; readonly message: string }[];
  };
}

function recorded(file: string): readonly (readonly [string, RecordedManifest])[] {
  return readFileSync(`tests/conformance/records/model/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RecordedManifest)
    .filter(({ input, expected }) => isReadFromFiles(input) && !lacksAllocation(expected))
    .map((record) => [record.case, record] as const);
}

function isReadFromFiles({ op, manifest }: RecordedManifest["input"]): boolean {
  return op === "create" && apiKindOf(manifest.apiVersion, manifest.kind) !== undefined;
}

/** The recorder left out what the server's storage does before it validates: a headless Service is no mistake. */
function lacksAllocation({ errors = [] }: RecordedManifest["expected"]): boolean {
  return errors.some(({ field, message }) => field === "spec.clusterIPs" && message === "Required value");
}

/** The recorder's server was not told to allow privileged containers, which nearly all servers are. */
function isMistake({ message }: { readonly message: string }): boolean {
  return !message.endsWith("disallowed by cluster policy");
}

/** The mistakes that the reader tells, and whether each has a place. */
function mistakes(manifest: Manifest): readonly { readonly text: string; readonly placed: boolean }[] {
  const { told } = readTexts(JSON.stringify(manifest, null, 2));
  return told
    .filter(({ severity }) => severity === "error")
    .map(({ message, position }) => ({
      text: message,
      placed: (position?.line ?? 0) > 0 && (position?.column ?? 0) > 0,
    }));
}

/** Values of the server's internal structures are printed in our own words: FORMAT.md of the records. */
function withoutStructures(text: string): string {
  return text.replaceAll(/value: \[?\{.*?\}\]?(?=: [a-z`0-9']|$)/g, "value: {…}");
}

describe("manifests that the API server refused", () => {
  it.each(recorded("validation.jsonl"))("%s: in its words", (_name, { input, expected }) => {
    const found = mistakes(input.manifest);
    expect(found.every(({ placed }) => placed)).toBe(true);
    const texts = new Set(found.map(({ text }) => withoutStructures(text)));
    const { kind, metadata } = input.manifest;
    if (expected.reason === "Invalid") {
      const head = `The ${kind} ${JSON.stringify(typeof metadata?.name === "string" ? metadata.name : "")} is invalid: `;
      const wanted = expected
        .errors!.filter(isMistake)
        .map(({ field, message }) => withoutStructures(`${head}${field}: ${message}`));
      expect([...texts].toSorted()).toEqual([...new Set(wanted)].toSorted());
    } else
      expect([...texts].some((text) => text.endsWith(expected.errorText!.replace(/^.*: unknown/, "unknown")))).toBe(
        true,
      );
  });
});

describe("manifests that the API server accepted", () => {
  it.each(recorded("defaulting.jsonl"))("%s: without a complaint", (_name, { input }) => {
    expect(mistakes(input.manifest)).toEqual([]);
  });
});

// Which pods are read by one of them, and that this changes nothing.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { podShape } from "../../../src/environment/manifests/pod-shape.ts";
import { readTexts } from "../reading.ts";

const METADATA = { name: "web-1", annotations: { "plimsoll/arrives-at": "5m", note: "n" } };

function pod(metadata: unknown, more: unknown = {}): Record<string, unknown> {
  return { apiVersion: "v1", kind: "Pod", metadata, spec: more };
}

describe("the shape of a pod", () => {
  const shape = podShape(pod(METADATA), "web-1");

  it("is that of a pod with another name and other times", () => {
    const annotations = { "plimsoll/arrives-at": "7m", note: "n" };
    expect(podShape(pod({ ...METADATA, name: "api-2", annotations }), "api-2")).toBe(shape);
  });

  it.each([
    ["another annotation", pod({ ...METADATA, annotations: { ...METADATA.annotations, note: "m" } })],
    ["a time that is a number", pod({ ...METADATA, annotations: { "plimsoll/arrives-at": 50, note: "n" } })],
    ["a longer time", pod({ ...METADATA, annotations: { "plimsoll/arrives-at": "5m0s", note: "n" } })],
    ["another field", pod(METADATA, { hostNetwork: true })],
    ["null for a mapping", pod(METADATA, null)],
    ["a name that was generated", pod({ ...METADATA, name: "", generateName: "web-" })],
    ["a key of JavaScript's", pod(METADATA, JSON.parse('{ "__proto__": { "hostNetwork": true } }'))],
  ])("is another one for %s", (_, other) => {
    expect(podShape(other, "web-1")).toBeTypeOf("string");
    expect(podShape(other, "web-1")).not.toBe(shape);
  });

  it.each([
    ["text that looks like a number", { a: "1" }, { a: 1 }],
    ["numbers beyond the exact ones", { a: 9007199254740993n }, { a: 9007199254740992 }],
    ["what is not finite and null", { a: Number.NaN }, { a: null }],
    ["text that runs over", { a: 'b"c', d: "" }, { a: "b", c: "d" }],
    ["a list and a mapping", { a: [] }, { a: {} }],
  ])("tells %s apart", (_, left, right) => {
    expect(podShape(pod(METADATA, left), "web-1")).not.toBe(podShape(pod(METADATA, right), "web-1"));
  });

  it("minds what stands in place of a name, if a name is generated", () => {
    const generated = podShape(pod({ generateName: "web-" }), "web-x");
    expect(generated).toBeTypeOf("string");
    expect(podShape(pod({ generateName: "web-", name: 5 }), "web-x")).not.toBe(generated);
  });

  it.each([
    ["of a dump", pod({ ...METADATA, uid: "u" }), "web-1"],
    ["that a server has counted", pod({ ...METADATA, resourceVersion: "1" }), "web-1"],
    ["whose name is no DNS label", pod({ ...METADATA, name: "web.1" }), "web.1"],
    ["without metadata", pod(undefined), "web-1"],
    ["whose claims bear its name", pod(METADATA, { volumes: [{ name: "v", ephemeral: {} }] }), "web-1"],
    ["of too many values", pod(METADATA, { containers: Array.from({ length: 5000 }, () => ({})) }), "web-1"],
    ["that is too deep", pod(METADATA, JSON.parse(`${"[".repeat(70)}${"]".repeat(70)}`)), "web-1"],
  ])("is none for a pod %s", (_, other, name) => {
    expect(podShape(other, name)).toBeUndefined();
  });
});

/** Parts of pods, with and without mistakes and warnings. */
const PARTS = {
  name: fc.constantFrom("web", "api", "web.example", "Web", "a".repeat(64)),
  arrival: fc.constantFrom(undefined, "5m", "6m", "soon", 5),
  note: fc.constantFrom(undefined, "n", 3),
  image: fc.constantFrom("i:1", "i:2", "i:3", ""),
  cpu: fc.constantFrom("1", 1, "1.0001m", "one", 9007199254740993n),
  more: fc.constantFrom(
    {},
    { terminationGracePeriodSeconds: -1 },
    { activeDeadlineSeconds: 5 },
    { hostNetwork: "yes" },
    { unknown: 1 },
    { nodeName: "n1" },
    { priorityClassName: "high" },
    { volumes: [{ name: "v", ephemeral: { volumeClaimTemplate: { spec: {} } } }] },
  ),
};

/** A pod as JSON, which is YAML; its number makes its name its own. */
function podText(parts: { [Name in keyof typeof PARTS]: unknown }, index: number): string {
  const { name, arrival, note, image, cpu, more } = parts;
  const value = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `${String(name)}-${index}`, annotations: { "plimsoll/arrives-at": arrival, note } },
    spec: { containers: [{ name: "c", image, resources: { requests: { cpu } } }], ...(more as object) },
  };
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `big:${part}` : part)).replaceAll(
    /"big:(\d+)"/g,
    "$1",
  );
}

/** What was read of each pod, and what was told and how often, wherever it stands. */
function readingOf(...texts: readonly string[]): unknown {
  const { content, told } = readTexts(...texts);
  const { names, template, templates, listedAtUs, lifetimeUs } = content.pods;
  const counts = told.flatMap(({ code, message }) => {
    const [, text = message, count = "1"] = /^(.*) \((\d+) places; this is the first\)$/s.exec(message) ?? [];
    return Array.from({ length: Number(count) }, () => `${code} ${text}`);
  });
  return {
    pods: names.map((name, row) => [name, templates[template[row]!], listedAtUs[row], lifetimeUs[row]]),
    bound: content.boundPods.map(({ pod: bound }) => bound),
    references: content.references.map(({ kind, name }) => `${kind} ${name}`),
    counts: counts.toSorted(),
  };
}

interface Reading {
  readonly pods: readonly unknown[];
  readonly bound: readonly unknown[];
  readonly references: readonly string[];
  readonly counts: readonly string[];
}

describe("pods of one file", () => {
  it("are what each of them is alone", () => {
    const { name, arrival, ...rest } = PARTS;
    const kinds = fc.array(fc.record(rest), { minLength: 3, maxLength: 3 });
    const pods = fc.array(fc.record({ name, arrival, kind: fc.nat(2) }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(kinds, pods, (ofKind, picked) => {
        const all = picked.map(({ kind, ...own }) => ({ ...ofKind[kind]!, ...own }));
        const texts = all.map((parts, index) => podText(parts, index));
        const together = readingOf(texts.join("\n---\n")) as Reading;
        const alone = texts.map((text) => readingOf(text) as Reading);
        expect(together).toEqual({
          pods: alone.flatMap((one) => one.pods),
          bound: alone.flatMap((one) => one.bound),
          references: [...new Set(alone.flatMap((one) => one.references))],
          counts: alone.flatMap((one) => one.counts).toSorted(),
        });
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it("are told once, with their number, of what is odd about all of them", () => {
    const odd = {
      name: "web",
      arrival: "5m",
      note: "n",
      image: "i",
      cpu: "1",
      more: { readinessGates: [{ conditionType: "a/b" }] },
    };
    const { told } = readTexts([1, 2, 3].map((index) => podText(odd, index)).join("\n---\n"));
    expect(told.map(({ message }) => message)).toEqual([
      "readinessGates is not simulated: pods are ready as soon as their containers are (3 places; this is the first)",
    ]);
  });
});

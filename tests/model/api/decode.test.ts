// Strict decoding: what is kept, what counts as absent, and the server's words for what it refuses.

import { describe, expect, it } from "vitest";

import { decodeErrorText } from "../../../src/model/api/create-object.ts";
import { DURATION, MICRO_TIME, TIME, always, pointer, struct } from "../../../src/model/api/api-type.ts";
import { decodeStruct, decodeValue } from "../../../src/model/api/decode.ts";
import { NODE } from "../../../src/model/api/types/node.ts";
import { POD } from "../../../src/model/api/types/pod.ts";
import { DEPLOYMENT } from "../../../src/model/api/types/workload.ts";

/** The server's text for a pod whose spec is that. */
function refusal(spec: unknown): string {
  return decodeErrorText(decodeStruct({ spec }, POD).problems);
}

describe("decodeStruct", () => {
  it("takes a field that holds its zero for absent, unless it is a pointer", () => {
    const { value } = decodeStruct(
      { spec: { replicas: 0, minReadySeconds: 0, paused: false, template: { metadata: { name: "" } } } },
      DEPLOYMENT,
    );
    expect(value).toEqual({ spec: { replicas: 0, template: { metadata: {} } } });
  });

  it("keeps an empty text where a number may stand, too", () => {
    const probe = { tcpSocket: { port: "" } };
    const { value } = decodeStruct({ spec: { containers: [{ livenessProbe: probe }] } }, POD);
    expect(value).toEqual({ spec: { containers: [{ livenessProbe: probe }] } });
  });

  it("keeps empty lists and maps, which Go tells from absent ones", () => {
    const { value } = decodeStruct({ metadata: { labels: {} }, spec: { containers: [], volumes: null } }, POD);
    expect(value).toEqual({ metadata: { labels: {} }, spec: { containers: [] } });
  });

  it("reads null in a list or a map as the zero of its type", () => {
    const { value } = decodeStruct(
      { metadata: { labels: { a: null } }, spec: { containers: [null], overhead: { cpu: null } } },
      POD,
    );
    expect(value).toEqual({ metadata: { labels: { a: "" } }, spec: { containers: [{}], overhead: { cpu: "0" } } });
  });

  it("reads numbers that a double does not hold exactly", () => {
    const spec = { activeDeadlineSeconds: 9_223_372_036_854_774_784n, overhead: { cpu: 9_007_199_254_740_993n } };
    expect(decodeStruct({ spec }, POD)).toMatchObject({
      value: { spec: { activeDeadlineSeconds: 2 ** 63 - 1024, overhead: { cpu: "9007199254740993" } } },
      problems: [],
    });
    expect(refusal({ activeDeadlineSeconds: 9_223_372_036_854_775_808n })).toContain(
      "cannot unmarshal number 9223372036854775808 into Go struct field PodSpec.spec.activeDeadlineSeconds of type int64",
    );
    expect(refusal({ hostname: 9_007_199_254_740_993n })).toContain(
      "cannot unmarshal number into Go struct field PodSpec.spec.hostname of type string",
    );
  });

  it("never takes a key of a map for something that every object has", () => {
    const labels = JSON.parse('{"__proto__":"x","constructor":"y"}') as object;
    const { value, problems } = decodeStruct({ metadata: { labels } }, POD);
    expect(problems).toEqual([]);
    expect(JSON.stringify(value)).toBe('{"metadata":{"labels":{"__proto__":"x","constructor":"y"}}}');
    expect(decodeStruct({ constructor: 1 }, POD).problems).toHaveLength(1);
  });

  it("returns a tree that shares nothing with what it read", () => {
    const manifest = { spec: { containers: [{ name: "a", args: ["x"] }] } };
    const { value } = decodeStruct(manifest, POD);
    expect(value).toEqual(manifest);
    expect((value["spec"] as typeof manifest.spec).containers[0]!.args).not.toBe(manifest.spec.containers[0]!.args);
  });

  it("names every unknown field with its path and what fields there are", () => {
    const { problems } = decodeStruct({ spec: { containers: [{ imag: "x" }], foo: 1 } }, POD);
    expect(problems.map(({ path, message }) => [path, message])).toEqual([
      [["spec", "containers", 0, "imag"], 'unknown field "spec.containers[0].imag"'],
      [["spec", "foo"], 'unknown field "spec.foo"'],
    ]);
    expect(problems[0]).toMatchObject({ kind: "unknown-field", known: expect.arrayContaining(["image"]) as unknown });
    expect(decodeErrorText(problems)).toBe(
      'strict decoding error: unknown field "spec.containers[0].imag", unknown field "spec.foo"',
    );
  });
});

describe("problems", () => {
  it("come in the order in which the document has them", () => {
    const { problems } = decodeStruct({ zebra: 1, spec: { volumes: 5, horse: 1, containers: 5 }, apple: 1 }, POD);
    expect(problems.map(({ path }) => path.join("."))).toEqual([
      "zebra",
      "spec.volumes",
      "spec.horse",
      "spec.containers",
      "apple",
    ]);
  });
});

describe("the words of the server's decoder", () => {
  const text = "json: cannot unmarshal";

  it.each([
    [5, `${text} number into Go struct field Pod.spec of type v1.PodSpec`],
    [[], `${text} array into Go struct field Pod.spec of type v1.PodSpec`],
    [{ nodeSelector: [] }, `${text} array into Go struct field PodSpec.spec.nodeSelector of type map[string]string`],
    [{ nodeSelector: { a: 1 } }, `${text} number into Go struct field PodSpec.spec.nodeSelector of type string`],
    [{ hostNetwork: "yes" }, `${text} string into Go struct field PodSpec.spec.hostNetwork of type bool`],
    [{ containers: {} }, `${text} object into Go struct field PodSpec.spec.containers of type []v1.Container`],
    [
      { containers: [{ args: [1] }] },
      `${text} number into Go struct field Container.spec.containers.args of type string`,
    ],
    [{ overhead: [] }, `${text} array into Go struct field PodSpec.spec.overhead of type v1.ResourceList`],
    [{ priority: 1.5 }, `${text} number 1.5 into Go struct field PodSpec.spec.priority of type int32`],
    [{ priority: 2147483648 }, `${text} number 2147483648 into Go struct field PodSpec.spec.priority of type int32`],
    [{ priority: true }, `${text} bool into Go struct field PodSpec.spec.priority of type int32`],
  ])("says of spec %j what encoding/json says", (spec, message) => {
    expect(refusal(spec)).toBe(message);
  });

  it("stops at a quantity, whatever else was wrong before it", () => {
    expect(refusal({ containers: [{ args: [1], resources: { requests: { cpu: "1 Gi" } } }] })).toBe(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  });

  it("refuses what is no mapping at all", () => {
    expect(decodeErrorText(decodeStruct([], NODE).problems)).toBe(`${text} array into Go value of type v1.Node`);
  });
});

describe("decodeValue", () => {
  it.each([
    [1, "number"],
    [true, "bool"],
    [{}, "object"],
    [[], "array"],
  ])("takes no %j for a text", (value, found) => {
    const message = `json: cannot unmarshal ${found} into Go value of type string`;
    for (const type of [DURATION, TIME, MICRO_TIME]) {
      expect(decodeValue(value, type)).toMatchObject({ value: undefined, problems: [{ message }] });
    }
  });

  it("cuts a time to the seconds, or to six decimals", () => {
    const text = "2026-01-01T00:00:00.500000Z";
    expect(decodeValue(text, TIME)).toEqual({ value: "2026-01-01T00:00:00Z", problems: [] });
    expect(decodeValue(text, MICRO_TIME)).toEqual({ value: text, problems: [] });
  });

  it("takes null for no time, but for a duration that cannot be read", () => {
    expect(decodeValue(null, TIME)).toEqual({ value: undefined, problems: [] });
    expect(decodeValue(null, DURATION)).toMatchObject({ problems: [{ message: 'time: invalid duration ""' }] });
  });

  it("takes null for no duration where it may be absent", () => {
    const type = struct("v1.Waits", { first: pointer(DURATION), second: always(DURATION) });
    const { problems } = decodeStruct({ first: null, second: null }, type);
    expect(problems.map(({ path }) => path)).toEqual([["second"]]);
  });
});

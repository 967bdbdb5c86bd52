// Writing objects: what is left out, and what is written although it is empty.

import { describe, expect, it } from "vitest";

import { decodeStruct } from "../../../src/model/api/decode.ts";
import { encodeStruct } from "../../../src/model/api/encode.ts";
import { POD } from "../../../src/model/api/types/pod.ts";
import { DEPLOYMENT } from "../../../src/model/api/types/workload.ts";

describe("encodeStruct", () => {
  it("writes structs and lists that are never left out, and no empty field beside them", () => {
    expect(encodeStruct({ metadata: { labels: {} }, spec: { volumes: [] } }, POD)).toEqual({
      metadata: {},
      spec: { containers: null },
      status: {},
    });
  });

  it("writes zeros that are told from absence, and leaves the others out", () => {
    const { value } = decodeStruct({ spec: { replicas: 0, minReadySeconds: 0 } }, DEPLOYMENT);
    expect(encodeStruct(value, DEPLOYMENT)["spec"]).toEqual({
      replicas: 0,
      selector: null,
      strategy: {},
      template: { metadata: {}, spec: { containers: null } },
    });
  });

  it("writes amounts that are absent as nothing", () => {
    const variable = { name: "A", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } };
    const { spec } = encodeStruct({ spec: { containers: [{ env: [variable] }] } }, POD) as { spec: object };
    expect(spec).toMatchObject({
      containers: [{ env: [{ valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "0" } } }] }],
    });
  });

  it("writes maps in the order of their keys", () => {
    const { metadata } = encodeStruct({ metadata: { labels: { b: "1", a: "2" } } }, POD) as { metadata: object };
    expect(JSON.stringify(metadata)).toBe('{"labels":{"a":"2","b":"1"}}');
  });

  it("gives back what decoding read, but for zeros", () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ name: "c" }] } };
    const { value } = decodeStruct(pod, POD);
    const again = decodeStruct(encodeStruct(value, POD), POD);
    expect(again.problems).toEqual([]);
    expect(again.value).toEqual({ ...pod, spec: { containers: [{ name: "c", resources: {} }] }, status: {} });
  });
});

// An extender that is a module of the user's.

import { describe, expect, it } from "vitest";

import { missingVerbs, moduleSend } from "../../../src/scheduling/extenders/module-extender.ts";

const ARGS = { Pod: { metadata: { namespace: "shop", name: "web-1" } }, NodeNames: ["n1"] };

function send(exports: Readonly<Record<string, unknown>>) {
  return moduleSend("http://extender", exports, "extender.js")("filter", ARGS);
}

describe("a module in the place of an extender", () => {
  it("is called by the verb, with what would go over the wire", () => {
    expect(send({ filter: ({ NodeNames }: typeof ARGS) => ({ NodeNames }) })).toEqual({
      kind: "answered",
      body: { NodeNames: ["n1"] },
    });
  });

  it("that throws or answers nothing ends the run", () => {
    const failing = () => {
      throw new RangeError("no");
    };
    const words = "plugin http://extender failed in filter, asked about pod shop/web-1: ";
    expect(() => send({ filter: failing })).toThrow(`${words}RangeError: no`);
    expect(() => send({ filter: () => undefined })).toThrow(`${words}it returned undefined`);
    expect(() => send({ filter: () => Promise.resolve({}) })).toThrow(`${words}it returned a Promise`);
  });

  it("is told of the pod that it binds under other names", () => {
    const binding = moduleSend("http://extender", { bind: () => undefined }, "extender.js");
    const args = { PodName: "web-1", PodNamespace: "shop", PodUID: "shop/web-1", Node: "n1" };
    expect(() => binding("bind", args)).toThrow("failed in bind, asked about pod shop/web-1: it returned undefined");
  });

  it("must have a function for each verb", () => {
    const verbs = { filterVerb: "filter", prioritizeVerb: "toString", preemptVerb: "", bindVerb: "" };
    expect(missingVerbs(verbs, { filter: () => ({}) })).toEqual(["toString"]);
    expect(missingVerbs(verbs, { filter: 1, toString: () => "" })).toEqual(["filter"]);
  });
});

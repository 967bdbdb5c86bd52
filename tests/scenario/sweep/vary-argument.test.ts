// What --vary takes.

import { describe, expect, it } from "vitest";

import { readVaryArgument } from "../../../src/scenario/sweep/vary-argument.ts";

describe("an argument of --vary", () => {
  it.each([
    ["nodes=8,10,12", "nodes", [8, 10, 12]],
    ["nodes=8", "nodes", [8]],
    ["a.b[c].d=x.yaml,../y.yaml", "a.b[c].d", ["x.yaml", "../y.yaml"]],
    ["ties=null,name", "ties", [null, "name"]],
    ["arrival={perSecond: 2, process: even},at-start", "arrival", [{ perSecond: 2, process: "even" }, "at-start"]],
    ['a["b=c"]=1', 'a["b=c"]', [1]],
    ["a=b=c", "a", ["b=c"]],
    ["a='1,2'", "a", ["1,2"]],
    ["a=40..80:10", "a", { from: 40, to: 80, step: 10 }],
    ["a=0.5..2", "a", { from: 0.5, to: 2 }],
    ["a=8Gi..32Gi:8Gi", "a", { from: "8Gi", to: "32Gi", step: "8Gi" }],
    ["a=40%..60%:5%", "a", { from: "40%", to: "60%", step: "5%" }],
    ["a=-3..-1:1", "a", { from: -3, to: -1, step: 1 }],
  ])("%s varies %s", (text, path, levels) => {
    expect(readVaryArgument(text)).toEqual({ kind: "argument", path, levels });
  });

  it.each(["", "a", "a=", "=1", "a=[1", "a={", "a=1]\n---\n[2", "a=\u0000"])("%j is none", (text) => {
    expect(readVaryArgument(text)).toMatchObject({ kind: "problem", problem: { code: "bad-argument" } });
  });
});

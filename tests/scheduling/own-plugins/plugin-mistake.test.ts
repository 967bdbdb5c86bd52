// What ends a run because of a user's plugin.

import { describe, expect, it } from "vitest";

import { PluginMistake, podKeyOf } from "../../../src/scheduling/own-plugins/plugin-mistake.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const CALL = { plugin: "Price", module: "price.js", method: "score" };

describe("a plugin's mistake", () => {
  it("names the plugin, what it was asked, and about whom", () => {
    const messages = [{}, { pod: "default/a" }, { node: "n1" }, { pod: "default/a", node: "n1" }].map(
      (about) => new PluginMistake({ ...CALL, ...about }, "it returned NaN").message,
    );
    expect(messages).toEqual([
      "plugin Price failed in score: it returned NaN",
      "plugin Price failed in score, asked about pod default/a: it returned NaN",
      "plugin Price failed in score, asked about node n1: it returned NaN",
      "plugin Price failed in score, asked about pod default/a and node n1: it returned NaN",
    ]);
  });

  it("keeps what was thrown", () => {
    const cause = new TypeError("no");
    expect(new PluginMistake(CALL, "TypeError: no", cause)).toMatchObject({ cause, call: CALL });
  });
});

describe("a pod", () => {
  it("is named with its namespace; a class of pods has no name", () => {
    const asked = new SmallCluster([]).pod(pod({}, { name: "a", namespace: "shop" }));
    expect([podKeyOf(asked), podKeyOf({ ...asked, name: "" })]).toEqual(["shop/a", "shop/*"]);
  });
});

// Extenders that bind in the place of plugins.

import { describe, expect, it } from "vitest";

import { bindByExtenders } from "../../../src/scheduling/extenders/extender-binding.ts";
import { pod } from "../../model/build-objects.ts";
import { answering, clusterOf, failing } from "./made-up-extenders.ts";

const asked = clusterOf(1).pod(pod());
const BINDING = { bindVerb: "bind" };

function bind(...extenders: Parameters<typeof bindByExtenders>[0]) {
  return bindByExtenders(extenders, asked, "n0");
}

describe("an extender that binds", () => {
  it("is told the pod by name, namespace and what stands for its UID, and the node", () => {
    const { extender, asked: questions } = answering(() => ({}), BINDING);
    const { name } = asked;
    expect(bind(extender)).toEqual({ kind: "bound" });
    expect(questions).toEqual([
      {
        verb: "bind",
        args: { PodName: name, PodNamespace: "default", PodUID: `default/${name}`, Node: "n0" },
      },
    ]);
  });

  it("leaves pods to the plugins that do not concern it", () => {
    expect(bind()).toEqual({ kind: "left" });
    const elsewhere = failing({ ...BINDING, managedResources: new Set(["example.com/gpu"]) });
    expect(bind(failing(), elsewhere)).toEqual({ kind: "left" });
  });

  it("says why it did not bind", () => {
    const refusing = answering(() => ({ error: "no licence" }), BINDING).extender;
    expect(bind(refusing)).toEqual({ kind: "failed", error: "no licence" });
    expect(bind(failing(BINDING))).toEqual({ kind: "failed", error: "out of order" });
    const wrong = answering(() => [1], BINDING).extender;
    expect(bind(wrong)).toEqual({
      kind: "failed",
      error: 'extender "http://extender" gave an answer to bind that is no ExtenderBindingResult',
    });
  });

  it("is passed over where it fails and may be ignored", () => {
    expect(bind(failing({ ...BINDING, ignorable: true }))).toEqual({ kind: "left" });
  });

  it("has bound where it answers nothing", () => {
    expect(bind(answering(() => null, BINDING).extender)).toEqual({ kind: "bound" });
  });
});

// Which way requests are worked out.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { modelWay } from "../../../src/environment/load/model-way.ts";
import { loadedPlan } from "../../simulation/loaded-plan.ts";

function wayOf(rate: string, more = ""): string {
  const plan = loadedPlan({ rate, more });
  return modelWay(plan.load!, plan.horizonUs, new RandomStreams(plan.seed));
}

describe("the way of a load", () => {
  it("is one by one where requests are few, and by intervals where they are many", () => {
    // In 20 minutes 4.8 and 6 million.
    expect(wayOf("4000")).toBe("exact");
    expect(wayOf("5000")).toBe("intervals");
    expect(wayOf("{ steps: { rates: [{ at: 0s, rate: 1 }, { at: 19m, rate: 50000 }] } }")).toBe("exact");
  });

  it("is what the scenario says, where it says one", () => {
    expect(wayOf("100000", "  loadMode: exact\n")).toBe("exact");
    expect(wayOf("1", "  loadMode: intervals\n")).toBe("intervals");
  });

  it("counts calls as well", () => {
    const api = "    - target: deployment/web\n      name: api\n      cpuPerRequest: 1ms\n";
    const plan = loadedPlan({ rate: "3000" });
    expect(api).toContain("api");
    const [web] = plan.load!.network.services;
    const [all] = web!.classes;
    const patience = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
    const call = { service: 1, requestClass: 0, probability: 1, patience };
    const services = [{ ...web!, classes: [{ ...all!, stages: [[call]] }] }, web!];
    const load = { ...plan.load!, network: { ...plan.load!.network, services } };
    expect(modelWay(load, plan.horizonUs, new RandomStreams(plan.seed))).toBe("intervals");
  });
});

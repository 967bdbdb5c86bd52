// Load of a scenario: what comes into the plan, and what is told of mistakes.

import { describe, expect, it } from "vitest";

import { mistakes, mistakesOf, withLoad, withSpec } from "./load-world.ts";

const WEB = "{ target: service/web, requestsPerSecond: 20, cpuPerRequest: 12ms }";

describe("the load of a scenario", () => {
  it("is a network of services with where they run and how many requests come", () => {
    const { plan, errors } = withLoad(
      "{ target: service/web, requestsPerSecond: 20, cpuPerRequest: 12ms, calls: [{ service: cart }], timeout: 2s, attempts: 3 }",
      "{ target: deployment/cart, container: side, cpuPerRequest: 3ms, concurrency: 8, queueLimit: 0, balancing: topology-aware }",
    );
    expect(errors).toEqual([]);
    const never = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
    const { network, services, ...rest } = plan!.load!;
    expect(rest).toEqual({ mode: "auto", sources: [{ rate: [{ kind: "constant", settings: { rate: 20 } }] }] });
    expect(network.services.map(({ classes: _classes, ...service }) => service)).toEqual([
      { name: "web", concurrency: Infinity, queueLimit: Infinity, balancing: "random" },
      { name: "cart", concurrency: 8, queueLimit: 0, balancing: "topology-aware" },
    ]);
    expect(network.services[0]!.classes[0]!.stages).toEqual([
      [{ service: 1, requestClass: 0, probability: 1, patience: never }],
    ]);
    const patience = { timeoutUs: 2_000_000, attempts: 3, backoffUs: 0 };
    const mix = [{ requestClass: 0, share: 1 }];
    expect(network.sources).toEqual([{ name: "web", service: 0, mix, arrivals: "poisson", patience }]);
    expect(services).toMatchObject([
      { target: { kind: "Service", namespace: "default", name: "web" }, position: { line: 11 } },
      { target: { kind: "Deployment", namespace: "default", name: "cart" }, container: "side" },
    ]);
  });

  it("lets controllers run, and is not there where nobody asks for it", () => {
    expect(withLoad(WEB).plan?.controlled).toBeDefined();
    const { plan } = withSpec("");
    expect([plan?.load, plan?.metrics, plan?.controlled]).toEqual([undefined, undefined, undefined]);
  });

  it("has several kinds of requests, some of which only others make", () => {
    const { plan, errors } = withLoad(
      "{ target: service/web, requestsPerSecond: 20, arrivals: even, requests: [{ name: read, share: 0.75, cpuPerRequest: 1ms }, " +
        "{ name: write, share: 0.25, latency: 9ms }, { name: check, cpuPerRequest: 1ms }] }",
    );
    expect(errors).toEqual([]);
    expect(plan?.load?.network.sources[0]).toMatchObject({
      arrivals: "even",
      mix: [
        { requestClass: 0, share: 0.75 },
        { requestClass: 1, share: 0.25 },
      ],
    });
  });

  it("is simulated as it is told to be", () => {
    expect(withSpec(`  loadMode: exact\n  load: [${WEB}]\n`).plan?.load?.mode).toBe("exact");
    expect(mistakesOf(withSpec("  loadMode: exact\n"))).toEqual([
      "wrong-value loadMode: loadMode: the scenario has no load",
    ]);
  });
});

describe("a load that cannot be", () => {
  it("has shares that do not sum to 1", () => {
    const requests = (share: string) =>
      `{ target: service/web, requestsPerSecond: 1, requests: [{ name: a, share: 0.5, cpuPerRequest: 1ms }, { name: b${share}, cpuPerRequest: 1ms }] }`;
    expect(mistakes(requests(""))).toEqual(["wrong-shares load[0].requests: requests: the shares sum to 0.5"]);
    expect(mistakes(requests(", share: 0.5000001"))).toEqual([]);
    expect(mistakes(requests(", share: 7"))).toEqual([
      "out-of-range load[0].requests[1].share: share: 7 is out of range",
    ]);
  });

  it("has names twice", () => {
    expect(mistakes(WEB, "{ target: deployment/web, cpuPerRequest: 1ms }")).toEqual([
      "duplicate-name load[1].target: the service web is there twice",
    ]);
    const twice = "{ name: a, share: 0.5, cpuPerRequest: 1ms }";
    expect(mistakes(`{ target: service/web, requestsPerSecond: 1, requests: [${twice}, ${twice}] }`)).toEqual([
      "duplicate-name load[0].requests[1].name: the requests a are there twice",
    ]);
  });

  it("promises no time at all, or promises it to nobody", () => {
    expect(
      mistakes(
        "{ target: service/web, requestsPerSecond: 1, cpuPerRequest: 1ms, slo: 0s }",
        "{ target: deployment/cart, cpuPerRequest: 1ms, slo: 1s }",
      ),
    ).toEqual([
      "out-of-range load[0].slo: slo: a request that may take no time always takes too long",
      "wrong-value load[1].slo: slo: no requests come from outside to deployment/cart",
    ]);
  });

  it("says one thing in two places, or what nobody needs", () => {
    expect(
      mistakes(
        "{ target: service/web, requestsPerSecond: 1, calls: [], requests: [{ name: a, share: 1, cpuPerRequest: 1ms }] }",
        "{ target: deployment/cart, cpuPerRequest: 1ms, timeout: 1s, arrivals: even }",
      ),
    ).toEqual([
      "wrong-value load[0].calls: calls does not go with requests",
      "wrong-value load[1].arrivals: arrivals: no requests come from outside to deployment/cart",
      "wrong-value load[1].timeout: timeout: no requests come from outside to deployment/cart",
    ]);
  });

  it("comes from nowhere, or never ends", () => {
    expect(mistakes("{ target: service/web, cpuPerRequest: 1ms }")).toEqual([
      "missing-field load: load: no requests come from outside",
    ]);
    const endless = withSpec(`  load: [${WEB}]\n`);
    expect(endless.errors).toEqual([]);
    expect(mistakesOf(withSpec(`  controllers: expanded\n  load: [${WEB}]\n`))).toContain(
      "wrong-value load: load: no controllers run in this scenario, and without them no pod serves",
    );
  });

  it("is told of a rate by the rate alone", () => {
    expect(mistakes("{ target: service/web, requestsPerSecond: -1, cpuPerRequest: 1ms, timeout: 1s }")).toEqual([
      "out-of-range load[0].requestsPerSecond: requestsPerSecond: -1 is out of range",
    ]);
  });

  it("calls itself in the end", () => {
    const called = (target: string, rest: string) => `{ target: ${target}, cpuPerRequest: 1ms, ${rest} }`;
    expect(
      mistakes(
        called("service/web", "requestsPerSecond: 1, calls: [[{ service: cart }, { service: cart }]]"),
        called("deployment/cart", "calls: [{ service: web }]"),
      ),
    ).toEqual(["call-cycle load[0]: calls that never end: web calls cart calls web"]);
  });
});

// Quotas on the number of objects.

import { describe, expect, it } from "vitest";

import {
  namesAmong,
  objectCountEvaluator,
  objectCountName,
  resourceOfKind,
} from "../../../src/model/admission/quota-evaluator.ts";
import { writtenResourceList } from "../../../src/model/resource-list.ts";

describe("objects about which nothing else is limited", () => {
  it("count one each", () => {
    const deployments = objectCountEvaluator("deployments.apps");
    expect(writtenResourceList(deployments.usage({}, 0))).toEqual({ "count/deployments.apps": "1" });
    expect(deployments.matchingResources(["pods", "count/deployments.apps"])).toEqual(["count/deployments.apps"]);
    expect(deployments.matchScope({}, { scopeName: "BestEffort" })).toEqual({ kind: "outside" });
    expect(deployments.constraintProblem({}, ["count/deployments.apps"])).toBeUndefined();
  });

  it("count under an older name, too, where they have one", () => {
    const secrets = objectCountEvaluator("secrets");
    expect(writtenResourceList(secrets.usage({}, 0))).toEqual({ "count/secrets": "1", secrets: "1" });
    expect(secrets.matchingResources(["secrets", "pods", "count/secrets", "secrets"])).toEqual([
      "count/secrets",
      "secrets",
    ]);
  });
});

describe("names", () => {
  it.each([
    ["v1", "Pod", "pods"],
    ["apps/v1", "Deployment", "deployments.apps"],
    ["networking.k8s.io/v1", "NetworkPolicy", "networkpolicies.networking.k8s.io"],
    ["networking.k8s.io/v1", "Ingress", "ingresses.networking.k8s.io"],
    ["v1", "Endpoints", "endpoints"],
  ])("of %s %s are %s", (apiVersion, kind, resource) => {
    expect(resourceOfKind(apiVersion, kind)).toBe(resource);
  });

  it("of counts are prefixed", () => {
    expect(objectCountName("pods")).toBe("count/pods");
  });

  it("are taken each once, sorted", () => {
    expect(namesAmong(["b", "a", "c", "b"], new Set(["a", "b"]))).toEqual(["a", "b"]);
  });
});

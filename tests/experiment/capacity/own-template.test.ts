// A pod of the scenario as the template of further ones.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { ownTemplate } from "../../../src/experiment/capacity/own-template.ts";
import { readAskedPod } from "../../../src/simulation/explain/asked-pod.ts";
import { deployment, POOL, questionOf } from "./small-worlds.ts";

const BOUND = `apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true }] }
spec: { nodeName: general-1, containers: [{ name: c, image: i }] }
`;
const AGENT = BOUND.replaceAll("db-0", "agent")
  .replace("name: db,", "name: agent,")
  .replace("StatefulSet", "DaemonSet");
const MANIFESTS = [deployment("old", 3, "cpu: 1"), BOUND, AGENT].join("---\n");
const { plan } = questionOf({ pools: [POOL], manifests: MANIFESTS }, deployment("web", 1, "cpu: 1"));

function own(text: string) {
  const sink = new DiagnosticSink();
  return { template: ownTemplate(plan, readAskedPod(text, undefined)!, sink), told: sink.all };
}

describe("a template of a scenario whose controllers make the pods", () => {
  it("is to be named by its manifest", () => {
    const spec = "  horizon: 10m\n  controllers: simulated\n";
    const controlled = questionOf({ pools: [POOL], manifests: MANIFESTS, spec }, deployment("web", 1, "cpu: 1"));
    const sink = new DiagnosticSink();
    expect(ownTemplate(controlled.plan, readAskedPod("deployment/old", undefined)!, sink)).toBeUndefined();
    expect(sink.all[0]?.message).toContain("the pods of deployment old are made by controllers");
    expect(sink.all[0]?.expected).toContain("the path of its manifest");
  });
});

describe("a template of the scenario itself", () => {
  it("is a pod as admission has let it in, and counts the pods of its workload", () => {
    const { template } = own("deployment/old");
    expect(template).toMatchObject({ kind: "Deployment", namespace: "default", name: "old", replicas: 3, objects: [] });
    expect(template?.pod.spec.tolerations).toHaveLength(2);
  });

  it("is on no node, whatever pod it was made of", () => {
    const { template } = own("pod/shop/db-0");
    expect(template).toMatchObject({ kind: "Pod", namespace: "shop", name: "db-0", replicas: null });
    expect(template?.pod.spec.nodeName).toBeUndefined();
  });

  it.each([
    ["deployment/ald", "there is no deployment ald in the scenario", "deployment/old"],
    ["daemonset/agent", "a DaemonSet has one pod on each node", undefined],
  ])("is none for %s", (text, message, suggestion) => {
    const { template, told } = own(text);
    expect(template).toBeUndefined();
    expect(told[0]?.message).toContain(message);
    expect(told[0]?.suggestion).toBe(suggestion);
  });
});

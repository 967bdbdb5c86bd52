// Files of other kinds, given in the place of a scenario.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { ScenarioLoader } from "../../src/scenario/scenario-loader.ts";

import { MemoryFiles } from "./memory-files.ts";

function told(text: string): readonly (readonly [string, string | undefined])[] {
  const sink = new DiagnosticSink();
  new ScenarioLoader("f.yaml", new MemoryFiles({ "f.yaml": text })).load(sink);
  return sink.all.map(({ message, expected }) => [message, expected]);
}

describe("a file that is no scenario", () => {
  it.each([
    ["apps/v1", "Deployment", "this is a Deployment of Kubernetes, not a Scenario of plimsoll", "spec.workloads"],
    ["v1", "List", "this is a List of Kubernetes", "`plimsoll init FILE`"],
    ["v1", "PodList", "this is a PodList of Kubernetes", "`plimsoll init FILE`"],
    [
      "kubescheduler.config.k8s.io/v1",
      "KubeSchedulerConfiguration",
      "this is a KubeSchedulerConfiguration of kubescheduler.config.k8s.io/v1",
      "spec.scheduler.configuration",
    ],
    [
      "kubelet.config.k8s.io/v1beta1",
      "KubeletConfiguration",
      "this is a KubeletConfiguration of kubelet.config.k8s.io/v1beta1",
      "spec.cluster.nodePools[].kubelet",
    ],
    [
      "kustomize.config.k8s.io/v1beta1",
      "Kustomization",
      "this is a Kustomization of kustomize.config",
      "spec.workloads",
    ],
  ])("is told once: %s %s", (apiVersion, kind, message, expected) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nspec: { replicas: 3, selector: {} }\n`;
    for (const file of [text, `${text}---\n${text}`]) {
      expect(told(file)).toEqual([[expect.stringContaining(message), expect.stringContaining(expected)]]);
    }
  });

  it("is judged field by field if it means to be one, or does not say what it is", () => {
    const [kind] = told("apiVersion: plimsoll/v1alpha1\nkind: Scenaro\nspec: {}\n");
    expect(kind).toEqual(['kind: "Scenaro" is not valid here', "The text Scenario"]);
    const [version] = told("apiVersion: v1\nkind: Scenario\nspec: {}\n");
    expect(version![0]).toContain("apiVersion");
    expect(told("spec: {}\n")[0]![0]).toContain("apiVersion");
  });
});

// Workload objects whose controllers run, as manifests give them.

import { describe, expect, it } from "vitest";

import type { Diagnostic } from "../../../src/base/diagnostic.ts";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { CONTROLLED_USES } from "../../../src/environment/manifests/controlled-uses.ts";
import { readManifests } from "../../../src/environment/manifests/manifests-source.ts";
import { listeningPorts } from "../reading.ts";

const DAEMON_SET = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: main, image: agent }] }
`;

const JOBS = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: j }
spec:
  schedule: "*/5 * * * *"
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: agent } }
        spec: { restartPolicy: Never, containers: [{ name: main, image: agent }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: j }
spec:
  template:
    metadata: { labels: { app: agent } }
    spec: { restartPolicy: Never, containers: [{ name: main, image: agent }] }
`;

/** One unknown, one wrong span, one wrong code. */
function withAnnotations(text: string): string {
  const annotations = '{ plimsoll/redy-after: 5s, plimsoll/runs-for: "10", plimsoll/exit-code: "256" }';
  return text.replaceAll(
    "metadata: { labels: { app: agent } }",
    `metadata: { labels: { app: agent }, annotations: ${annotations} }`,
  );
}

const WRONG_ANNOTATIONS = [
  ["unknown-annotation", "plimsoll/ready-after"],
  ["bad-duration", "10s"],
  ["bad-annotation", undefined],
];

function errorsOf(told: readonly Diagnostic[]) {
  return told.filter(({ severity }) => severity === "error").map(({ code, suggestion }) => [code, suggestion]);
}

function read(text: string) {
  const { ports, told } = listeningPorts();
  const content = readManifests([new SourceText("f1", text)], { ...ports, workloads: "controlled" });
  return { content, told: told() };
}

describe("a workload object whose controller runs", () => {
  it("is kept whole, with its defaults, and no pods are made of it", () => {
    const { content, told } = read(DAEMON_SET.replaceAll("DaemonSet", "Deployment"));
    expect(content.pods.names).toEqual([]);
    const [{ stored }] = content.objects as [(typeof content.objects)[number]];
    expect(stored.kind).toBe("Deployment");
    expect(stored.object).toMatchObject({
      metadata: { name: "agent", namespace: "default", generation: 1 },
      spec: { replicas: 1, progressDeadlineSeconds: 600, strategy: { type: "RollingUpdate" } },
    });
    expect(told.filter(({ severity }) => severity === "not-simulated")).toEqual([]);
  });

  it("may be of a kind of which nothing is done otherwise", () => {
    const { content } = read(DAEMON_SET);
    expect(content.objects.map(({ stored }) => stored.kind)).toEqual(["DaemonSet"]);
  });

  it("is read in the version of its controller, whichever it was written in", () => {
    const autoscaler = `
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 4, targetCPUUtilizationPercentage: 60 }
`;
    const [{ stored }] = read(autoscaler).content.objects as [ReturnType<typeof read>["content"]["objects"][number]];
    const target = { type: "Utilization", averageUtilization: 60 };
    expect(stored).toMatchObject({
      kind: "HorizontalPodAutoscaler",
      object: { spec: { minReplicas: 1, metrics: [{ type: "Resource", resource: { name: "cpu", target } }] } },
    });
  });

  it("whose pods run for a while has containers that exit by themselves", () => {
    const job = DAEMON_SET.replaceAll("DaemonSet", "Deployment").replace(
      "metadata: { labels: { app: agent } }",
      "metadata: { labels: { app: agent }, annotations: { plimsoll/runs-for: 20s } }",
    );
    const stored = read(job).content.objects[0]!.stored;
    expect(stored.object).toMatchObject({
      spec: { template: { metadata: { annotations: { "plimsoll/exit-after": "20s" } } } },
    });
  });

  it.each(["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])(
    "has no annotation of plimsoll in its template that is unknown or wrong: %s",
    (kind) => {
      const text = withAnnotations(DAEMON_SET.replaceAll("DaemonSet", kind));
      expect(errorsOf(read(text).told)).toEqual(WRONG_ANNOTATIONS);
    },
  );

  it.each(["controlled", "expanded"] as const)(
    "nor has a Job or a CronJob, which has it further down: %s",
    (workloads) => {
      const { ports, told } = listeningPorts();
      readManifests([new SourceText("f1", withAnnotations(JOBS))], { ...ports, workloads });
      expect(errorsOf(told())).toEqual([...WRONG_ANNOTATIONS, ...WRONG_ANNOTATIONS]);
    },
  );

  it("has its pods' annotations in the template, not beside it", () => {
    const text = JOBS.replaceAll(
      "metadata: { name: j }",
      "metadata: { name: j, annotations: { plimsoll/exit-after: 5s } }",
    );
    expect(read(text).told.map(({ code, message }) => [code, message.slice(message.indexOf("on a"))])).toEqual([
      [
        "misplaced-annotation",
        "on a CronJob itself: it belongs to spec.jobTemplate.spec.template.metadata.annotations",
      ],
      ["misplaced-annotation", "on a Job itself: it belongs to spec.template.metadata.annotations"],
    ]);
  });

  it("is of one of the kinds that controllers look after", () => {
    expect([...CONTROLLED_USES.keys()]).toEqual([
      "Deployment",
      "ReplicaSet",
      "ReplicationController",
      "StatefulSet",
      "DaemonSet",
      "Job",
      "CronJob",
      "ControllerRevision",
      "HorizontalPodAutoscaler",
      "Service",
    ]);
  });
});

// Workload objects whose controllers run, as manifests give them.

import { describe, expect, it } from "vitest";

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
      "Service",
    ]);
  });
});

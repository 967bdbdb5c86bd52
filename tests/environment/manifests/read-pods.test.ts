// Pods alone and as templates: offered, bound, ended; and what is said of them.

import { describe, expect, it } from "vitest";

import { MAX_PODS } from "../../../src/environment/manifests/read-pods.ts";
import { placesOf, readTexts } from "../reading.ts";

const CONTAINERS = "containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }]";

function pod(name: string, spec = CONTAINERS, more = ""): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { ${spec} }\n${more}---\n`;
}

function deployment(name: string, replicas: number, spec = CONTAINERS): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop }\nspec:\n  replicas: ${replicas}\n  selector: { matchLabels: { app: web } }\n  template: { metadata: { labels: { app: web }, annotations: { plimsoll/runs-for: 5m } }, spec: { ${spec} } }\n---\n`;
}

describe("bare pods", () => {
  it("are offered under one template where they are equal but for their names", () => {
    const { content, told } = readTexts(pod("a") + pod("b") + pod("c", CONTAINERS.replace("1", "2")));
    expect(told).toEqual([]);
    expect(content.pods.names).toEqual(["a", "b", "c"]);
    expect([...content.pods.template]).toEqual([0, 0, 1]);
    expect(content.pods.templates[0]).toMatchObject({
      metadata: { name: "", namespace: "default" },
      spec: {
        schedulerName: "default-scheduler",
        restartPolicy: "Always",
        containers: [{ name: "c", image: "i", resources: { requests: { cpu: "1" } } }],
      },
    });
  });

  it("keep what their annotations say of devices, and so do those of workload objects", () => {
    const noted = { "alibabacloud.com/gpu-milli": "500", note: "x" };
    const written = `annotations: ${JSON.stringify(noted)}`;
    const bare = pod("a").replace("name: a", `name: a, ${written}`);
    const made = deployment("web", 1).replace("annotations: { plimsoll/runs-for: 5m }", written);
    const { content, told } = readTexts(bare + made);
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
    const kept = { "alibabacloud.com/gpu-milli": "500" };
    expect(content.pods.templates.map(({ metadata }) => metadata.annotations)).toEqual([kept, kept]);
  });

  it("that are bound keep their place, those that have ended take none", () => {
    const text =
      pod("bound", `nodeName: n1, ${CONTAINERS}`, "status: { phase: Running }\n") +
      pod("done", `nodeName: n1, ${CONTAINERS}`, "status: { phase: Succeeded }\n") +
      pod("waiting", CONTAINERS, "status: { phase: Pending, conditions: [{ type: PodScheduled, status: 'False' }] }\n");
    const { content, told } = readTexts(text);
    expect(
      content.boundPods.map(({ pod: { metadata, spec, status } }) => [metadata.name, spec.nodeName, status?.phase]),
    ).toEqual([["bound", "n1", "Running"]]);
    expect(content.pods.names).toEqual(["waiting"]);
    expect(placesOf(told)).toEqual(["ended-pod 7:1"]);
  });

  it("that are being deleted keep their place until they have gone if they have one, and are not scheduled", () => {
    const going = (name: string, spec: string): string =>
      pod(name, spec).replace("name: ", "deletionTimestamp: 2026-01-02T03:04:05Z, uid: u, name: ");
    const { content, told } = readTexts(going("bound", `nodeName: n1, ${CONTAINERS}`) + going("waiting", CONTAINERS));
    expect(content.boundPods.map(({ pod: { metadata } }) => metadata.name)).toEqual(["bound"]);
    expect(content.pods.names).toEqual([]);
    expect(told.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "ignored: pods that are being deleted are not scheduled",
    ]);
  });

  it("that room was made for keep the node, as long as they wait", () => {
    const status = "status: { phase: Pending, nominatedNodeName: n1 }\n";
    const { content, told } = readTexts(
      pod("a", CONTAINERS, status) + pod("b", CONTAINERS, status) + pod("c", `nodeName: n1, ${CONTAINERS}`, status),
    );
    expect(content.pods.names).toEqual(["a", "b"]);
    expect([...content.pods.nominatedNodes!]).toEqual([
      [0, "n1"],
      [1, "n1"],
    ]);
    expect(told).toEqual([]);
  });

  it("of a dump are told apart from new ones, and so are their places", () => {
    const stored = pod("b", CONTAINERS).replace("name: b", "name: b, uid: x");
    const { content } = readTexts(pod("a", CONTAINERS) + stored + pod("c", `nodeName: n1, ${CONTAINERS}`));
    expect(content.pods.origins).toEqual(["new", "stored"]);
    expect([0, 1].map((template) => content.placeOf(template)?.line)).toEqual([1, 6]);
    expect(content.boundPods.map(({ origin }) => origin)).toEqual(["new"]);
  });

  it("refer to priority classes and schedulers by name", () => {
    const { content } = readTexts(
      pod("a", `priorityClassName: high, schedulerName: mine, ${CONTAINERS}`) +
        pod("b", `priorityClassName: high, ${CONTAINERS}`) +
        pod("c", `priorityClassName: low, priority: 5, ${CONTAINERS}`),
    );
    expect(content.references).toMatchObject([
      { kind: "PriorityClass", name: "high", position: { line: 4 } },
      { kind: "scheduler", name: "mine", position: { line: 4 } },
    ]);
  });

  it("tell once of each thing that is not simulated", () => {
    const spec = `readinessGates: [{ conditionType: a/b }], ${CONTAINERS}`;
    const { told } = readTexts(pod("a", spec) + pod("b", spec));
    const notSimulated = told.filter(({ severity }) => severity === "not-simulated");
    const fields = notSimulated.map(({ message }) => message.split(" ")[0]!);
    expect(fields.toSorted((left, right) => (left < right ? -1 : 1))).toEqual(["readinessGates"]);
    expect(notSimulated.every(({ message }) => message.endsWith("(2 places; this is the first)"))).toBe(true);
  });

  it("keep volumes that are images or are attached, and no others", () => {
    const { content } = readTexts(
      pod(
        "a",
        `volumes: [{ name: i, image: { reference: r } }, { name: e, emptyDir: {} }, { name: d, persistentVolumeClaim: { claimName: c } }], ${CONTAINERS}`,
      ),
    );
    expect(content.pods.templates[0]?.spec.volumes).toEqual([
      { name: "i", image: { reference: "r" } },
      { name: "d", persistentVolumeClaim: { claimName: "c" } },
    ]);
  });
});

describe("workload objects", () => {
  it("become their pods, with owner, labels, namespace and times", () => {
    const { content, told } = readTexts(deployment("web", 3));
    expect(content.pods.names).toHaveLength(3);
    expect(content.pods.templates).toHaveLength(1);
    expect(content.pods.templates[0]?.metadata).toMatchObject({
      namespace: "shop",
      labels: { app: "web", "pod-template-hash": expect.stringMatching(/./) as string },
      ownerReferences: [{ kind: "ReplicaSet", controller: true }],
    });
    expect([...content.pods.lifetimeUs]).toEqual(Array(3).fill(300_000_000));
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringContaining("the Deployment controller is not simulated"),
    ]);
  });

  it("are told where they bear times themselves, which belong to their pods", () => {
    const misplaced = deployment("web", 1).replace("name: web,", "name: web, annotations: { plimsoll/runs-for: 5m },");
    const { told } = readTexts(misplaced);
    expect(told.filter(({ severity }) => severity === "warning")).toMatchObject([
      {
        code: "misplaced-annotation",
        message:
          "plimsoll/runs-for says nothing on a Deployment itself: it belongs to spec.template.metadata.annotations",
        position: { line: 3, column: 39 },
      },
    ]);
  });

  it("that ask for more pods than fit into memory are refused before they are made", () => {
    const { content, told } = readTexts(deployment("web", 2_000_000_000));
    expect(content.pods.names).toEqual([]);
    expect(told.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "too-many-pods", expected: expect.stringContaining(String(MAX_PODS)) as string },
    ]);
  });

  it("with negative or fractional replicas are refused", () => {
    expect(placesOf(readTexts(deployment("web", -1)).told, "error")).toEqual(["invalid-value 5:13"]);
    expect(placesOf(readTexts(deployment("web", 1.5)).told, "error")).toEqual(["wrong-type 5:13"]);
  });

  it("that have finished offer nothing", () => {
    const text = `apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec: { template: { spec: { restartPolicy: Never, ${CONTAINERS} } } }\nstatus: { conditions: [{ type: Complete, status: "True" }] }\n`;
    const { content, told } = readTexts(text);
    expect(content.pods.names).toEqual([]);
    expect(placesOf(told)).toEqual(["finished-job 1:1"]);
  });

  it("tell of pods that would come later", () => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec: { completions: 9, template: { spec: { restartPolicy: Never, ${CONTAINERS} } } }\n---\n`;
    const messages = readTexts(job).told.map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining("pods that a Job creates after others ended"));
  });

  it("give each pod of a StatefulSet claims of its own", () => {
    const set = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: s }\nspec: { replicas: 2, serviceName: s, selector: { matchLabels: { a: b } }, volumeClaimTemplates: [{ metadata: { name: d }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }], template: { metadata: { labels: { a: b } }, spec: { ${CONTAINERS} } } }\n`;
    const { content } = readTexts(set);
    expect(content.pods.names).toEqual(["s-0", "s-1"]);
    const claimed = content.pods.templates.map(({ spec }) => spec.volumes);
    expect(claimed).toEqual([
      [{ name: "d", persistentVolumeClaim: { claimName: "d-s-0" } }],
      [{ name: "d", persistentVolumeClaim: { claimName: "d-s-1" } }],
    ]);
    const objects = content.objects.map(({ stored: { kind, object } }) => `${kind} ${object.metadata?.name}`);
    expect(objects).toEqual(["StatefulSet s", "PersistentVolumeClaim d-s-0", "PersistentVolumeClaim d-s-1"]);
  });
});

// Applications as their authors publish them: read without a complaint that Kubernetes would not make, every pod
// counted, and nothing left out in silence.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { Diagnostic } from "../../../src/base/diagnostic.ts";

import { checkFiles } from "../../../src/scenario/check-files.ts";

import { NODE_FILES } from "../../../src/cli/file-system.ts";

import { readTexts } from "../reading.ts";

const FOLDER = "scenarios/data/applications";

interface Application {
  readonly path: string;
  readonly templates: number;
  readonly pods: number;
  /** Of how many objects each kind is there. */
  readonly objects: Readonly<Record<string, number>>;
  /** What is told beside kinds that change no placement. */
  readonly told: readonly string[];
}

const NO_REQUESTS =
  "warning: pods without requests take no room: any number of them fits on a node, up to its limit of pods";

const APPLICATIONS: readonly Application[] = [
  {
    path: "argo-cd.yaml",
    templates: 8,
    pods: 14,
    objects: { Deployment: 6, Service: 12, StatefulSet: 2 },
    told: [NO_REQUESTS, controller("Deployment"), controller("StatefulSet")],
  },
  {
    path: "bookinfo.yaml",
    templates: 6,
    pods: 6,
    objects: { Deployment: 6, Service: 4 },
    told: [NO_REQUESTS, controller("Deployment")],
  },
  {
    path: "hotel-reservation",
    templates: 19,
    pods: 19,
    objects: { Deployment: 19, PersistentVolume: 6, PersistentVolumeClaim: 6, Service: 19 },
    told: [controller("Deployment")],
  },
  {
    path: "kube-prometheus",
    templates: 5,
    pods: 6,
    objects: { DaemonSet: 1, Deployment: 5, PodDisruptionBudget: 3 },
    told: [
      controller("Deployment"),
      "not-simulated: Alertmanager (monitoring.coreos.com/v1) is not simulated: its controller creates nothing",
      "not-simulated: DaemonSet is simulated only where controllers run (spec.controllers: simulated): without them its pods take no room on the nodes",
      "not-simulated: Prometheus (monitoring.coreos.com/v1) is not simulated: its controller creates nothing",
    ],
  },
  {
    path: "online-boutique.yaml",
    templates: 12,
    pods: 12,
    objects: { Deployment: 12, Service: 12 },
    told: [controller("Deployment")],
  },
  {
    path: "sock-shop.yaml",
    templates: 14,
    pods: 14,
    objects: { Deployment: 14, Namespace: 1, Service: 14 },
    told: [
      NO_REQUESTS,
      controller("Deployment"),
      'warning: Deployment: spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    ],
  },
];

function controller(kind: string): string {
  return `not-simulated: the ${kind} controller is not simulated: the pods it would first create are offered, and none after them`;
}

function filesOf(path: string): readonly string[] {
  const whole = join(FOLDER, path);
  return path.endsWith(".yaml") ? [whole] : readdirSync(whole).map((name) => join(whole, name));
}

/** `severity: message`, without how often. */
function said(told: readonly Diagnostic[]): readonly string[] {
  return told
    .filter(({ code }) => code !== "ignored-kind")
    .map(({ severity, message }) => `${severity}: ${message.replace(/ \(\d+ places; this is the first\)$/, "")}`);
}

describe.each(APPLICATIONS)("$path", ({ path, templates, pods, objects, told }) => {
  const files = filesOf(path);

  it("is read without a mistake, with all its pods and objects", () => {
    const read = readTexts(...files.map((file) => readFileSync(file, "utf8")));
    expect(read.told.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.content.pods.templates).toHaveLength(templates);
    expect(read.content.pods.names).toHaveLength(pods);
    expect(Object.fromEntries(read.content.objectsByKind)).toEqual(objects);
  });

  it("is told to be simulated in part, and of nothing else is anything said", () => {
    const { diagnostics } = checkFiles(files, NODE_FILES);
    expect([...new Set(said(diagnostics))].sort()).toEqual([...told].sort());
    expect(diagnostics.filter(({ position }) => position === undefined || position.line < 1)).toEqual([]);
  });
});

describe("the applications", () => {
  it("are those that their README names", () => {
    const readme = readFileSync(join(FOLDER, "README.md"), "utf8");
    const paths = readdirSync(FOLDER).filter((name) => name !== "README.md");
    expect(paths.sort()).toEqual(APPLICATIONS.map(({ path }) => path).sort());
    expect(paths.filter((path) => !readme.includes(`| ${path}`))).toEqual([]);
  });
});

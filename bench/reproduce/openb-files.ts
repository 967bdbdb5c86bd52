// The files of openb that an experiment reads: the nodes with GPUs, and pod lists, packed or not.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { deviceMilliAsked } from "../../src/scheduling/policies/node-room.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";
import { Notes } from "../../src/environment/notes.ts";
import { readOpenbNodes } from "../../src/environment/openb/openb-nodes.ts";
import { readOpenbPods } from "../../src/environment/openb/openb-pods.ts";
import type { Node } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import type { PodList } from "./offered-load.ts";

const NODE_LISTS = ["openb_node_list_gpu_node.csv", "openb_node_list_all_node.csv"];
const POD_LIST = /^(openb_pod_list_\w+)\.csv(?:\.gz)?$/;

/** The names of the pod lists in the folders, each with its file; of equal names the first folder's. */
export function findPodLists(folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const file of readdirSync(folder).toSorted()) {
      const name = POD_LIST.exec(file)?.[1];
      if (name !== undefined && !found.has(name)) found.set(name, join(folder, file));
    }
  }
  return found;
}

/** The nodes that have GPUs, from the first node list in the folders. */
export function readGpuNodes(folders: readonly string[]): readonly Node[] {
  const path = folders.flatMap((folder) => NODE_LISTS.map((file) => join(folder, file))).find(existsSync);
  if (path === undefined) throw new Error(`no node list (${NODE_LISTS.join(", ")}) in ${folders.join(", ")}`);
  return reading(path, (source, ports) => readOpenbNodes(source, ports))
    .map(({ node }) => node)
    .filter(({ status }) => Object.keys(status?.allocatable ?? {}).some((name) => name.endsWith("/gpu-count")));
}

export function readPodList(path: string): PodList {
  const { pods } = reading(path, (source, ports) => readOpenbPods(source, ports));
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const gpuMilli = pods.templates.map((template) => {
    const podClass = cluster.classes.get(cluster.classify(template));
    return { total: deviceMilliAsked(podClass), each: podClass.deviceWish?.milliEach ?? 0 };
  });
  return { templates: pods.templates, gpuMilli, names: pods.names, template: pods.template };
}

type Ports = Parameters<typeof readOpenbNodes>[1];

function reading<Result>(path: string, read: (source: SourceText, ports: Ports) => Result): Result {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const sink = new DiagnosticSink();
  const result = read(new SourceText(basename(path), text), {
    sink,
    notes: new Notes(),
    lifetimeNotes: new Notes(),
    workloads: "expanded",
  });
  const mistake = sink.all.find(({ severity }) => severity === "error");
  if (mistake !== undefined) throw new Error(`${path}: ${mistake.message}`);
  return result;
}

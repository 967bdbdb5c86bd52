// The workload source for Alibaba's openb traces: a GPU cluster of 1,523 nodes and lists of pods offered to it.
// Source: hkust-adsl/kubernetes-scheduler-simulator, data/csv; Weng et al., USENIX ATC 2023.

import { z } from "zod";

import type { SourceText } from "../documents/source-text.ts";
import { PodBatchBuilder } from "../pod-batch-builder.ts";
import type { ListedContent, ReadingPorts, WorkloadSource } from "../workload-source.ts";
import { readOpenbNodes } from "./openb-nodes.ts";
import { readOpenbPods } from "./openb-pods.ts";

export const OPENB_SOURCE: WorkloadSource = Object.freeze({
  name: "openb",
  source: "openb node and pod lists, hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (USENIX ATC 2023)",
  podFiles: z.strictObject({
    pods: z.string().min(1).meta({ description: "Path of a pod list (CSV), relative to the scenario" }),
  }),
  nodeFiles: z.strictObject({
    nodes: z.string().min(1).meta({ description: "Path of a node list (CSV), relative to the scenario" }),
  }),
  read,
});

function read(files: Readonly<Record<string, readonly SourceText[]>>, ports: ReadingPorts): ListedContent {
  const nodes = (files["nodes"] ?? []).flatMap((file) => readOpenbNodes(file, ports));
  const [podFile] = files["pods"] ?? [];
  const noPods = { pods: new PodBatchBuilder().build(), listsTimes: false, placeOf: () => undefined };
  const offered = podFile === undefined ? noPods : readOpenbPods(podFile, ports);
  return {
    nodes,
    boundPods: [],
    ...offered,
    priorityClasses: [],
    limitRanges: [],
    resourceQuotas: [],
    runtimeClasses: [],
    objects: [],
    references: [],
    objectsByKind: new Map(),
  };
}

// Pods of an openb pod list. A pod that takes whole GPUs asks for devices and for their thousandths; one that
// shares a GPU asks for thousandths only. kube-scheduler sees sums; with the plugin Open-Gpu-Share single GPUs count.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Pod, QuantityMap } from "../../model/objects.ts";

import { readCsvTable, type CsvTable } from "../documents/csv-table.ts";
import type { SourceText } from "../documents/source-text.ts";
import { DEFAULT_NAMESPACE } from "../manifests/metadata.ts";
import { PodBatchBuilder } from "../pod-batch-builder.ts";
import type { ListedContent, ReadingPorts } from "../workload-source.ts";
import { RUNS_FOREVER_US } from "../workload.ts";
import { GPU_COUNT, GPU_MILLI, GPU_MODEL_LABEL, MILLI_PER_GPU } from "./openb-names.ts";

const MAX_CPU_MILLI = 10_000_000;
const MAX_MEMORY_MIB = 1_073_741_824;
const MAX_GPUS = 1_024;
/** A hundred years of seconds. */
const MAX_SECONDS = 3_155_760_000;

const SHARED_GPUS =
  "single GPUs are told apart only by profiles with the plugin Open-Gpu-Share: to kube-scheduler, a pod that shares one " +
  "fits wherever the node's GPUs have enough left in sum";

const COLUMNS = {
  required: ["name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli"],
  // The multigpu lists end after five columns; quality class and phase say nothing about placement.
  optional: ["gpu_spec", "qos", "pod_phase", "creation_time", "deletion_time", "scheduled_time"],
};

/** The pods of one list, and whether it has the columns of times (the multigpu lists do not). */
export function readOpenbPods(
  source: SourceText,
  ports: ReadingPorts,
): Pick<ListedContent, "pods" | "listsTimes" | "placeOf"> {
  const builder = new PodBatchBuilder();
  const table = readCsvTable(source, COLUMNS, ports.sink);
  if (table === undefined) return { pods: builder.build(), listsTimes: false, placeOf: () => undefined };
  const firstRow = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) addPod(table, row, firstRow, builder, ports);
  return { pods: builder.build(), listsTimes: hasTimes(table), placeOf: (template) => builder.placeOf(template) };
}

function hasTimes(table: CsvTable): boolean {
  return table.has("creation_time") && table.has("deletion_time");
}

function addPod(
  table: CsvTable,
  row: number,
  firstRow: Map<string, number>,
  builder: PodBatchBuilder,
  ports: ReadingPorts,
): void {
  const name = table.text(row, "name");
  const first = firstRow.get(name);
  if (name === "")
    table.report(row, "name", { code: "missing-field", message: "the pod has no name", expected: "name" });
  if (first !== undefined && name !== "") {
    const { line } = table.positionOf(first, "name");
    const message = `pod ${name} is there twice; the first stands in line ${line}`;
    table.report(row, "name", { code: "duplicate-name", message, expected: "a name of its own for each pod" });
  }
  firstRow.set(name, row);
  const requests = readRequests(table, row, ports);
  const times = readTimes(table, row, ports);
  if (name === "" || first !== undefined || requests === undefined || times === undefined) return;
  const pod = podOf(requests, table.text(row, "gpu_spec"));
  const template = builder.template(pod, "new", () => table.positionOf(row, "name"));
  builder.add(name, template, times.listedAtUs, times.lifetimeUs);
}

function readRequests(table: CsvTable, row: number, ports: ReadingPorts): QuantityMap | undefined {
  const cpuMilli = table.wholeNumber(row, "cpu_milli", MAX_CPU_MILLI);
  const memoryMib = table.wholeNumber(row, "memory_mib", MAX_MEMORY_MIB);
  const gpus = table.wholeNumber(row, "num_gpu", MAX_GPUS);
  const milliPerGpu = table.wholeNumber(row, "gpu_milli", MILLI_PER_GPU);
  if (cpuMilli === undefined || memoryMib === undefined || gpus === undefined || milliPerGpu === undefined) {
    return undefined;
  }
  const base = { cpu: `${cpuMilli}m`, memory: `${memoryMib}Mi` };
  if (gpus === 0) return base;
  const milli = { [GPU_MILLI]: gpus * milliPerGpu };
  if (milliPerGpu === MILLI_PER_GPU) return { ...base, [GPU_COUNT]: gpus, ...milli };
  const position = table.positionOf(row, "gpu_milli");
  ports.notes.add({ code: "not-simulated", severity: "not-simulated", message: SHARED_GPUS }, () => position);
  return { ...base, ...milli };
}

/** Seconds from the trace's begin; a pod never scheduled in it counts from its creation. */
function readTimes(
  table: CsvTable,
  row: number,
  ports: ReadingPorts,
): { readonly listedAtUs: number; readonly lifetimeUs: number } | undefined {
  if (!hasTimes(table)) return { listedAtUs: 0, lifetimeUs: RUNS_FOREVER_US };
  const created = table.wholeNumber(row, "creation_time", MAX_SECONDS);
  const deleted = table.wholeNumber(row, "deletion_time", MAX_SECONDS);
  const neverScheduled = table.text(row, "scheduled_time") === "";
  const started = neverScheduled ? created : table.wholeNumber(row, "scheduled_time", MAX_SECONDS);
  if (created === undefined || deleted === undefined || started === undefined) return undefined;
  if (deleted < started) {
    const message = `deletion_time ${deleted} lies before the pod's start at ${started}`;
    table.report(row, "deletion_time", { code: "out-of-range", message, expected: `${started} or later` });
    return undefined;
  }
  if (neverScheduled) {
    const message = "a pod without scheduled_time is taken to run as long as the trace held it";
    const position = table.positionOf(row, "scheduled_time");
    ports.lifetimeNotes.add({ code: "assumed-lifetime", severity: "warning", message }, () => position);
  }
  return { listedAtUs: created * US_PER_SECOND, lifetimeUs: (deleted - started) * US_PER_SECOND };
}

/** Requests equal limits, as on the original cluster. `gpuSpec` lists the models that will do: `T4|P100`. */
function podOf(requests: QuantityMap, gpuSpec: string): Pod {
  const models = gpuSpec.split("|").filter((model) => model !== "");
  const term = { matchExpressions: [{ key: GPU_MODEL_LABEL, operator: "In", values: models }] };
  const affinity = {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
  };
  return {
    metadata: {
      name: "",
      namespace: DEFAULT_NAMESPACE,
      // What the affinity says, as GPU policies read it.
      ...(models.length === 0 ? {} : { annotations: { [GPU_MODEL_LABEL]: models.join("|") } }),
    },
    spec: {
      containers: [{ name: "main", resources: { requests, limits: requests } }],
      ...(models.length === 0 ? {} : { affinity }),
    },
  };
}

// Nodes of an openb node list. One line is one machine; its GPUs become two extended resources, whole devices and
// thousandths, and a label says the model.

import type { Node } from "../../model/objects.ts";

import { readCsvTable, type CsvTable } from "../documents/csv-table.ts";
import type { SourceText } from "../documents/source-text.ts";
import type { ListedNode, ReadingPorts } from "../workload-source.ts";
import { GPU_COUNT, GPU_MILLI, GPU_MODEL_LABEL, MILLI_PER_GPU } from "./openb-names.ts";

/** What the manifests made from the same cluster (GCDA-UDL/k8s-sims) allow each node; the CSV does not say. */
const PODS_PER_NODE = "1001";

/** Far above any machine; catches a column of bytes in place of MiB. */
const MAX_CPU_MILLI = 10_000_000;
const MAX_MEMORY_MIB = 1_073_741_824;
const MAX_GPUS = 1_024;

/** The pool of nodes without GPUs; the others go by their model. */
const POOL_WITHOUT_GPU = "no-gpu";

const COLUMNS = { required: ["sn", "cpu_milli", "memory_mib", "gpu", "model"], optional: [] };

export function readOpenbNodes(source: SourceText, ports: ReadingPorts): readonly ListedNode[] {
  const table = readCsvTable(source, COLUMNS, ports.sink);
  if (table === undefined) return [];
  const nodes: ListedNode[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    const node = readNode(table, row);
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}

function readNode(table: CsvTable, row: number): ListedNode | undefined {
  const name = table.text(row, "sn");
  if (name === "") table.report(row, "sn", { code: "missing-field", message: "the node has no name", expected: "sn" });
  const cpuMilli = table.wholeNumber(row, "cpu_milli", MAX_CPU_MILLI);
  const memoryMib = table.wholeNumber(row, "memory_mib", MAX_MEMORY_MIB);
  const gpus = table.wholeNumber(row, "gpu", MAX_GPUS);
  if (name === "" || cpuMilli === undefined || memoryMib === undefined || gpus === undefined) return undefined;
  const model = table.text(row, "model");
  const node: Node = {
    metadata: {
      name,
      labels: { "kubernetes.io/hostname": name, ...(model === "" ? {} : { [GPU_MODEL_LABEL]: model }) },
    },
    status: {
      allocatable: {
        cpu: `${cpuMilli}m`,
        memory: `${memoryMib}Mi`,
        pods: PODS_PER_NODE,
        ...(gpus === 0 ? {} : { [GPU_COUNT]: gpus, [GPU_MILLI]: gpus * MILLI_PER_GPU }),
      },
    },
  };
  return { node, pool: model === "" ? POOL_WITHOUT_GPU : model, position: table.positionOf(row, "sn") };
}

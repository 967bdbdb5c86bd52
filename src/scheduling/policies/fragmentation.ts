// F: how much of a node's idle GPUs the typical pods could not use, expected over them, in thousandths of GPUs.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/utils/frag.go, NodeGpuShareFragAmountScore), in its
// order of additions: scores are truncated, so that the last bit of F may decide.

import type { FreeMilli } from "../../model/device-choice.ts";

import type { TypicalPod } from "./typical-pods.ts";

/** What F sees of a node. */
export interface NodeState {
  readonly model: string;
  readonly cpuMilliLeft: number;
  readonly free: FreeMilli;
}

/** Why typical pods cannot use what is idle. All but `usable` is fragmented. */
interface IdleMilli {
  lackingBoth: number;
  lackingGpu: number;
  usable: number;
  lackingCpu: number;
  /** Pods without GPUs use none, whether their CPU fits or not. */
  noGpuFits: number;
  noGpuLackingCpu: number;
  wrongModel: number;
}

export class Fragmentation {
  readonly #typical: readonly TypicalPod[];
  /** By model: whether each typical pod takes it. */
  readonly #takesModel = new Map<string, readonly boolean[]>();

  constructor(typical: readonly TypicalPod[]) {
    this.#typical = typical;
  }

  /** F of a node. */
  of(node: NodeState): number {
    const idle = this.idleMilli(node);
    let fragmented = idle.lackingBoth;
    fragmented += idle.lackingGpu;
    fragmented += idle.lackingCpu;
    fragmented += idle.noGpuFits;
    fragmented += idle.noGpuLackingCpu;
    fragmented += idle.wrongModel;
    return fragmented;
  }

  /** What is idle on the node, parted by what keeps the typical pods from it. */
  idleMilli({ model, cpuMilliLeft, free }: NodeState): Readonly<IdleMilli> {
    const idle = nothingIdle();
    const total = sumOf(free);
    const takes = this.#takersOf(model);
    for (let index = 0; index < this.#typical.length; index += 1) {
      const { frequency, cpuMilli, milliEach, devices } = this.#typical[index]!;
      const cpuFits = cpuMilliLeft >= cpuMilli;
      if (milliEach === 0) {
        if (cpuFits) idle.noGpuFits += frequency * total;
        else idle.noGpuLackingCpu += frequency * total;
      } else if (!takes[index]!) {
        idle.wrongModel += frequency * total;
      } else {
        addGpuPod(idle, free, total, { frequency, milliEach, devices, cpuFits });
      }
    }
    return idle;
  }

  #takersOf(model: string): readonly boolean[] {
    const known = this.#takesModel.get(model);
    if (known !== undefined) return known;
    const takers = this.#typical.map(({ models }) => models.length === 0 || models.includes(model));
    this.#takesModel.set(model, takers);
    return takers;
  }
}

interface GpuPod {
  readonly frequency: number;
  readonly milliEach: number;
  readonly devices: number;
  readonly cpuFits: boolean;
}

/** Where the pod fits, only the devices that are too small for it are fragments. */
function addGpuPod(idle: IdleMilli, free: FreeMilli, total: number, pod: GpuPod): void {
  let enough = 0;
  let tooSmall = 0;
  for (let device = 0; device < free.length; device += 1) {
    const left = free[device]!;
    if (left >= pod.milliEach) enough += 1;
    else tooSmall += left;
  }
  const gpuFits = enough >= pod.devices;
  if (gpuFits && pod.cpuFits) {
    idle.lackingGpu += pod.frequency * tooSmall;
    idle.usable += pod.frequency * (total - tooSmall);
  } else if (gpuFits) idle.lackingCpu += pod.frequency * total;
  else if (pod.cpuFits) idle.lackingGpu += pod.frequency * total;
  else idle.lackingBoth += pod.frequency * total;
}

function nothingIdle(): IdleMilli {
  return {
    lackingBoth: 0,
    lackingGpu: 0,
    usable: 0,
    lackingCpu: 0,
    noGpuFits: 0,
    noGpuLackingCpu: 0,
    wrongModel: 0,
  };
}

function sumOf(free: FreeMilli): number {
  let sum = 0;
  for (let device = 0; device < free.length; device += 1) sum += free[device]!;
  return sum;
}

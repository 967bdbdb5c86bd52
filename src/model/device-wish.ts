// Devices of which each counts by itself: how many a node has, and what a pod wants of them. Kubernetes' extended
// resources are sums; where pods share a device, it matters which one has how much left.
// Names and meaning of the annotations: Alibaba's open-gpu-share, in hkust-adsl/kubernetes-scheduler-simulator 8f3d641
// (pkg/type/open-gpu-share/utils).

import type { Node, Pod, QuantityMap } from "./objects.ts";
import { readQuantity } from "./quantity/parse-quantity.ts";
import { wholeUnits } from "./quantity/whole-units.ts";
import type { ResourceAmounts } from "./resource-list.ts";

/** Thousandths of one device. */
export const MILLI_PER_DEVICE = 1_000;

/** What devices of one maker are called in manifests. */
interface DeviceKind {
  /** Whole devices: allocatable of a node, request or annotation of a pod. */
  readonly count: string;
  /** Thousandths: as a request their sum, as an annotation those of each device; undefined: devices are not shared. */
  readonly milli: string | undefined;
  /** A node's label; on a pod an annotation with the models that will do: `T4|P100`. */
  readonly model: string;
  /** Annotation of a pod that holds its devices already: `2` or `0-3-5`. */
  readonly index: string | undefined;
}

/** A node's devices are those of the first kind that it has. */
const DEVICE_KINDS: readonly DeviceKind[] = [
  {
    count: "alibabacloud.com/gpu-count",
    milli: "alibabacloud.com/gpu-milli",
    model: "alibabacloud.com/gpu-card-model",
    index: "alibabacloud.com/gpu-index",
  },
  { count: "nvidia.com/gpu", milli: undefined, model: "nvidia.com/gpu.product", index: undefined },
];

/** The devices of a node. */
export interface DevicePool {
  readonly devices: number;
  /** Empty if no label says it. */
  readonly model: string;
}

/** What a pod wants: `devices` different ones with at least `milliEach` left on each. */
export interface DeviceWish {
  readonly devices: number;
  /** 1 to MILLI_PER_DEVICE. */
  readonly milliEach: number;
  /** Models that will do; empty: any. */
  readonly models: readonly string[];
  /** Numbers of the devices that the pod was given elsewhere; empty: none yet. */
  readonly pinned: readonly number[];
}

const NO_DEVICES: DevicePool = Object.freeze({ devices: 0, model: "" });
/** More devices than this on one node, or for one pod, are taken for a mistake. */
const DEVICES_MAX = 1_024;
const INDEX_SEPARATOR = "-";
const MODEL_SEPARATOR = "|";

/** The devices of a node as stored; `allocatable` is that of its status. */
export function devicePoolOf({ metadata, status }: Node): DevicePool {
  for (const { count, model } of DEVICE_KINDS) {
    const devices = amountIn(status?.allocatable, count);
    if (devices > 0) return { devices: Math.min(devices, DEVICES_MAX), model: textIn(metadata.labels, model) };
  }
  return NO_DEVICES;
}

/** What the pod wants, undefined if it wants no devices; annotations go before requests. */
export function deviceWishOf({ metadata }: Pod, requests: ResourceAmounts): DeviceWish | undefined {
  const { annotations } = metadata;
  for (const kind of DEVICE_KINDS) {
    const share = annotatedShare(annotations, kind) ?? requestedShare(requests, kind);
    if (share === undefined || share.devices > DEVICES_MAX) continue;
    const models = textIn(annotations, kind.model).split(MODEL_SEPARATOR);
    return { ...share, models: models.filter((model) => model !== ""), pinned: pinnedDevices(annotations, kind) };
  }
  return undefined;
}

/** Those of a pod's annotations that say what devices it wants; undefined if there are none. */
export function deviceAnnotationsOf(
  annotations: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] | undefined {
  const names = DEVICE_KINDS.flatMap(({ count, milli, model, index }) => [count, milli, model, index]);
  const found = names.flatMap((name) =>
    name !== undefined && Object.hasOwn(annotations, name) ? [[name, annotations[name]!] as const] : [],
  );
  return found.length === 0 ? undefined : found;
}

type Share = Pick<DeviceWish, "devices" | "milliEach">;

/** Alibaba's form: thousandths of each device; a text that is no number counts 0, as in the source. */
function annotatedShare(annotations: Annotations, { count, milli }: DeviceKind): Share | undefined {
  if (milli === undefined) return undefined;
  const milliEach = amountIn(annotations, milli);
  if (milliEach <= 0) return undefined;
  const devices = textIn(annotations, count) === "" ? 1 : amountIn(annotations, count);
  return devices <= 0 ? undefined : { devices, milliEach: Math.min(milliEach, MILLI_PER_DEVICE) };
}

/** The form of extended resources: thousandths in sum. */
function requestedShare({ scalars }: ResourceAmounts, { count, milli }: DeviceKind): Share | undefined {
  const devices = scalars.get(count) ?? 0;
  const sumMilli = milli === undefined ? 0 : (scalars.get(milli) ?? 0);
  if (devices <= 0 && sumMilli <= 0) return undefined;
  if (devices <= 0 && sumMilli <= MILLI_PER_DEVICE) return { devices: 1, milliEach: sumMilli };
  if (devices <= 0) return { devices: Math.ceil(sumMilli / MILLI_PER_DEVICE), milliEach: MILLI_PER_DEVICE };
  if (sumMilli <= 0) return { devices, milliEach: MILLI_PER_DEVICE };
  return { devices, milliEach: Math.min(Math.ceil(sumMilli / devices), MILLI_PER_DEVICE) };
}

type Annotations = Readonly<Record<string, string>> | undefined;

function pinnedDevices(annotations: Annotations, { index }: DeviceKind): readonly number[] {
  const text = index === undefined ? "" : textIn(annotations, index);
  if (!/^\d{1,4}(-\d{1,4})*$/.test(text)) return [];
  return [...new Set(text.split(INDEX_SEPARATOR).map(Number))];
}

function textIn(map: Annotations, name: string): string {
  return map !== undefined && Object.hasOwn(map, name) ? map[name]! : "";
}

/** The whole number in an entry; 0 if there is none. */
function amountIn(map: QuantityMap | undefined, name: string): number {
  if (map === undefined || !Object.hasOwn(map, name)) return 0;
  const quantity = readQuantity(map[name]!);
  return quantity === undefined ? 0 : wholeUnits(quantity);
}

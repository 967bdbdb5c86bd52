// Which of a node's devices a pod gets, by the plain rules: the tightest, the roomiest, the first whole ones. Works on
// what each device has left and knows neither node nor policy.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/open_gpu_share.go,
// AllocateExclusiveGpuId in pkg/type/resource.go).

import { MILLI_PER_DEVICE, type DeviceWish } from "./device-wish.ts";

/** What each device of a node has left, in thousandths. */
export type FreeMilli = ArrayLike<number>;

/** Whether as many devices as wanted have enough left. */
export function fitsDevices(free: FreeMilli, { devices, milliEach }: DeviceWish): boolean {
  let found = 0;
  for (let device = 0; device < free.length && found < devices; device += 1) {
    if (free[device]! >= milliEach) found += 1;
  }
  return found >= devices;
}

/** Whether the pod takes a part of one device. */
export function sharesDevice({ devices, milliEach }: DeviceWish): boolean {
  return devices === 1 && milliEach < MILLI_PER_DEVICE;
}

/** The devices with the least left that are enough, of equal ones the first; undefined if there are too few. */
export function tightestDevices(free: FreeMilli, wish: DeviceWish): readonly number[] | undefined {
  return chosenBy(free, wish, (left, right) => free[left]! - free[right]!);
}

/** The devices with the most left, of equal ones the first; undefined if there are too few. */
export function roomiestDevices(free: FreeMilli, wish: DeviceWish): readonly number[] | undefined {
  return chosenBy(free, wish, (left, right) => free[right]! - free[left]!);
}

/** Devices with enough left, by number. */
export function suitableDevices(free: FreeMilli, { milliEach }: DeviceWish): number[] {
  const suitable: number[] = [];
  for (let device = 0; device < free.length; device += 1) if (free[device]! >= milliEach) suitable.push(device);
  return suitable;
}

function chosenBy(
  free: FreeMilli,
  wish: DeviceWish,
  order: (left: number, right: number) => number,
): readonly number[] | undefined {
  const suitable = suitableDevices(free, wish);
  if (suitable.length < wish.devices) return undefined;
  // Sorting keeps the order of equals: of whole devices the first ones are taken.
  return suitable.sort(order).slice(0, wish.devices);
}

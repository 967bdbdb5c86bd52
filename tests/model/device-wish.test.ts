// Devices of nodes and the wishes of pods, in both forms that manifests know.

import { describe, expect, it } from "vitest";

import { deviceAnnotationsOf, devicePoolOf, deviceWishOf } from "../../src/model/device-wish.ts";
import { podClassOf, signatureOf } from "../../src/model/pod-class.ts";
import type { QuantityMap } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { container, node, pod } from "./build-objects.ts";

const COUNT = "alibabacloud.com/gpu-count";
const MILLI = "alibabacloud.com/gpu-milli";
const MODEL = "alibabacloud.com/gpu-card-model";
const INDEX = "alibabacloud.com/gpu-index";

function wishOf(requests: QuantityMap, annotations: Readonly<Record<string, string>> = {}) {
  const asking = pod({ containers: [container(requests)] }, { annotations });
  return podClassOf(asking, VERSION_BEHAVIOUR["1.36"]).deviceWish;
}

describe("the devices of a node", () => {
  it("are counted by the maker's resource and told apart by its label", () => {
    const made = node("n", { [COUNT]: "8", [MILLI]: "8000" }, { labels: { [MODEL]: "T4" } });
    expect(devicePoolOf(made)).toEqual({ devices: 8, model: "T4" });
  });

  it("may be NVIDIA's", () => {
    const made = node("n", { "nvidia.com/gpu": 4 }, { labels: { "nvidia.com/gpu.product": "A100" } });
    expect(devicePoolOf(made)).toEqual({ devices: 4, model: "A100" });
  });

  it("are none where no maker is named", () => {
    expect(devicePoolOf(node("n", { cpu: "4", "example.com/gpu": "2" }))).toEqual({ devices: 0, model: "" });
  });
});

describe("what a pod wants", () => {
  it.each([
    ["a share of one device", { [MILLI]: 460 }, { devices: 1, milliEach: 460 }],
    ["whole devices", { [COUNT]: 2, [MILLI]: 2000 }, { devices: 2, milliEach: 1000 }],
    ["whole devices without thousandths", { [COUNT]: 4 }, { devices: 4, milliEach: 1000 }],
    ["more thousandths than one device has", { [MILLI]: 1500 }, { devices: 2, milliEach: 1000 }],
    ["parts of two devices", { [COUNT]: 2, [MILLI]: 1001 }, { devices: 2, milliEach: 501 }],
    ["a whole device of NVIDIA's", { "nvidia.com/gpu": "1" }, { devices: 1, milliEach: 1000 }],
  ])("is read from requests: %s", (_what, requests, wanted) => {
    expect(wishOf(requests)).toEqual({ ...wanted, models: [], pinned: [] });
  });

  it.each([
    ["of each device", { [COUNT]: "2", [MILLI]: "1000" }, { devices: 2, milliEach: 1000, models: [], pinned: [] }],
    ["of one device by default", { [MILLI]: "300" }, { devices: 1, milliEach: 300, models: [], pinned: [] }],
    [
      "with models and the devices that it has already",
      { [COUNT]: "2", [MILLI]: "1000", [MODEL]: "V100M16||V100M32", [INDEX]: "0-3" },
      { devices: 2, milliEach: 1000, models: ["V100M16", "V100M32"], pinned: [0, 3] },
    ],
  ])("is read from annotations: thousandths %s", (_what, annotations, wanted) => {
    expect(wishOf({ cpu: "1" }, annotations)).toEqual(wanted);
  });

  it("is nothing where no device is named, or none is wanted", () => {
    expect(wishOf({ cpu: "1" })).toBeUndefined();
    expect(wishOf({ cpu: "1" }, { [MILLI]: "0", [COUNT]: "1" })).toBeUndefined();
    expect(wishOf({ cpu: "1" }, { [MILLI]: "500", [COUNT]: "0" })).toBeUndefined();
    expect(wishOf({ cpu: "1" }, { [MILLI]: "much" })).toBeUndefined();
  });

  it("goes by annotations where both forms are there", () => {
    expect(wishOf({ [COUNT]: 1, [MILLI]: 1000 }, { [MILLI]: "200" })).toMatchObject({ devices: 1, milliEach: 200 });
  });

  it("makes classes of its own, other annotations do not", () => {
    const signatureWith = (annotations: Readonly<Record<string, string>>) => signatureOf(pod({}, { annotations }));
    expect(signatureWith({ [MILLI]: "200" })).not.toBe(signatureWith({ [MILLI]: "300" }));
    expect(signatureWith({ note: "a" })).toBe(signatureWith({ note: "b" }));
    expect(signatureWith({ note: "a" })).toBe(signatureWith({}));
  });
});

describe("annotations about devices", () => {
  it("are those that say something of them", () => {
    expect(deviceAnnotationsOf({ [MODEL]: "T4", note: "x" })).toEqual([[MODEL, "T4"]]);
    expect(deviceAnnotationsOf({ note: "x" })).toBeUndefined();
    expect(deviceAnnotationsOf({})).toBeUndefined();
  });

  it("are not looked for in what every object has", () => {
    const asked = deviceWishOf(pod({}, { annotations: {} }), {
      cpuMilli: 0,
      memoryBytes: 0,
      ephemeralStorageBytes: 0,
      scalars: new Map([["constructor", 1]]),
    });
    expect(asked).toBeUndefined();
  });
});

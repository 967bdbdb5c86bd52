// The pod lists, with and without times.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { readOpenbPods } from "../../../src/environment/openb/openb-pods.ts";
import { listeningPorts, placesOf } from "../reading.ts";

const PODS = "scenarios/data/openb/openb_pod_list_default.csv";
const HEADER =
  "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time";

function read(text: string): ReturnType<typeof readOpenbPods> & { readonly told: ReturnType<typeof placesOf> } {
  const { ports, told } = listeningPorts();
  const batch = readOpenbPods(new SourceText("f", text), ports);
  return { ...batch, told: placesOf(told()) };
}

describe("the openb pods", () => {
  const { pods, listsTimes } = read(readFileSync(PODS, "utf8"));

  it("are 8,152 of 151 shapes, with the totals that their authors give", () => {
    expect(pods.names).toHaveLength(8152);
    expect(pods.templates).toHaveLength(151);
    expect(listsTimes).toBe(true);
    const sums = { cpu: 0, memory: 0, gpuMilli: 0 };
    for (const template of pods.template) {
      const requests = pods.templates[template]!.spec.containers[0]!.resources!.requests!;
      sums.cpu += Number.parseInt(String(requests["cpu"]), 10);
      sums.memory += Number.parseInt(String(requests["memory"]), 10);
      sums.gpuMilli += Number(requests["alibabacloud.com/gpu-milli"] ?? 0);
    }
    expect(sums).toEqual({ cpu: 85_436_012, memory: 303_546_211, gpuMilli: 6_086_800 });
  });

  it("live from their start to their deletion", () => {
    expect(pods.listedAtUs[1]).toBe(427_061_000_000);
    expect(pods.lifetimeUs[1]).toBe((12_902_960 - 427_061) * 1_000_000);
  });
});

describe("shapes of openb pods", () => {
  it.each<[string, object]>([
    ["a,4000,1024,0,0,", { cpu: "4000m", memory: "1024Mi" }],
    ["a,4000,1024,1,460,", { cpu: "4000m", memory: "1024Mi", "alibabacloud.com/gpu-milli": 460 }],
    [
      "a,4000,1024,2,1000,",
      { cpu: "4000m", memory: "1024Mi", "alibabacloud.com/gpu-count": 2, "alibabacloud.com/gpu-milli": 2000 },
    ],
  ])("%s asks for %j", (row, requests) => {
    const { pods } = read(`${HEADER}\n${row},LS,Running,0,10,0\n`);
    expect(pods.templates[0]?.spec.containers[0]?.resources?.requests).toEqual(requests);
  });

  it("choose among the models of gpu_spec", () => {
    const { pods } = read(`${HEADER}\na,1,1,1,1000,T4|P100,LS,Running,0,10,0\n`);
    const [term] =
      pods.templates[0]!.spec.affinity!.nodeAffinity!.requiredDuringSchedulingIgnoredDuringExecution!
        .nodeSelectorTerms!;
    expect(term?.matchExpressions).toEqual([
      { key: "alibabacloud.com/gpu-card-model", operator: "In", values: ["T4", "P100"] },
    ]);
    expect(pods.templates[0]!.metadata.annotations).toEqual({ "alibabacloud.com/gpu-card-model": "T4|P100" });
  });
});

describe("times of openb pods", () => {
  it("are none in lists of five columns", () => {
    const { pods, listsTimes, told } = read("name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1,1,0,0\n");
    expect([listsTimes, pods.listedAtUs[0], pods.lifetimeUs[0], told]).toEqual([false, 0, -1, []]);
  });

  it("count from the creation of pods that were never scheduled, which is told", () => {
    const { pods, told } = read(`${HEADER}\na,1,1,0,0,,LS,Pending,100,250,\n`);
    expect(pods.lifetimeUs[0]).toBe(150_000_000);
    expect(told).toEqual(["assumed-lifetime 2:31"]);
  });

  it("may not run backwards", () => {
    const { pods, told } = read(`${HEADER}\na,1,1,0,0,,LS,Failed,100,50,100\n`);
    expect(pods.names).toEqual([]);
    expect(told).toEqual(["out-of-range 2:26"]);
  });
});

describe("wrong pod lists", () => {
  it("are told all at once", () => {
    const { pods, told } = read(
      `${HEADER}\na,1,1,0,0,,LS,Running,0,1,0\na,1,1,0,0,,LS,Running,0,1,0\n,1,1,0,0,,LS,Running,0,1,0\nb,NaN,1,0,2000,,LS,Running,0,1,0\n`,
    );
    expect(pods.names).toEqual(["a"]);
    expect(told).toEqual(["duplicate-name 3:1", "missing-field 4:1", "wrong-type 5:3", "out-of-range 5:11"]);
  });
});

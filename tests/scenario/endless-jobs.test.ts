// Jobs of which nothing says how long they take.

import { expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

const template = (annotations: string) =>
  `{ metadata: { annotations: { ${annotations} } }, spec: { restartPolicy: Never, containers: [{ name: c, image: c }] } }`;

const job = (annotations: string, spec = "") =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec: { ${spec}template: ${template(annotations)} }\n`;

const cronJob = (annotations: string, suspend: boolean) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: c }
spec: { schedule: "* * * * *", suspend: ${suspend}, jobTemplate: { spec: { template: ${template(annotations)} } } }
`;

function told(
  manifest: string,
  spec = "  controllers: simulated\n",
): readonly (readonly [string, number | undefined])[] {
  const files = {
    "s.yaml": scenario(`  horizon: 1h\n  workloads: [{ manifests: [j.yaml] }]\n${spec}`),
    "j.yaml": manifest,
  };
  const { notes } = load(files).plan!;
  return notes.filter(({ code }) => code === "endless-job").map(({ message, position }) => [message, position?.line]);
}

it("are told, with what becomes of them", () => {
  const words = "run: their pods run to the end, and no such Job completes";
  expect(told(job(""))).toEqual([[`nothing says how long the containers of Jobs ${words}`, 1]]);
  expect(told(cronJob("", false))).toEqual([[`nothing says how long the containers of CronJobs ${words}`, 1]]);
});

it("are told of what an action brings, too", () => {
  const spec = `  controllers: simulated\n  actions: [{ at: 1m, apply: { manifests: [j.yaml] } }]\n`;
  const files = { "s.yaml": scenario(`  horizon: 1h\n${spec}`), "j.yaml": job("") };
  expect(load(files).plan!.notes.filter(({ code }) => code === "endless-job")).toHaveLength(1);
});

it("are not those of which it is said, of all containers or of each", () => {
  expect(told(job("plimsoll/exit-after: 45s"))).toEqual([]);
  expect(told(job("plimsoll/exit-after.c: 45s"))).toEqual([]);
  expect(told(job("plimsoll/runs-for: 45s"))).toEqual([]);
});

it("are not those that do not run, or whose pods live as long as the scenario says", () => {
  expect(told(job("", "suspend: true, "))).toEqual([]);
  expect(told(cronJob("", true))).toEqual([]);
  expect(told(job(""), "")).toEqual([]);
});

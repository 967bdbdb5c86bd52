// Jobs of which so many come that a run takes very long.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

const TEMPLATE = (annotations: string) =>
  `template: { metadata: { annotations: { ${annotations} } }, spec: { restartPolicy: Never, containers: [{ name: c, image: c }] } }`;

function cronJob(schedule: string, more = ""): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata: { name: tick }
spec: { schedule: "${schedule}", ${more} jobTemplate: { spec: { ${TEMPLATE("plimsoll/runs-for: 1h")} } } }
`;
}

function job(spec: string, annotations = "plimsoll/exit-after: 8s"): string {
  return `apiVersion: batch/v1
kind: Job
metadata: { name: many }
spec: { ${spec}, ${TEMPLATE(annotations)} }
`;
}

function noted(object: string, horizon: string) {
  const files = {
    "s.yaml": scenario(`  workloads: [{ manifests: [c.yaml] }]\n  controllers: simulated\n${horizon}`),
    "c.yaml": object,
  };
  const { plan, errors } = load(files);
  expect(errors).toEqual([]);
  return plan!.notes.filter(({ code }) => code === "long-run").map(({ message }) => message);
}

describe("a run with very many Jobs", () => {
  it("is told of before it begins, with about how many pods and events", () => {
    expect(noted(cronJob("* * * * *"), "  horizon: 365d\n")).toEqual([
      "cronjob/tick comes to about 0.5 million pods, and the run to 39 million events: " +
        "it takes minutes or hours and about 6 GB of memory",
    ]);
    expect(noted(cronJob("* * * * *"), "  horizon: 30d\n")).toEqual([]);
    expect(noted(cronJob("@daily"), "  horizon: 365d\n")).toEqual([]);
  });

  it("counts what waits for the one before, and what is suspended", () => {
    expect(noted(cronJob("* * * * *", "concurrencyPolicy: Forbid,"), "  horizon: 365d\n")).toEqual([]);
    expect(noted(cronJob("* * * * *", "suspend: true,"), "  horizon: 365d\n")).toEqual([]);
  });

  it("is told where a Job has more completions than the run has events", () => {
    expect(noted(job("completions: 100000000, parallelism: 100"), "")).toEqual([
      "job/many comes to about 100 million pods, and the run to 2,500 million events: it will be given up after 500 million",
    ]);
  });

  it("takes only those pods for coming that find the time", () => {
    expect(noted(job("completions: 100000000, parallelism: 100"), "  horizon: 1h\n")).toEqual([]);
    expect(noted(job("completions: 100000000, parallelism: 100", "team: a"), "")).toEqual([]);
  });

  it("has the place of the object", () => {
    const files = {
      "s.yaml": scenario("  workloads: [{ manifests: [c.yaml] }]\n  controllers: simulated\n"),
      "c.yaml": job("completions: 100000000"),
    };
    const [note] = load(files).plan!.notes.filter(({ code }) => code === "long-run");
    expect(note).toMatchObject({ severity: "warning", position: { file: "c.yaml", line: 1 } });
  });
});

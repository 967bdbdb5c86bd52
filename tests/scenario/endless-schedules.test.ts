// CronJobs whose times a run does not come to.

import { expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

const CRON_JOB = (suspend: boolean) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: c }
spec:
  schedule: "* * * * *"
  suspend: ${suspend}
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: c, image: c }] } } } }
`;

function noted(spec: string, suspend = false): readonly string[] {
  const files = { "s.yaml": scenario(`  workloads: [{ manifests: [c.yaml] }]\n${spec}`), "c.yaml": CRON_JOB(suspend) };
  return load(files).plan!.notes.map(({ code }) => code);
}

it("is told where a run with controllers has no horizon", () => {
  expect(noted("  controllers: simulated\n")).toContain("no-horizon");
  expect(noted("  controllers: simulated\n", true)).not.toContain("no-horizon");
  expect(noted("  controllers: simulated\n  horizon: 1h\n")).not.toContain("no-horizon");
  expect(noted("")).not.toContain("no-horizon");
});

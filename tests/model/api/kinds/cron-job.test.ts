// The way of a CronJob into the API server.

import { expect, it } from "vitest";

import { updateObject } from "../../../../src/model/api/create-object.ts";
import { CRON_JOB_KIND } from "../../../../src/model/api/kinds/cron-job.ts";
import { stored, update } from "../kind-outcomes.ts";
import { goodTemplate } from "../pod-templates.ts";

function manifest(schedule: string) {
  return {
    metadata: { name: "nightly" },
    spec: { schedule, jobTemplate: { spec: { template: goodTemplate("Never") } } },
  };
}

it("counts changes of what is wanted", () => {
  const old = manifest("@daily");
  expect(stored(CRON_JOB_KIND, old)).toMatchObject({
    metadata: { generation: 1 },
    spec: { concurrencyPolicy: "Allow" },
  });
  expect(update(CRON_JOB_KIND, old, manifest("@hourly"))).toMatchObject({ object: { metadata: { generation: 2 } } });
});

it("warns of a zone in a schedule that had one before", () => {
  const created = stored(CRON_JOB_KIND, manifest("@daily"));
  const schedule = "TZ=UTC 0 3 * * *";
  const old = { ...created, spec: { ...(created["spec"] as object), schedule } };
  const outcome = updateObject(manifest(schedule), old, CRON_JOB_KIND);
  expect(outcome.kind === "created" && outcome.warnings).toEqual([
    "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see " +
      "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details",
  ]);
});

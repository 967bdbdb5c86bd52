// The way of a Job into the API server.

import { expect, it } from "vitest";

import { JOB_KIND } from "../../../../src/model/api/kinds/job.ts";
import { changeMistakes, stored, update } from "../kind-outcomes.ts";
import { goodTemplate } from "../pod-templates.ts";

const MANIFEST = { metadata: { name: "pi" }, spec: { template: goodTemplate("Never") } };

it("labels its pods, and itself with them", () => {
  const created = stored(JOB_KIND, MANIFEST);
  const labels = {
    app: "web",
    "batch.kubernetes.io/controller-uid": "u",
    "batch.kubernetes.io/job-name": "pi",
    "controller-uid": "u",
    "job-name": "pi",
  };
  expect(created).toMatchObject({
    metadata: { generation: 1, labels },
    spec: {
      selector: { matchLabels: { "batch.kubernetes.io/controller-uid": "u" } },
      template: { metadata: { labels } },
    },
  });
});

it("is not updated by a manifest without what was generated", () => {
  expect(changeMistakes(JOB_KIND, MANIFEST, MANIFEST)).toContain("spec.selector: Required value");
});

it("counts changes of what is wanted", () => {
  const old = stored(JOB_KIND, MANIFEST);
  const changed = { ...old, spec: { ...(old["spec"] as object), parallelism: 3 } };
  expect(update(JOB_KIND, MANIFEST, changed)).toMatchObject({
    object: { metadata: { generation: 2 }, spec: { parallelism: 3 } },
  });
});

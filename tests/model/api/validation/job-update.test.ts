// Updates of Jobs: what may change while pods run, and what while none do.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import { generateSelector } from "../../../../src/model/api/job-labels.ts";
import type { Job, JobSpec } from "../../../../src/model/api/types/job.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateJobUpdate } from "../../../../src/model/api/validation/job-update.ts";
import { goodTemplate } from "../pod-templates.ts";

function job(spec: JobSpec, status: Job["status"] = {}): Job {
  const metadata = { name: "pi", namespace: "default", uid: "u", resourceVersion: "1" };
  const complete = structuredClone({ metadata, spec: { template: goodTemplate("Never"), ...spec }, status });
  generateSelector(complete as Draft<Job>);
  return complete;
}

function templateWith(spec: PodSpec): JobSpec {
  const template = goodTemplate("Never");
  return { template: { ...template, spec: { ...template.spec, ...spec } } };
}

/** The rules that are broken, without the value in between. */
function judge(update: Job, old: Job): readonly string[] {
  return validateJobUpdate(update, old).map(({ path, message }) => `${String(path)}: ${message.split(": ").at(-1)}`);
}

const [CONTAINER] = goodTemplate("Never").spec!.containers!;
const RESOURCES = { containers: [{ ...CONTAINER!, resources: { requests: { cpu: "1" } } }] };
const INDEXED = { completionMode: "Indexed", completions: 3, parallelism: 3 };

it.each<[string, JobSpec, JobSpec, readonly string[]]>([
  ["its parallelism", { parallelism: 1 }, { parallelism: 4 }, []],
  ["its completions", { completions: 1 }, { completions: 4 }, ["spec.completions: field is immutable"]],
  ["its indexes with its pods", INDEXED, { ...INDEXED, completions: 5, parallelism: 5 }, []],
  [
    "its indexes alone",
    INDEXED,
    { ...INDEXED, completions: 5 },
    ["spec.completions: can only be modified in tandem with spec.parallelism"],
  ],
  ["its manager", {}, { managedBy: "acme.io/x" }, ["spec.managedBy: field is immutable"]],
  ["the resources of pods that run", {}, templateWith(RESOURCES), ["spec.template: field is immutable"]],
  ["the resources of a suspended Job", { suspend: true }, { suspend: true, ...templateWith(RESOURCES) }, []],
  [
    "the image of a suspended Job",
    { suspend: true },
    templateWith({ containers: [{ ...CONTAINER!, image: "x" }] }),
    ["spec.template.spec: field is immutable"],
  ],
  [
    "the nodes of a suspended Job",
    { suspend: true },
    templateWith({ nodeSelector: { zone: "a" }, affinity: { nodeAffinity: {} } }),
    [],
  ],
  [
    "the neighbours of a suspended Job",
    { suspend: true },
    templateWith({ affinity: { podAffinity: {} } }),
    ["spec.template.spec: field is immutable"],
  ],
  [
    "nothing of the neighbours of a suspended Job",
    { suspend: true, ...templateWith({ affinity: { nodeAffinity: {} } }) },
    {},
    [],
  ],
])("judges an update that changes %s", (_, old, update, lines) => {
  expect(judge(job(update), job(old))).toEqual(lines);
});

it.each<[string, Job["status"], readonly string[]]>([
  ["has active pods", { active: 1 }, ["spec.template: field is immutable"]],
  ["has started", { startTime: "2026-01-01T00:00:00Z" }, ["spec.template: field is immutable"]],
  [
    "was suspended again",
    { startTime: "2026-01-01T00:00:00Z", conditions: [{ type: "Suspended", status: "True" }] },
    [],
  ],
])("judges a change of resources of a suspended Job that %s", (_, status, lines) => {
  const update = job({ suspend: true, ...templateWith(RESOURCES) });
  expect(judge(update, job({ suspend: true }, status))).toEqual(lines);
});

it("tells most mistakes twice, as the server does", () => {
  expect(judge(job({ backoffLimit: -1 }), job({}))).toEqual([
    "spec.backoffLimit: must be greater than or equal to 0",
    "spec.backoffLimit: must be greater than or equal to 0",
  ]);
});

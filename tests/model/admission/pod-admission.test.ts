// The plugins one after the other.

import { describe, expect, it } from "vitest";

import {
  ADMISSION_PLUGINS,
  PodAdmission,
  type AdmissionPlugin,
  type AdmissionRules,
} from "../../../src/model/admission/pod-admission.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import { container, pod } from "../build-objects.ts";

const NO_RULES: AdmissionRules = { limitRanges: [], priorityClasses: [], runtimeClasses: [], resourceQuotas: [] };

function admitted(spec: Partial<PodSpec>, rules: Partial<AdmissionRules>, ...off: readonly AdmissionPlugin[]) {
  const plugins = new Set(ADMISSION_PLUGINS.filter((plugin) => !off.includes(plugin)));
  const outcome = new PodAdmission({ ...NO_RULES, ...rules }, plugins).admit(
    pod(spec, { name: "web", namespace: "shop" }),
  );
  return outcome.kind === "admitted" ? outcome.pod.spec : `${outcome.plugin}: ${outcome.message}`;
}

function range(...limits: NonNullable<NonNullable<AdmissionRules["limitRanges"][number]["spec"]>["limits"]>) {
  return { metadata: { name: "l", namespace: "shop" }, spec: { limits } };
}

const ASKING = { containers: [container({ cpu: "1" })] };

describe("without any rule", () => {
  it("a pod gets priority 0 and tolerations of five minutes", () => {
    expect(admitted(ASKING, {})).toMatchObject({
      priority: 0,
      preemptionPolicy: "PreemptLowerPriority",
      tolerations: [{ tolerationSeconds: 300 }, { tolerationSeconds: 300 }],
    });
  });

  it("and without any plugin, a pod stays as it is", () => {
    expect(admitted(ASKING, {}, ...ADMISSION_PLUGINS)).toEqual(ASKING);
  });
});

describe("in the server's order", () => {
  it("all limit ranges give before any of them judges", () => {
    const limitRanges = [
      range({ type: "Container", max: { memory: "1Gi" } }),
      range({ type: "Container", default: { memory: "512Mi" } }),
    ];
    expect(admitted(ASKING, { limitRanges })).toMatchObject({
      containers: [{ resources: { limits: { memory: "512Mi" } } }],
    });
  });

  it("what limit ranges gave is validated before they judge", () => {
    const limitRanges = [range({ type: "Container", default: { cpu: "500m" }, max: { cpu: "100m" } })];
    expect(admitted(ASKING, { limitRanges })).toBe(
      'LimitRanger: The Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less ' +
        "than or equal to cpu limit of 500m",
    );
  });

  it("all that a limit range wants is told at once, each thing once", () => {
    const limitRanges = [range({ type: "Container", max: { cpu: "500m" }, min: { memory: "1Gi" } })];
    const spec = { containers: ["a", "b"].map((name) => ({ ...container({ cpu: "1" }), name })) };
    expect(admitted(spec, { limitRanges })).toBe(
      'LimitRanger: pods "web" is forbidden: [minimum memory usage per Container is 1Gi.  No request is specified, ' +
        "maximum cpu usage per Container is 500m.  No limit is specified]",
    );
  });

  it("quotas see what limit ranges gave", () => {
    const metadata = { name: "q", namespace: "shop" };
    const resourceQuotas = [{ metadata, spec: { hard: { "limits.memory": "8Gi" } } }];
    expect(admitted(ASKING, { resourceQuotas })).toBe(
      'ResourceQuota: pods "web" is forbidden: failed quota: q: must specify limits.memory for: main',
    );
    const limitRanges = [range({ type: "Container", default: { memory: "1Gi" } })];
    expect(admitted(ASKING, { resourceQuotas, limitRanges })).toMatchObject({ priority: 0 });
  });
});

describe("classes that are not known", () => {
  it("leave their pods without what they would give", () => {
    const spec = { ...ASKING, priorityClassName: "high", runtimeClassName: "kata", overhead: { cpu: "1" } };
    expect(admitted(spec, {})).toMatchObject({ overhead: { cpu: "1" }, priorityClassName: "high" });
    expect(admitted(spec, {})).not.toHaveProperty("priority");
  });

  it("are told from known ones", () => {
    const admission = new PodAdmission(
      {
        ...NO_RULES,
        priorityClasses: [{ name: "high", value: 1, globalDefault: false }],
        runtimeClasses: [{ metadata: { name: "kata" }, handler: "kata" }],
      },
      new Set(ADMISSION_PLUGINS),
    );
    expect(admission.knows("PriorityClass", "high")).toBe(true);
    expect(admission.knows("PriorityClass", "kata")).toBe(false);
    expect(admission.knows("RuntimeClass", "kata")).toBe(true);
  });
});

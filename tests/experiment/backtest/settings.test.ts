// What `--vary` makes of an autoscaler and a Deployment.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { readSettings } from "../../../src/experiment/backtest/settings.ts";

const PAIR = {
  deployment: { spec: { template: { spec: { containers: [{ name: "web", resources: {} }] } } } },
  autoscaler: {
    spec: { metrics: [{ type: "Resource", resource: { name: "cpu", target: { averageUtilization: 50 } } }] },
  },
};

function read(...vary: readonly string[]) {
  const sink = new DiagnosticSink();
  const controllerManager = { horizontalPodAutoscalerSyncPeriod: "30s" };
  return { settings: readSettings({ ...PAIR, controllerManager }, vary, sink), told: sink.all };
}

describe("the settings of a backtest", () => {
  it("say how shares of 1 or more are taken that are no percentages, and take them", () => {
    const { settings, told } = read("tolerance=5,0.05,500%", "controller-tolerance=10,0.2,1");
    expect(told.map(({ code, severity, message }) => `${severity} ${code} ${message}`)).toEqual([
      "warning large-share --vary tolerance: 5 is taken for 500%",
      "warning large-share --vary controller-tolerance: 10 is taken for 1000%, 1 is taken for 100%",
    ]);
    expect(settings!.factors.map(({ levels }) => levels)).toEqual([
      ["10%", "500%", "5%"],
      ["10%", "1000%", "20%", "100%"],
    ]);
  });

  it("are one where nothing is varied", () => {
    expect(read().settings).toEqual({ factors: [], settings: [{ ...PAIR, levels: [], assignments: [] }] });
  });

  it("hold each value once, and what is in force first where it was not asked for", () => {
    const { settings } = read("scale-down-window=60,1m,300s", "target=40..60:20");
    expect(settings!.factors).toMatchObject([
      { name: "scale-down-window", levels: ["1m", "5m"], isNumeric: false },
      { name: "target", levels: ["50", "40", "60"], isNumeric: true },
    ]);
    expect(settings!.settings.map(({ levels }) => levels)).toEqual([
      [1, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ]);
    expect(settings!.settings[1]!.autoscaler).toMatchObject({
      spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } },
    });
  });

  it("reach every field of both manifests, and of the scenario", () => {
    const { settings } = read(
      "hpa.behavior.scaleUp.selectPolicy=Min",
      "deployment.template.spec.containers[web].resources.limits.cpu=2",
      "metrics.server.resolution=60s",
    );
    const [, ...others] = settings!.settings;
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({
      autoscaler: { spec: { behavior: { scaleUp: { selectPolicy: "Min" } } } },
      deployment: { spec: { template: { spec: { containers: [{ resources: { limits: { cpu: 2 } } }] } } } },
      assignments: [{ path: "metrics.server.resolution", value: "60s" }],
    });
  });

  it.each([
    ["min=2,5", "hpa.minReplicas=3,4"],
    ["hpa.behavior.scaleUp.tolerance=50m", "tolerance=5%,20%"],
    ["cpu-request=1", "deployment.template.spec.containers[web].resources={requests: {cpu: 2}}"],
    ["sync-period=15s", "controllerManager.horizontalPodAutoscalerSyncPeriod=60s"],
  ])("set each field by one key: not %s and %s", (first, second) => {
    const { settings, told } = read(first, second);
    const [earlier, later] = [first, second].map((text) => text.slice(0, text.indexOf("=")));
    expect(settings).toBeUndefined();
    expect(told.map(({ message }) => message)).toEqual([`--vary ${later} sets what --vary ${earlier} sets, too`]);
  });

  it("take fields that lie side by side", () => {
    const side = ["min=2,5", "max=7", "cpu-request=1", "cpu-limit=2", "tolerance=5%", "scale-up-window=1m,2m"];
    expect(read(...side, "hpa.behavior.scaleUp.selectPolicy=Min", "sync-period=20s").told).toEqual([]);
  });

  it("take percent with its sign, alone and in ranges", () => {
    expect(read("target=70%,80").settings!.factors[0]!.levels).toEqual(["50", "70", "80"]);
    expect(read("target=40%..60%:10%").settings!.factors[0]!.levels).toEqual(["40", "50", "60"]);
  });

  it("reach what kube-controller-manager is started with, from what it is", () => {
    const { settings } = read("sync-period=15s,30s", "horizontal-pod-autoscaler-tolerance=5%,10%");
    expect(settings!.factors).toMatchObject([
      { name: "sync-period", levels: ["15s", "30s"] },
      { name: "controller-tolerance", levels: ["5%", "10%"] },
    ]);
    expect(settings!.settings.map(({ levels }) => levels)).toEqual([
      [1, 1],
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(settings!.settings[1]!.assignments).toEqual([
      { path: "controllerManager.horizontalPodAutoscalerSyncPeriod", value: "15s" },
      { path: "controllerManager.horizontalPodAutoscalerTolerance", value: 0.05 },
    ]);
  });

  it("are told of one cause once", () => {
    const { told } = read("target=x,60.5,70", "sync-period=often,never");
    expect(told.map(({ message }) => message)).toEqual([
      "--vary target: x, 60.5 are no such values",
      "--vary sync-period: often, never are no such values",
    ]);
  });

  it("refuse what is no key, no value, or too much", () => {
    expect(read("traget=40").told[0]).toMatchObject({
      message: "--vary: there is no key traget",
      suggestion: "target",
    });
    expect(read("min=-1").told[0]!.message).toBe("--vary min: -1 is no such value");
    expect(read("min").told[0]!.message).toBe("--vary min has no values");
    expect(read("min=1..3").told[0]!.message).toBe("--vary min: the range has no step");
    expect(read("min=1", "min=2").told[0]!.message).toBe("--vary min is there twice");
    expect(read("hpa.metrics[3].type=x").told[0]!.message).toBe("--vary: hpa.metrics[3].type leads nowhere");
    expect(read("spec.horizon=1h").told[0]!.message).toBe("--vary: spec.horizon is the backtest's own");
    expect(read("min=1..40:1", "max=1..40:1").told[0]!.message).toBe("there are 1600 settings");
  });
});

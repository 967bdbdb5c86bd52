// For tests: the files of a small backtest, and how one is read.

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";

import type { BacktestRequest } from "../../../src/experiment/backtest/backtest-request.ts";
import { MadeFiles } from "../../../src/experiment/backtest/made-files.ts";
import { readBacktest, type BacktestQuestion } from "../../../src/experiment/backtest/read-backtest.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          resources: { requests: { cpu: 500m, memory: 256Mi }, limits: { cpu: "1" } }
`;

export const AUTOSCALER = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 8
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]
`;

export const CLUSTER = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: cluster }
spec:
  cluster:
    nodePools: [{ name: small, count: 2, allocatable: { cpu: 1, memory: 4Gi } }]
  thresholds: ["kube_pod_status_phase{phase=Pending} value == 0"]
`;

/** Ten minutes: 20 requests a second, then 60, then 20. */
const SERIES = `timestamp,value
0,20
120,20
240,60
360,60
480,20
`;

export const FILES: Readonly<Record<string, string>> = {
  "web.yaml": DEPLOYMENT,
  "hpa.yaml": AUTOSCALER,
  "load.csv": SERIES,
  "cluster.yaml": CLUSTER,
};

export const REQUEST: BacktestRequest = {
  series: "load.csv",
  deployment: "web.yaml",
  hpa: "hpa.yaml",
  unit: "requests-per-second",
  cpuPerRequest: "20ms",
  loadMode: "auto",
  slo: "300ms",
  misses: "1%",
};

export interface ReadBacktest {
  readonly question: BacktestQuestion | undefined;
  readonly told: readonly Diagnostic[];
  /** With the files that were made. */
  readonly text: (path: string) => string;
}

/** An empty `hpa` is none. */
export function readWith(
  request: Partial<BacktestRequest> = {},
  files: Readonly<Record<string, string>> = {},
): ReadBacktest {
  const sink = new DiagnosticSink();
  const made = new MadeFiles(new MemoryFiles({ ...FILES, ...files }));
  const { hpa, ...asked } = { ...REQUEST, ...request };
  const whole = hpa === undefined || hpa === "" ? asked : { ...asked, hpa };
  const question = readBacktest(whole, null, { reader: made, made }, sink);
  const text = (path: string): string => {
    const content = made.read(path, 1e6);
    return content.kind === "bytes" ? new TextDecoder().decode(content.bytes) : content.detail;
  };
  return { question, told: sink.all, text };
}

/** What is wrong, each as `code: message`. */
export function mistakesOf({ told }: Pick<ReadBacktest, "told">): readonly string[] {
  return told.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);
}

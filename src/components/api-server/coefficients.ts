// What a request costs on its way, each number with its source. Latencies are those of an idle control plane, from the request's
// arrival at the API server to its answer; `cpu` numbers are work of one core, and count where cores are shared.

import type { Coefficient } from "../../base/coefficient.ts";

const MEASURED = "kube-apiserver v1.36.3 and etcd 3.6.8 on one machine with 2 cores, quiet";
const ONE_BY_ONE = `${MEASURED}, bare pods one at a time on 100, 1,000 and 5,000 nodes`;
const STEPWISE = `${MEASURED}, a Deployment scaled up by one pod at a time on 1,000 and 5,000 nodes`;
const BURSTS = `${MEASURED}, 3,000 pods of a Deployment at once on 100 nodes, the processes' idle work taken off`;

const us = (name: string, value: number, source: string): Coefficient => ({ name, value, unit: "µs", source });

/** The law of a call's latency by median and 99th percentile, and its work at the API server. */
function callCoefficients(
  call: string,
  medianUs: number,
  p99Us: number,
  cpuUs: number,
  measured: string,
): readonly Coefficient[] {
  return [
    us(`apiServer.${call}MedianUs`, medianUs, `${measured}: median`),
    us(`apiServer.${call}P99Us`, p99Us, `${measured}: 99th percentile`),
    us(`apiServer.${call}CpuUs`, cpuUs, `${BURSTS}: the server's work for a pod, shared out by latency`),
  ];
}

export const COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  ...callCoefficients("createPod", 3300, 6700, 1150, `${ONE_BY_ONE}: POST pods`),
  ...callCoefficients("bind", 2650, 7300, 750, `${ONE_BY_ONE}: POST pods/binding`),
  ...callCoefficients("patchStatus", 4400, 11_800, 1150, `${ONE_BY_ONE}: PATCH pods/status`),
  ...callCoefficients("deletePod", 7900, 17_200, 2600, `${ONE_BY_ONE}: DELETE pods`),
  ...callCoefficients("createEvent", 2650, 7500, 750, `${ONE_BY_ONE}: POST events`),
  ...callCoefficients("updateObject", 2950, 7400, 900, `${STEPWISE}: PUT replicasets`),
  ...callCoefficients("updateStatus", 4200, 19_000, 1000, `${STEPWISE}: PUT deployments/status and replicasets/status`),
  us(
    "apiServer.answerUs",
    500,
    `${ONE_BY_ONE}: the first watch event of a new pod is seen 0.5 ms after its POST is answered (median), and up to 3 ms before`,
  ),
  us(
    "apiServer.clientUs",
    400,
    `${ONE_BY_ONE}: from the end of the scheduling cycle to the arrival of POST binding, median of 100 and 1,000 nodes`,
  ),
  us(
    "apiServer.watchMedianUs",
    1250,
    `${ONE_BY_ONE}: from the commit of a new pod to the scheduler's first attempt, median`,
  ),
  us("apiServer.watchP99Us", 3900, `${ONE_BY_ONE}: 99th percentile of the same`),
  us("apiServer.watchCpuUs", 40, `${BURSTS}: the server's work to tell one watcher of one change`),
  us("apiServer.clientCpuUs", 250, `${BURSTS}: a client's work for one request`),
  us("apiServer.watcherCpuUs", 100, `${BURSTS}: a watcher's work for one change`),
  us(
    "apiServer.leaseCpuUs",
    4000,
    `${MEASURED}, no pods, 1,000 nodes: work of all processes for the renewal of one Lease`,
  ),
  us("etcd.writeCpuUs", 190, `${BURSTS}: etcd's work for one write`),
]);

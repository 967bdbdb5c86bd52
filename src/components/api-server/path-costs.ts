// The fixed spans on the way of requests and notices, and etcd's work, by the coefficients in force.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99 } from "../../base/random/distribution.ts";
import { QuantileTable } from "../../base/random/quantile-table.ts";

/** µs. */
export interface PathCosts {
  /** The answer's way back. */
  readonly answerUs: number;
  /** From the client to the server. */
  readonly clientUs: number;
  /** From a commit to the watcher. */
  readonly watchUs: QuantileTable;
  /** Work of the server for one watcher and change, of a watcher for a change, of a client for a request, of etcd for a write. */
  readonly watchCpuUs: number;
  readonly watcherCpuUs: number;
  readonly clientCpuUs: number;
  readonly etcdCpuUs: number;
}

const KNOWN = new WeakMap<readonly Coefficient[], PathCosts>();

/** What the coefficients say. The runs of one plan share it. */
export function pathCosts(coefficients: readonly Coefficient[]): PathCosts {
  let known = KNOWN.get(coefficients);
  if (known === undefined) KNOWN.set(coefficients, (known = worked(coefficients)));
  return known;
}

function worked(coefficients: readonly Coefficient[]): PathCosts {
  const value = (name: string) => coefficientValue(coefficients, name);
  const watch = lognormalFromMedianAndP99(value("apiServer.watchMedianUs"), value("apiServer.watchP99Us"));
  return {
    answerUs: Math.round(value("apiServer.answerUs")),
    clientUs: Math.round(value("apiServer.clientUs")),
    watchUs: new QuantileTable(watch),
    watchCpuUs: value("apiServer.watchCpuUs"),
    watcherCpuUs: value("apiServer.watcherCpuUs"),
    clientCpuUs: value("apiServer.clientCpuUs"),
    etcdCpuUs: value("etcd.writeCpuUs"),
  };
}

/**
 * Cores that the renewal of Leases keeps busy, as every kubelet does each ten seconds: they pass no queue here, and are no
 * events.
 */
export function leaseCores(coefficients: readonly Coefficient[], leasesPerSecond: number): number {
  return (leasesPerSecond * coefficientValue(coefficients, "apiServer.leaseCpuUs")) / 1_000_000;
}

// What requests of a service cost and whom they call, as the network of services has it.

import type { Distribution } from "../../base/random/distribution.ts";
import { mean } from "../../base/random/moments.ts";

import type { Call, Patience, RequestClass } from "../../queueing/traffic-model.ts";

import { readLaw } from "../../environment/laws.ts";
import type { OptionPath } from "../../environment/option-reader.ts";

import type { ScenarioOptions } from "../scenario-options.ts";
import type { CallOptions, ClassOptions, PatienceOptions } from "./load-schema.ts";
import { findClass, findService, type NamedService } from "./service-names.ts";

/** The path leads to the options of the class. */
export function readClass(
  options: ClassOptions,
  services: readonly NamedService[],
  path: OptionPath,
  reader: ScenarioOptions,
): RequestClass {
  return {
    name: options.name,
    ...readWork(options, path, reader),
    stages: readStages(options, services, path, reader),
  };
}

/** For requests of which nothing is known: told, and as good as none. */
const NO_WORK: Distribution = { kind: "constant", value: 1 };

/** The mean of some laws is computed from their parameters. */
const ROUNDING = 1e-9;

function readWork(
  { name, cpuPerRequest, latency }: ClassOptions,
  path: OptionPath,
  reader: ScenarioOptions,
): Pick<RequestClass, "serviceTime" | "cpuShare"> {
  const cpuUs = cpuPerRequest === undefined ? 0 : reader.spanOf(cpuPerRequest, [...path, "cpuPerRequest"]);
  if (latency !== undefined) {
    const serviceTime = readLaw(latency, "exponential", [...path, "latency"], reader);
    const meanUs = mean(serviceTime);
    if (cpuUs <= meanUs * (1 + ROUNDING)) return { serviceTime, cpuShare: Math.min(1, cpuUs / meanUs) };
    const message = `cpuPerRequest: ${cpuPerRequest} is more than the mean of latency, of which it is a part`;
    const expected = `at most ${Math.round(meanUs)}us`;
    reader.report([...path, "cpuPerRequest"], { code: "out-of-range", message, expected });
    return { serviceTime, cpuShare: 1 };
  }
  if (cpuUs > 0) return { serviceTime: { kind: "exponential", mean: cpuUs }, cpuShare: 1 };
  const code = cpuPerRequest === undefined ? "missing-field" : "out-of-range";
  const message =
    cpuPerRequest === undefined
      ? `nothing says what requests (${name}) take`
      : "cpuPerRequest: a request takes no time";
  reader.report(cpuPerRequest === undefined ? path : [...path, "cpuPerRequest"], {
    code,
    message,
    expected: "cpuPerRequest, latency or both",
  });
  return { serviceTime: NO_WORK, cpuShare: 1 };
}

function readStages(
  { calls = [] }: ClassOptions,
  services: readonly NamedService[],
  path: OptionPath,
  reader: ScenarioOptions,
): RequestClass["stages"] {
  return calls.map((stage, index) => {
    const place = [...path, "calls", index];
    const listed = Array.isArray(stage) ? stage : [stage];
    return listed.flatMap((call, within) =>
      readCall(call, services, Array.isArray(stage) ? [...place, within] : place, reader),
    );
  });
}

function readCall(
  options: CallOptions,
  services: readonly NamedService[],
  path: OptionPath,
  reader: ScenarioOptions,
): readonly Call[] {
  const service = findService(options.service, services, [...path, "service"], reader);
  const patience = readPatience(options, path, reader);
  if (service === undefined) return [];
  const requestClass = findClass(options.class, services[service]!, [...path, "class"], reader);
  if (requestClass === undefined) return [];
  const { probability = 1, times = 1 } = options;
  return Array.from({ length: times }, () => ({ service, requestClass, probability, patience }));
}

/** How long the caller waits and how often it tries. */
export function readPatience(options: PatienceOptions, path: OptionPath, reader: ScenarioOptions): Patience {
  const { timeout, attempts = 1, backoff } = options;
  const timeoutUs = timeout === undefined ? Infinity : reader.spanOf(timeout, [...path, "timeout"]);
  if (timeoutUs === 0) {
    const message = "timeout: a caller that waits for no time gets no answer";
    reader.report([...path, "timeout"], { code: "out-of-range", message, expected: "more than no time" });
  }
  if (attempts === 1 && backoff !== undefined) {
    const message = "backoff: there is but one attempt";
    reader.report([...path, "backoff"], { code: "wrong-value", message, expected: "attempts of 2 or more" });
  }
  const backoffUs = backoff === undefined ? 0 : reader.spanOf(backoff, [...path, "backoff"]);
  return { timeoutUs, attempts, backoffUs };
}

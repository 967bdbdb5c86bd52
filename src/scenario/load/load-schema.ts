// `spec.load` and `spec.loadMode` of the scenario document: services, what their requests cost, whom they call, and how many
// requests come from outside.

import { z } from "zod";

import { lawOption } from "../../environment/laws.ts";
import { LOAD_MODES } from "../../environment/load/planned-load.ts";
import { LOAD_PROFILES } from "../../environment/load/load-profiles.ts";
import { REQUEST_RATES, type ValueRange } from "../../environment/load/profile-options.ts";
import { durationOption, textOption } from "../../environment/option-types.ts";

const MAX_ATTEMPTS = 100;
const MAX_CALLS = 1_000;
const MAX_REQUESTS = 1_000_000;

/** A rate or another value over time; `description` says of what. */
export function valueOverTime(description: string, values: ValueRange) {
  const constant = z
    .number()
    .min(0)
    .max(values.most)
    .meta({ description: `${sentence(values.unit)}, 0 to ${values.most}` });
  const profile = z
    .strictObject(Object.fromEntries(LOAD_PROFILES.map(({ name, options }) => [name, options(values).optional()])))
    .meta({ description: `One profile, by its kind: ${LOAD_PROFILES.map(({ name }) => name).join(", ")}` });
  const summand = z.union([constant, profile]).meta({ description: "A number or a profile" });
  return z.union([constant, profile, z.array(summand).min(1)]).meta({
    description: `${description}: a number, a profile (${LOAD_PROFILES.map(({ name }) => name).join(", ")}), or a list of them, which are added up`,
  });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const share = z.number().min(0).max(1);

const PATIENCE = {
  timeout: durationOption("How long the caller waits for an answer; absent: for ever").optional(),
  attempts: z
    .int()
    .min(1)
    .max(MAX_ATTEMPTS)
    .optional()
    .meta({ description: `How often the caller tries in all, 1 (the default) to ${MAX_ATTEMPTS}` }),
  backoff: durationOption("Between an attempt that failed and the next, doubled with each; absent: none").optional(),
};

const call = z
  .strictObject({
    service: textOption("Name of another entry of spec.load"),
    class: textOption("Which of its requests; absent: the only one").optional(),
    probability: share
      .optional()
      .meta({ description: "The chance that the call is made, 0 to 1, of several each for itself; absent: 1" }),
    times: z
      .int()
      .min(1)
      .max(MAX_CALLS)
      .optional()
      .meta({ description: `So many calls side by side, 1 (the default) to ${MAX_CALLS}` }),
    ...PATIENCE,
  })
  .meta({ description: "A call: service, perhaps with class, probability, times, timeout, attempts and backoff" });

const WORK = {
  cpuPerRequest: durationOption("CPU time of one request; absent: none").optional(),
  latency: lawOption(
    "How long a request takes by itself, CPU time included, without its calls; absent: cpuPerRequest",
    "the mean of an exponential law",
  ).optional(),
  calls: z
    .array(z.union([call, z.array(call).min(1)]).meta({ description: "A call, or a list of calls side by side" }))
    .optional()
    .meta({
      description: "Calls to other services after its own work, one after the other; a list in it: side by side",
    }),
};

const requestClass = z
  .strictObject({
    name: textOption("Name of the requests"),
    share: share
      .optional()
      .meta({ description: "Which part of the requests from outside they are, 0 to 1; absent: none of them" }),
    ...WORK,
  })
  .meta({ description: "Requests that are alike: name, share, cpuPerRequest, latency and calls" });

const TARGETS = "service/NAME, deployment/NAME, statefulset/NAME, daemonset/NAME or replicaset/NAME";

const entry = z
  .strictObject({
    target: z
      .string()
      .regex(/^(service|deployment|statefulset|daemonset|replicaset)\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/)
      .meta({ description: `Whose pods serve: ${TARGETS}` }),
    namespace: textOption("Namespace of the target; absent: default").optional(),
    name: textOption("A name of its own, by which others call it; absent: that of the target").optional(),
    container: textOption("The container that does the work; absent: the first of the pod").optional(),
    requestsPerSecond: valueOverTime(
      "Requests from outside; absent: it is only called by others",
      REQUEST_RATES,
    ).optional(),
    arrivals: z
      .enum(["poisson", "even"])
      .optional()
      .meta({ description: "How they come at their rate: poisson (independent, the default) or even (equal gaps)" }),
    slo: durationOption(
      "How long a request from outside may take; those that take longer or fail are counted (plimsoll_slo_missed_ratio); absent: none are",
    ).optional(),
    ...PATIENCE,
    ...WORK,
    requests: z
      .array(requestClass)
      .min(1)
      .optional()
      .meta({ description: "Several kinds of requests, in the place of cpuPerRequest, latency and calls" }),
    concurrency: z
      .int()
      .min(1)
      .max(MAX_REQUESTS)
      .optional()
      .meta({ description: `Requests that a pod serves at once, 1 to ${MAX_REQUESTS}; absent: any number` }),
    queueLimit: z
      .int()
      .min(0)
      .max(MAX_REQUESTS)
      .optional()
      .meta({ description: `Requests that wait in a pod at most, 0 to ${MAX_REQUESTS}; absent: any number` }),
    balancing: z.enum(["random", "least-connections", "topology-aware"]).optional().meta({
      description:
        "How callers choose a pod: random (kube-proxy), least-connections, or topology-aware (of the caller's zone); absent: topology-aware where the Service's trafficDistribution says so, else random",
    }),
  })
  .meta({ description: "A service under load: target, and requestsPerSecond or calls from others" });

export const LOAD_SCHEMA = z.array(entry).meta({ description: "A list of services that requests go to" });

export const LOAD_MODE = z.enum(LOAD_MODES as [string, ...string[]]).meta({
  description:
    "How load is simulated: exact (request by request), intervals (by formulas), or auto (the default: intervals where " +
    "requests are too many)",
});

export type LoadOptions = z.infer<typeof entry>;
export type ClassOptions = z.infer<typeof requestClass>;
export type CallOptions = z.infer<typeof call>;
export type PatienceOptions = Pick<CallOptions, "timeout" | "attempts" | "backoff">;
export type RateOptions = NonNullable<LoadOptions["requestsPerSecond"]>;

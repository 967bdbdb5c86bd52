// `spec.load` of a scenario: the services that requests go to, and the requests that come from outside.

import type { Service, Source } from "../../queueing/traffic-model.ts";

import type { LoadMode, PlannedLoad, PlannedService, PlannedSource } from "../../environment/load/planned-load.ts";
import { REQUEST_RATES } from "../../environment/load/profile-options.ts";

import { ScenarioOptions } from "../scenario-options.ts";
import { circlesOf } from "./check-calls.ts";
import { checkTarget, targetOf, targetText } from "./check-target.ts";
import type { LoadReading } from "./load-reading.ts";
import type { LoadOptions } from "./load-schema.ts";
import { readClass, readPatience } from "./read-classes.ts";
import { readRate } from "./read-rate.ts";
import { reportRouting, routingOf } from "./service-routing.ts";
import { classesOf, namedServices, type NamedService } from "./service-names.ts";

/** Shares are written with a few decimals. */
const SHARE_TOLERANCE = 1e-6;

/** The load; undefined if the scenario has none. Mistakes are told. */
export function readLoad(reading: LoadReading): PlannedLoad | undefined {
  const { load, loadMode = "auto" } = reading.scenario.options.spec;
  if (load === undefined) {
    if (Object.hasOwn(reading.scenario.options.spec, "loadMode")) reportModeAlone(reading);
    return undefined;
  }
  checkWhole(load, reading);
  const named = namedServices(load);
  const read = load.map((entry, index) => readEntry(entry, index, named, reading));
  const services = read.map(({ service }) => service);
  reportCircles(services, reading);
  const withSource = read.flatMap(({ source, fromOutside }) =>
    source === undefined ? [] : [{ source, planned: fromOutside }],
  );
  return {
    mode: loadMode as LoadMode,
    network: { services, sources: withSource.map(({ source }) => source) },
    services: read.map(({ planned }) => planned),
    sources: withSource.map(({ planned }) => planned),
  };
}

function reportModeAlone({ scenario, sink }: LoadReading): void {
  const reader = new ScenarioOptions(scenario, ["spec"], sink);
  const message = "loadMode: the scenario has no load";
  reader.reportKey(["loadMode"], { code: "wrong-value", message, expected: "services under spec.load" });
}

/** What concerns all entries at once. */
function checkWhole(entries: readonly LoadOptions[], { scenario, sink, horizonUs, areControlled }: LoadReading): void {
  const reader = new ScenarioOptions(scenario, ["spec"], sink);
  if (!areControlled) {
    const message = "load: no controllers run in this scenario, and without them no pod serves";
    reader.reportKey(["load"], { code: "wrong-value", message, expected: "spec.controllers: simulated" });
  }
  const fromOutside = entries.findIndex(({ requestsPerSecond }) => requestsPerSecond !== undefined);
  const areWhole =
    scenario.isWhole(["spec", "load"]) && entries.every((_, index) => scenario.isWhole(["spec", "load", index]));
  if (fromOutside === -1 && areWhole) {
    const message = "load: no requests come from outside";
    reader.reportKey(["load"], {
      code: "missing-field",
      message,
      expected: "requestsPerSecond in one of the services",
    });
  }
  if (fromOutside !== -1 && horizonUs === null) {
    const message = "requestsPerSecond: a run under load that ends when nothing is left to happen would never end";
    const path = ["load", fromOutside, "requestsPerSecond"];
    reader.reportKey(path, { code: "missing-horizon", message, expected: "spec.horizon in the scenario" });
  }
}

interface ReadEntry {
  readonly service: Service;
  readonly planned: PlannedService;
  readonly source: Source | undefined;
  readonly fromOutside: PlannedSource;
}

function readEntry(entry: LoadOptions, index: number, named: readonly NamedService[], reading: LoadReading): ReadEntry {
  const reader = new ScenarioOptions(reading.scenario, ["spec", "load", index], reading.sink);
  const target = targetOf(entry);
  const { name } = named[index]!;
  const { container, concurrency = Infinity, queueLimit = Infinity } = entry;
  const routing = routingOf(target, reading.objects, entry.requestsPerSecond !== undefined);
  const { balancing = routing.balancing } = entry;
  checkName(index, named, entry, reader);
  checkTarget(target, container, reading, reader);
  reportRouting(target.name, routing, reader.position, reading.sink);
  checkFields(entry, reader);
  if (reading.scenario.isWhole(["spec", "load", index])) checkNeededFields(entry, reader);
  const classes = classesOf(entry).map((requestClass, place) =>
    readClass(requestClass, named, entry.requests === undefined ? [] : ["requests", place], reader),
  );
  const { requestsPerSecond } = entry;
  const path = ["spec", "load", index, "requestsPerSecond"];
  return {
    service: { name, classes, concurrency, queueLimit, balancing },
    planned: { target, ...(container === undefined ? {} : { container }), position: reader.position },
    source: requestsPerSecond === undefined ? undefined : readSource(entry, index, name, reading, reader),
    fromOutside: {
      rate: requestsPerSecond === undefined ? [] : readRate(requestsPerSecond, path, REQUEST_RATES, reading),
      ...readSlo(entry, reader),
    },
  };
}

function checkName(index: number, named: readonly NamedService[], entry: LoadOptions, reader: ScenarioOptions): void {
  const { name } = named[index]!;
  if (named.findIndex((other) => other.name === name) === index) return;
  const message = `the service ${name} is there twice`;
  const expected = "a name of its own for each service";
  reader.report([entry.name === undefined ? "target" : "name"], { code: "duplicate-name", message, expected });
}

/** Fields that do not go together. */
function checkFields(entry: LoadOptions, reader: ScenarioOptions): void {
  if (entry.requests !== undefined) {
    for (const field of ["cpuPerRequest", "latency", "calls"] as const) {
      if (entry[field] === undefined) continue;
      const message = `${field} does not go with requests`;
      reader.reportKey([field], { code: "wrong-value", message, expected: `${field} in each of the requests` });
    }
    const names = entry.requests.map(({ name }) => name);
    for (const [place, name] of names.entries()) {
      if (names.indexOf(name) === place) continue;
      const message = `the requests ${name} are there twice`;
      const expected = "a name of their own for each kind of requests";
      reader.report(["requests", place, "name"], { code: "duplicate-name", message, expected });
    }
  }
}

/** What only requests from outside have, and what only those have that wait. */
function checkNeededFields(entry: LoadOptions, reader: ScenarioOptions): void {
  if (entry.queueLimit !== undefined && entry.concurrency === undefined) {
    const message = "queueLimit: no request waits where any number is served at once";
    reader.reportKey(["queueLimit"], { code: "wrong-value", message, expected: "concurrency beside it" });
  }
  if (entry.requestsPerSecond !== undefined) return;
  for (const field of ["arrivals", "slo", "timeout", "attempts", "backoff"] as const) {
    if (entry[field] === undefined) continue;
    const message = `${field}: no requests come from outside to ${targetText(targetOf(entry))}`;
    const expected =
      field === "arrivals" || field === "slo"
        ? "requestsPerSecond beside it"
        : `${field} in the calls of other services`;
    reader.reportKey([field], { code: "wrong-value", message, expected });
  }
}

function readSlo({ slo }: LoadOptions, reader: ScenarioOptions): Pick<PlannedSource, "sloUs"> {
  if (slo === undefined) return {};
  const sloUs = reader.spanOf(slo, ["slo"]);
  if (sloUs > 0) return { sloUs };
  const message = "slo: a request that may take no time always takes too long";
  reader.report(["slo"], { code: "out-of-range", message, expected: "more than no time" });
  return {};
}

function readSource(
  entry: LoadOptions,
  service: number,
  name: string,
  { scenario }: LoadReading,
  reader: ScenarioOptions,
): Source {
  const { arrivals = "poisson" } = entry;
  const areWhole = (entry.requests ?? []).every((_, place) =>
    scenario.isWhole(["spec", "load", service, "requests", place]),
  );
  const mix = readMix(entry, areWhole ? reader : undefined);
  return { name, service, mix, arrivals, patience: readPatience(entry, [], reader) };
}

/** Wrong shares are told to `reader`, unless a mistake in one has been told. */
function readMix(entry: LoadOptions, reader: ScenarioOptions | undefined): Source["mix"] {
  const classes = classesOf(entry);
  const isOnly = classes.length === 1 && classes[0]!.share === undefined;
  const mix = classes.flatMap(({ share = isOnly ? 1 : 0 }, requestClass) =>
    share === 0 ? [] : [{ requestClass, share }],
  );
  const sum = mix.reduce((whole, { share }) => whole + share, 0);
  if (Math.abs(sum - 1) <= SHARE_TOLERANCE) return mix.map((part) => ({ ...part, share: part.share / sum }));
  const message = `requests: the shares sum to ${Number(sum.toPrecision(6))}`;
  reader?.reportKey(["requests"], { code: "wrong-shares", message, expected: "shares that sum to 1" });
  return [{ requestClass: 0, share: 1 }];
}

function reportCircles(services: readonly Service[], { scenario, sink }: LoadReading): void {
  for (const circle of circlesOf(services)) {
    const reader = new ScenarioOptions(scenario, ["spec", "load", circle[0]!.service], sink);
    const way = circle.map(({ service, requestClass }) => {
      const { name, classes } = services[service]!;
      return classes.length === 1 ? name : `${name} (${classes[requestClass]!.name})`;
    });
    const message = `calls that never end: ${way.join(" calls ")}`;
    reader.report([], { code: "call-cycle", message, expected: "calls that do not come back to where they began" });
  }
}

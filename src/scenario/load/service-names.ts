// The services of a load by name, each with its kinds of requests: what calls and metrics refer to.

import { suggestionFor } from "../../base/diagnostic.ts";

import type { OptionPath } from "../../environment/option-reader.ts";

import type { ScenarioOptions } from "../scenario-options.ts";
import { targetOf } from "./check-target.ts";
import type { ClassOptions, LoadOptions } from "./load-schema.ts";

/** The name of the only kind of requests where a service does not list several. */
const ONLY_CLASS = "default";

export interface NamedService {
  readonly name: string;
  readonly classes: readonly string[];
}

/** In the order of the entries. */
export function namedServices(entries: readonly LoadOptions[]): readonly NamedService[] {
  return entries.map((entry) => ({
    name: entry.name ?? targetOf(entry).name,
    classes: classesOf(entry).map(({ name }) => name),
  }));
}

/** The kinds of requests of a service. */
export function classesOf(entry: LoadOptions): readonly ClassOptions[] {
  if (entry.requests !== undefined) return entry.requests;
  const { cpuPerRequest, latency, calls } = entry;
  return [{ name: ONLY_CLASS, share: 1, cpuPerRequest, latency, calls }];
}

/** Place of the service; undefined if there is none of the name, which is told. */
export function findService(
  name: string,
  services: readonly NamedService[],
  path: OptionPath,
  reader: ScenarioOptions,
): number | undefined {
  const found = services.findIndex((service) => service.name === name);
  if (found !== -1) return found;
  const names = services.map((service) => service.name);
  reader.report(path, {
    code: "unknown-service",
    message: `spec.load has no service ${name}`,
    expected: names.length === 0 ? "a service under spec.load" : `one of ${names.join(", ")}`,
    ...suggestionFor(name, names),
  });
  return undefined;
}

/** Place of the requests of this name, or of the only ones; undefined if there are none, or several, which is told. */
export function findClass(
  name: string | undefined,
  service: NamedService,
  path: OptionPath,
  reader: ScenarioOptions,
): number | undefined {
  const { classes } = service;
  const expected = `one of ${classes.join(", ")}`;
  if (name === undefined) {
    if (classes.length === 1) return 0;
    const message = `the call does not say which requests of ${service.name} it makes`;
    reader.report(path.slice(0, -1), { code: "missing-field", message, expected: `class: ${expected}` });
    return undefined;
  }
  const found = classes.indexOf(name);
  if (found !== -1) return found;
  const message = `${service.name} has no requests ${name}`;
  reader.report(path, { code: "unknown-class", message, expected, ...suggestionFor(name, classes) });
  return undefined;
}

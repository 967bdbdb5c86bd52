// Which figure of the load each metric of an autoscaler is that metrics-server does not serve: the one that the user names, or the one
// that the metric's name tells. What the scenario of a given cluster serves by itself is left to it.

import { suggestionFor, type DiagnosticSink, type SourcePosition } from "../../base/diagnostic.ts";

import { isFigure } from "../../scenario/load/metrics-schema.ts";

import { figureToldBy, otherUnitOf } from "./figures-by-names.ts";
import { listAt, mappingAt, textAt, type PlainObject } from "./plain-object.ts";

/** One metric of the autoscaler. */
export interface MetricFigure {
  readonly type: "Pods" | "Object" | "External";
  readonly name: string;
  /** What the autoscaler says of it: `spec.metrics[].external`. */
  readonly source: PlainObject;
  readonly figure: string;
  readonly chosenBy: "user" | "its name" | "nothing";
}

const LISTS = Object.freeze({ Pods: "pods", Object: "objects", External: "external" } as const);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["requestsPerSecond", "requests a second"],
  ["errorsPerSecond", "failed requests a second"],
  ["inFlight", "requests in the pods at the moment"],
  ["waiting", "requests that wait in the pods"],
]);

export const FIGURE_EXAMPLES = `${[...WORDS.keys()].join(", ")} or latency p(95)`;

/** `metrics`: what the scenario of a given cluster says of them. */
export function metricFigures(
  autoscaler: PlainObject,
  chosen: ReadonlyMap<string, string>,
  metrics: PlainObject,
): readonly MetricFigure[] {
  return listAt(autoscaler, ["spec", "metrics"]).flatMap((metric): readonly MetricFigure[] => {
    const type = (["Pods", "Object", "External"] as const).find((one) => one === textAt(metric, ["type"]));
    if (type === undefined) return [];
    const source = mappingAt(metric, [type.toLowerCase()]);
    const name = textAt(source, ["metric", "name"]);
    if (name === undefined || isServed(type, name, metrics)) return [];
    const own = chosen.get(name);
    if (own !== undefined) return [{ type, name, source, figure: own, chosenBy: "user" }];
    const told = figureToldBy(name);
    const figure = told ?? "requestsPerSecond";
    return [{ type, name, source, figure, chosenBy: told === undefined ? "nothing" : "its name" }];
  });
}

function isServed(type: MetricFigure["type"], name: string, metrics: PlainObject): boolean {
  if (type === "Pods") return Object.hasOwn(mappingAt(metrics, ["pods"]), name);
  return listAt(metrics, [LISTS[type]]).some((one) => textAt(one, ["name"]) === name);
}

/** In words, without a full stop. */
export function figureSentence({ name, figure, chosenBy }: MetricFigure): string {
  const words = WORDS.get(figure) ?? `the ${figure} of requests, in seconds`;
  const reason = { user: "", "its name": ", as its name says", nothing: ", though its name does not say so" }[chosenBy];
  const other = chosenBy === "user" ? "" : `: --metric ${name}=FIGURE takes another`;
  return `the metric ${name} is taken for ${words}${reason}${other}`;
}

/**
 * Tells of metrics whose names say nothing, or another unit than the figure's, and of choices for metrics that there are not.
 * `position`: of the autoscaler's metrics.
 */
export function reportFigures(
  figures: readonly MetricFigure[],
  chosen: ReadonlyMap<string, string>,
  position: SourcePosition | undefined,
  sink: DiagnosticSink,
): void {
  const names = figures.map(({ name }) => name);
  for (const name of chosen.keys()) {
    if (names.includes(name)) continue;
    sink.report({
      code: "unknown-metric",
      severity: "error",
      message: `--metric: the autoscaler asks for no metric ${name} that the load could tell`,
      expected: names.length === 0 ? "none: all that it asks for is served" : `one of ${names.join(", ")}`,
      ...suggestionFor(name, names),
    });
  }
  for (const one of figures) reportFigure(one, position === undefined ? {} : { position }, sink);
}

/** What the user chose is taken as it is. */
function reportFigure(
  { name, figure, chosenBy }: MetricFigure,
  place: { readonly position?: SourcePosition },
  sink: DiagnosticSink,
): void {
  if (chosenBy === "user") return;
  const other = otherUnitOf(name, figure);
  if (other !== undefined) {
    const message = `the metric ${name} is counted in ${other.named}, as its name says; figures of the load are ${other.told}`;
    const expected = `a target in such units, and --metric ${name}=FIGURE: ${FIGURE_EXAMPLES}`;
    sink.report({ code: "other-unit", severity: "error", message, expected, ...place });
  } else if (chosenBy === "nothing") {
    const message = `the metric ${name} is taken for ${WORDS.get(figure)}, though its name does not say so`;
    const expected = `--metric ${name}=FIGURE: ${FIGURE_EXAMPLES}`;
    sink.report({ code: "guessed-metric", severity: "warning", message, expected, ...place });
  }
}

/** Choices as users write them, `NAME=FIGURE`, by the metric's name. */
export function readFigureChoices(texts: readonly string[], sink: DiagnosticSink): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const text of texts) {
    const [, name, figure] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name !== undefined && figure !== undefined && isFigure(figure)) chosen.set(name, figure);
    else {
      const message = `--metric: ${JSON.stringify(text)} is no such value`;
      sink.report({ code: "wrong-value", severity: "error", message, expected: `NAME=FIGURE: ${FIGURE_EXAMPLES}` });
    }
  }
  return chosen;
}

/** `spec.metrics` of the scenario: what it says already, and these beside it. `service`: whose figures they are. */
export function metricsServing(
  figures: readonly MetricFigure[],
  autoscaler: PlainObject,
  service: string,
  metrics: PlainObject,
): PlainObject {
  const served = (type: MetricFigure["type"]) => figures.filter((one) => one.type === type);
  const pods = Object.fromEntries(served("Pods").map(({ name, figure }) => [name, figure]));
  const objects = served("Object").map(({ name, figure, source }) => {
    return { name, ...describedBy(source, autoscaler), figure, service };
  });
  const external = served("External").map(({ name, figure, source }) => ({
    name,
    ...labelsOf(source),
    figure,
    service,
  }));
  return {
    ...metrics,
    ...(Object.keys(pods).length === 0 ? {} : { pods: { ...mappingAt(metrics, ["pods"]), ...pods } }),
    ...(objects.length === 0 ? {} : { objects: [...listAt(metrics, ["objects"]), ...objects] }),
    ...(external.length === 0 ? {} : { external: [...listAt(metrics, ["external"]), ...external] }),
  };
}

function describedBy(source: PlainObject, autoscaler: PlainObject): PlainObject {
  const { kind, name } = mappingAt(source, ["describedObject"]);
  const namespace = textAt(autoscaler, ["metadata", "namespace"]);
  return { object: `${String(kind)}/${String(name)}`, ...(namespace === undefined ? {} : { namespace }) };
}

function labelsOf(source: PlainObject): PlainObject {
  const labels = mappingAt(source, ["metric", "selector", "matchLabels"]);
  return Object.keys(labels).length > 0 ? { labels } : {};
}

// A series out of Prometheus' answer to a range query, as JSON: the answer as a whole, or its data.
// Source: Prometheus' HTTP API, /api/v1/query_range (docs/querying/api.md, v3).

import { isMapping } from "../../../base/mapping.ts";

import { readDocuments, type SourceDocument } from "../../documents/read-documents.ts";
import type { SourceText } from "../../documents/source-text.ts";
import { show } from "../../manifests/show-value.ts";
import type { ProfileReader } from "../load-profile.ts";
import { parseSeriesValue } from "./series-value.ts";
import { SeriesMistakes, type Series } from "./series.ts";

const US_PER_SECOND = 1_000_000;
const RANGE_ANSWER = "the answer of /api/v1/query_range, with resultType matrix";
const POINT = 'a time in seconds and a number as a text, such as [1769903940, "12.5"]';

type Labels = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** The series with these labels; undefined if it could not be read, which is told. */
export function readPrometheusSeries(
  source: SourceText,
  labels: Labels | undefined,
  reader: ProfileReader,
): Series | undefined {
  const [document] = [...readDocuments(source, reader.sink)];
  if (document === undefined) return undefined;
  const result = resultOf(document, reader);
  const chosen = result === undefined ? undefined : chooseSeries(result, labels, source, reader);
  return chosen === undefined ? undefined : readPoints(document, chosen, reader);
}

interface Result {
  readonly list: readonly unknown[];
  readonly path: Path;
}

function resultOf(document: SourceDocument, reader: ProfileReader): Result | undefined {
  const root = isMapping(document.value) ? document.value : {};
  const refuse = (path: Path, message: string) => {
    const position = document.positionOf(path);
    reader.sink.report({ code: "not-a-series", severity: "error", message, position, expected: RANGE_ANSWER });
    return undefined;
  };
  if (root["status"] === "error") return refuse(["error"], `Prometheus answered: ${show(root["error"])}`);
  const [data, path] = isMapping(root["data"]) ? [root["data"], ["data"]] : [root, []];
  const { resultType, result } = data;
  if (resultType !== undefined && resultType !== "matrix") {
    return refuse([...path, "resultType"], `resultType: ${show(resultType)} is no series over time`);
  }
  if (!Array.isArray(result)) return refuse(path, "there is no result");
  return { list: result, path: [...path, "result"] };
}

function labelsOf(entry: unknown): Labels {
  return isMapping(entry) && isMapping(entry["metric"]) ? entry["metric"] : {};
}

function textOf(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : show(value)}`)
    .join(", ")}}`;
}

interface Chosen {
  readonly points: readonly unknown[];
  readonly path: Path;
}

function chooseSeries(
  { list, path }: Result,
  labels: Labels | undefined,
  source: SourceText,
  reader: ProfileReader,
): Chosen | undefined {
  const meant = list.flatMap((entry, index) => (matches(labelsOf(entry), labels ?? {}) ? [index] : []));
  const [index] = meant;
  if (index === undefined || meant.length > 1) {
    const option = labels === undefined ? "file" : "series";
    const what = labels === undefined ? "series" : `series with ${textOf(labels)}`;
    const shown = (index === undefined ? list : meant.map((place) => list[place])).slice(0, 5);
    const message = `${option}: ${source.path} has ${meant.length} ${what}`;
    const expected =
      list.length === 0
        ? "an answer with a series: the query found nothing"
        : `labels of one, under series: ${shown.map((entry) => textOf(labelsOf(entry))).join(" or ")}`;
    reader.report([option], { code: "no-single-series", message, expected });
    return undefined;
  }
  const entry = list[index];
  const points = isMapping(entry) && Array.isArray(entry["values"]) ? entry["values"] : [];
  return { points, path: [...path, index, "values"] };
}

function matches(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value);
}

function readPoints(document: SourceDocument, { points, path }: Chosen, reader: ProfileReader): Series | undefined {
  const mistakes = new SeriesMistakes(reader.sink);
  const timesUs = new Float64Array(points.length);
  const values = new Float64Array(points.length);
  const placeOf = (point: number, what: "time" | "value") =>
    document.positionOf([...path, point, what === "time" ? 0 : 1]);
  for (const [index, point] of points.entries()) {
    const [time, written] = Array.isArray(point) ? (point as readonly unknown[]) : [];
    if (typeof time !== "number" || time < 0 || typeof written !== "string") {
      const message = `${pointText(point)} is no point of a series`;
      mistakes.add(document.positionOf([...path, index]), { code: "wrong-type", message, expected: POINT });
      continue;
    }
    timesUs[index] = Math.round(time * US_PER_SECOND);
    const value = parseSeriesValue("value", written, reader.values);
    if (typeof value === "number") values[index] = value;
    else mistakes.add(placeOf(index, "value"), value);
  }
  mistakes.flush();
  const timeText = (point: number) => String((points[point] as readonly unknown[])[0]);
  return mistakes.hasAny ? undefined : { path: document.source.path, timesUs, values, timeText, placeOf };
}

function pointText(point: unknown): string {
  if (!Array.isArray(point)) return show(point);
  const shown = point.slice(0, 3).map((part) => show(part));
  return `[${shown.join(", ")}${point.length > 3 ? ", …" : ""}]`;
}

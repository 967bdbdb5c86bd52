// What the page's script knows of a sweep, as JSON inside the page: all points with their headline figures, and the runs of as many
// points as a page under a megabyte has room for.

import type { SweepPoint, SweepResult } from "../../../experiment/sweep-result.ts";

import { formatExactCount } from "../../human-numbers.ts";
import { cutMiddle, visibleText } from "../../neutral-text.ts";

import { estimateText, figureTitle } from "../figure-titles.ts";
import { paretoFront } from "../pareto.ts";
import { bestPoint, headlineFigures, type PlacedFigure } from "../sweep-readings.ts";
import { detailData, type DetailData } from "./detail-data.ts";

/** The JSON text, and how many points have their run in it. */
export interface PageData {
  readonly json: string;
  readonly withRun: number;
}

/** Letters that points, and runs, may take. */
const MOST_POINT_LETTERS = 180_000;
const MOST_RUN_LETTERS = 270_000;
const MOST_FIGURES = 10;
const MOST_THRESHOLDS = 20;
const MOST_LEVEL_LETTERS = 60;

/** The data of the page. No text in it can end the element in which it stands. */
export function pageData(result: SweepResult): PageData {
  const figures = figuresInRoom(result);
  const [first] = result.points;
  const thresholds = (first?.thresholds ?? []).slice(0, MOST_THRESHOLDS);
  const { details, count } = detailsInRoom(result);
  const data = {
    hint: "Pick a point in the table above or in a chart: it is marked everywhere, and its run is shown here.",
    without: "The run of this point is not in the page for want of room; it is in sweep.json.",
    factors: result.design.factors.map(({ name, levels }) => [
      shortText(name),
      levels.map((level) => shortText(level)),
    ]),
    figures: figures.map(({ figure }) => figureTitle(figure)),
    thresholds: thresholds.map(({ threshold }) => visibleText(threshold)),
    points: result.points.map((point) => pointData(result, point, figures, thresholds.length)),
    details,
  };
  return { json: scriptSafe(JSON.stringify(data)), withRun: count };
}

function shortText(text: string): string {
  return visibleText(cutMiddle(text, MOST_LEVEL_LETTERS));
}

/** As many headline figures as fit if there are very many points. */
function figuresInRoom(result: SweepResult): readonly PlacedFigure[] {
  const fits = Math.floor(MOST_POINT_LETTERS / Math.max(1, result.points.length) / 20);
  return headlineFigures(result).slice(0, Math.max(1, Math.min(MOST_FIGURES, fits)));
}

function pointData(result: SweepResult, point: SweepPoint, figures: readonly PlacedFigure[], thresholds: number) {
  return {
    levels: result.design.points[point.index]!.levels,
    outcome: point.outcome,
    figures: figures.map(({ column, figure }) => estimateText(point.estimates[column] ?? null, figure.unit)),
    thresholds: point.thresholds
      .slice(0, thresholds)
      .map(({ outcome, observed, unit }) => `${outcome}: ${estimateText(observed, unit)}`),
  };
}

/** The runs of the points that are looked at first, as long as there is room. */
function detailsInRoom(result: SweepResult): { readonly details: Record<number, DetailData>; readonly count: number } {
  const details: Record<number, DetailData> = {};
  let [letters, count] = [0, 0];
  for (const index of byInterest(result)) {
    const { detail } = result.points[index]!;
    if (detail === null) continue;
    const data = detailData(detail);
    letters += JSON.stringify(data).length;
    if (letters > MOST_RUN_LETTERS) break;
    details[index] = data;
    count += 1;
  }
  return { details, count };
}

/** Points that no other beats, the best of each figure, then all others, spread evenly over the design. */
export function byInterest(result: SweepResult): readonly number[] {
  const best = headlineFigures(result).flatMap((figure) => bestPoint(result, figure)?.index ?? []);
  const front = result.points.length > 1 ? (paretoFront(result)?.front ?? []) : [];
  return [...new Set([...best, ...front, ...spread(result.points.length)])];
}

/** All numbers below `count`, in steps that get finer: 0, the middle, the quarters … */
function spread(count: number): readonly number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (let parts = 1; seen.size < count; parts *= 2) {
    for (let part = 0; part < parts; part += 1) {
      const index = Math.min(count - 1, Math.floor((part * count) / parts));
      if (!seen.has(index)) order.push(index);
      seen.add(index);
    }
    if (parts >= count) for (let index = 0; index < count; index += 1) if (!seen.has(index)) order.push(index);
    if (parts >= count) break;
  }
  return order;
}

/** How many runs the page has, as a sentence; undefined if it has all. */
export function missingRuns({ points }: SweepResult, { withRun }: PageData): string | undefined {
  const all = points.filter(({ detail }) => detail !== null).length;
  if (withRun === all) return undefined;
  return (
    `The page has room for the runs of ${formatExactCount(withRun)} of ${formatExactCount(all)} points: the best ones, those that ` +
    "no other beats, and others spread over the design. All are in sweep.json."
  );
}

/** JSON in which no `<` stands, so that no `</script` can. */
function scriptSafe(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

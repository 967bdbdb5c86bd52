// The comparison as text: a Markdown table for people, a CSV for everybody else.

import { ordersOf, TABLE_STEPS, TOLERANCE_POINTS, type ComparedCell } from "./comparison.ts";
import { LAST_PERCENT } from "./replay.ts";

const BEGIN = "<!-- atc23 -->";
const END = "<!-- /atc23 -->";

/** One row a list: ours, the published mean, and the difference, for each policy; then what disagrees. */
export function markdownTable(cells: readonly ComparedCell[]): string {
  const titles = [...new Map(cells.map(({ policy }) => [policy.published, policy.title])).values()];
  const lists = [...new Set(cells.map(({ list }) => list))];
  const rows = lists.map((list) => {
    const ofList = titles.map((title) => cells.find((cell) => cell.list === list && cell.policy.title === title));
    return [list, ...ofList.map((cell) => (cell === undefined ? "" : cellText(cell)))];
  });
  return [...aligned([["list", ...titles], ...rows]), "", ...remarks(cells), ""].join("\n");
}

/** Columns as wide as their widest cell, with a line under the heading. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const [heading, ...others] = rows.map(line);
  return [heading!, line(widths.map((width) => "-".repeat(width))), ...others];
}

function cellText({ means, published, differencePoints }: ComparedCell): string {
  const ours = means.allocatedPercent[LAST_PERCENT]?.toFixed(2) ?? "";
  const known = published?.allocatedPercent.get(LAST_PERCENT);
  if (known === undefined || differencePoints === undefined) return ours;
  return `${ours} / ${known.toFixed(2)} (${signed(differencePoints)})`;
}

function signed(points: number): string {
  return `${points < 0 ? "-" : "+"}${Math.abs(points).toFixed(2)}`;
}

/** A page with the table in the place of the one between its marks. */
export function withTable(page: string, table: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`the page has no ${BEGIN} … ${END}`);
  return `${page.slice(0, before + BEGIN.length)}\n\n${table}\n${page.slice(after)}`;
}

/** How close the figures are, which ones are not, and whether the policies stand in the same order. */
function remarks(cells: readonly ComparedCell[]): readonly string[] {
  const compared = cells.filter(({ differencePoints }) => differencePoints !== undefined);
  if (compared.length === 0) return [];
  const far = compared.filter(({ differencePoints }) => Math.abs(differencePoints!) > TOLERANCE_POINTS);
  const largest = compared.reduce((most, { differencePoints }) => Math.max(most, Math.abs(differencePoints!)), 0);
  const orders = ordersOf(cells);
  const other = orders.filter(({ ours, published }) => ours.join() !== published.join());
  return [
    `${compared.length - far.length} of ${compared.length} means lie within ${TOLERANCE_POINTS} percentage points of the ` +
      `published one; the largest difference is ${largest.toFixed(2)}.`,
    `The policies come in the published order in ${orders.length - other.length} of ${orders.length} lists.`,
    ...other.map(
      ({ list, ours, published }) => `${list}: ${ours.join(" < ")} here, ${published.join(" < ")} published.`,
    ),
  ];
}

/** One line a list and policy: our means by step, the published ones, deviations, fragments. */
export function csvTable(cells: readonly ComparedCell[]): string {
  const header = [
    "list",
    "policy",
    "seeds",
    ...TABLE_STEPS.map((step) => `allocated_percent_at_${step}`),
    "sample_sd_at_end",
    ...TABLE_STEPS.map((step) => `published_allocated_percent_at_${step}`),
    "published_sample_sd_at_end",
    "difference_points_at_end",
    ...TABLE_STEPS.map((step) => `fragmented_percent_of_gpus_at_${step}`),
    ...TABLE_STEPS.map((step) => `fragmented_percent_of_idle_at_${step}`),
  ];
  const lines = cells.map(({ list, policy, seeds, means, sampleSd, published, differencePoints }) => [
    list,
    policy.title,
    String(seeds),
    ...TABLE_STEPS.map((step) => decimals(means.allocatedPercent[step])),
    decimals(sampleSd),
    ...TABLE_STEPS.map((step) => decimals(published?.allocatedPercent.get(step))),
    decimals(published?.sampleSd),
    decimals(differencePoints),
    ...TABLE_STEPS.map((step) => decimals(means.fragmentedPercent[step])),
    ...TABLE_STEPS.map((step) => decimals(means.fragmentedPercentOfIdle[step])),
  ]);
  return [header, ...lines].map((line) => `${line.join(",")}\n`).join("");
}

function decimals(value: number | undefined | null): string {
  return value === undefined || value === null ? "" : value.toFixed(3);
}

// The page of a sweep: verdict, all points, what matters, charts, trust, how to repeat it. One file; what is picked is marked everywhere.

import { BACKTEST_SECTION } from "../../backtest/backtest-section.ts";
import { COMPARISON_SECTION } from "../../comparison/comparison-section.ts";
import { framedPage } from "../../html/page-frame.ts";
import { sectionMarkup, type PageSection } from "../../html/page-section.ts";
import { LINE_SECTION } from "../../line/line-section.ts";

import type { SweepMaterial } from "../sweep-material.ts";
import { sweepOutcome } from "../sweep-readings.ts";
import { CHARTS_SECTION } from "./charts-section.ts";
import { MATTER_SECTION } from "./matter-section.ts";
import { PICKED_SECTION, POINTS_SECTION } from "./points-section.ts";
import { SWEEP_REPRODUCE_SECTION } from "./reproduce-section.ts";
import { SWEEP_TRUST_SECTION } from "./trust-section.ts";
import { sweepVerdictSection } from "./verdict-section.ts";

const SECTIONS: readonly PageSection<SweepMaterial>[] = [
  POINTS_SECTION,
  PICKED_SECTION,
  MATTER_SECTION,
  CHARTS_SECTION,
  SWEEP_TRUST_SECTION,
  SWEEP_REPRODUCE_SECTION,
];

/** The charts of a backtest say more than its points do. */
function sectionsOf(result: SweepMaterial["result"]): readonly PageSection<SweepMaterial>[] {
  if (result.backtest === undefined) return [...answersOf(result), ...SECTIONS];
  return [...answersOf(result), CHARTS_SECTION, ...SECTIONS.filter((section) => section !== CHARTS_SECTION)];
}

/** What the runs were made for, if it was more than to be looked at. */
function answersOf({ comparison, line, backtest }: SweepMaterial["result"]): readonly PageSection<SweepMaterial>[] {
  return [
    ...(backtest === undefined ? [] : [BACKTEST_SECTION]),
    ...(line === null ? [] : [LINE_SECTION]),
    ...(comparison === null ? [] : [COMPARISON_SECTION]),
  ];
}

function aboutOf({ line, comparison, backtest }: SweepMaterial["result"]): string {
  if (backtest !== undefined) return "autoscaler backtest";
  if (line !== null) return "line";
  return comparison === null ? "sweep report" : "comparison";
}

/** The whole file. */
export function sweepPage(material: SweepMaterial): string {
  const { result, style, script } = material;
  const sections = sectionsOf(result);
  return framedPage({
    about: aboutOf(result),
    name: result.scenario.name,
    description: result.scenario.description,
    outcome: sweepOutcome(result),
    plimsoll: result.plimsoll,
    kubernetes: result.kubernetes,
    style,
    script,
    contents: [{ id: "verdict", title: "Verdict" }, ...sections],
    main: [sweepVerdictSection(material), " ", sections.map((section) => sectionMarkup(section, material))],
  });
}

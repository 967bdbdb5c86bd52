// The page of a run: its sections in the order in which a planner asks.

import type { SimulationResult } from "../../simulation/result.ts";

import { hasLoad, LOAD_SECTION } from "../load/load-section.ts";
import { AVAILABILITY_SECTION, hasAvailability } from "../motion/availability-section.ts";
import { HAPPENINGS_SECTION, hasHappenings } from "../motion/happenings-section.ts";
import { hasJobs, JOBS_SECTION } from "../motion/jobs-section.ts";
import type { ReportMaterial } from "../report-material.ts";

import { FAILURES_SECTION } from "./failures-section.ts";
import { LATENCY_SECTION } from "./latency-section.ts";
import { LIMITS_SECTION } from "./limits-section.ts";
import { framedPage } from "./page-frame.ts";
import { sectionMarkup, type PageSection } from "./page-section.ts";
import { REPRODUCE_SECTION } from "./reproduce-section.ts";
import { TRUST_SECTION } from "./trust-section.ts";
import { UTILISATION_SECTION } from "./utilisation-section.ts";
import { verdictSection } from "./verdict-section.ts";

/** After the verdict, in the order in which a planner asks. */
function sectionsOf(result: SimulationResult): readonly PageSection[] {
  return [
    LIMITS_SECTION,
    ...(hasLoad(result) ? [LOAD_SECTION] : []),
    ...(hasAvailability(result) ? [AVAILABILITY_SECTION] : []),
    ...(hasJobs(result) ? [JOBS_SECTION] : []),
    ...(hasHappenings(result) ? [HAPPENINGS_SECTION] : []),
    LATENCY_SECTION,
    UTILISATION_SECTION,
    FAILURES_SECTION,
    TRUST_SECTION,
    REPRODUCE_SECTION,
  ];
}

/** The whole file. */
export function reportPage(material: ReportMaterial): string {
  const { result, style } = material;
  const sections = sectionsOf(result);
  return framedPage({
    about: "run report",
    name: result.scenario.name,
    description: result.scenario.description,
    outcome: result.verdict.outcome,
    plimsoll: result.plimsoll,
    kubernetes: result.kubernetes,
    style,
    script: null,
    contents: [{ id: "verdict", title: "Verdict" }, ...sections],
    main: [verdictSection(material), " ", sections.map((section) => sectionMarkup(section, material))],
  });
}

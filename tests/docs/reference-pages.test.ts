// Pages that list what the program knows must list all of it: fields, coefficients, kinds, codes.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../../src/components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { KNOWN_KINDS } from "../../src/environment/manifests/kinds.ts";
import { ARRIVES_AT, RUNS_FOR } from "../../src/environment/manifests/metadata.ts";
import { METRIC_NAMES } from "../../src/metrics/metric-names.ts";
import { BEHAVIOUR_ANNOTATIONS } from "../../src/model/kubelet/container-behaviour.ts";
import { scenarioJsonSchema } from "../../src/scenario/json-schema.ts";
import { POOL_LABEL } from "../../src/scenario/node-pools.ts";
import { fieldRows } from "./scenario-fields.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));

/** The rows of the page's tables, with the cells' padding taken away. */
function rowsOf(page: string): readonly string[] {
  const lines = readFileSync(`${TOP}docs/manual/${page}`, "utf8").split("\n");
  return lines.filter((line) => line.startsWith("| `")).map((line) => line.replace(/ +\|/g, " |"));
}

function firstCells(page: string): readonly string[] {
  return rowsOf(page).map((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? row);
}

describe("scenario-reference.md", () => {
  const rows = rowsOf("scenario-reference.md");

  it("has the row of each field, as the schema describes it, and of no other", () => {
    const fields = fieldRows(scenarioJsonSchema());
    expect(fields.filter((row) => !rows.includes(row))).toEqual([]);
    const written = rows.filter((row) => /^\| `(?:apiVersion|kind|metadata|spec)\b/.test(row));
    expect(written.filter((row) => !fields.includes(row))).toEqual([]);
    expect(fields.length).toBeGreaterThan(35);
  });

  it("has the row of each coefficient with the value in force, and of no other", () => {
    const known = [...SCHEDULER_COEFFICIENTS, ...KUBELET_COEFFICIENTS];
    const wanted = known.map(({ name, value, unit }) => `| \`${name}\` | ${value} | ${unit} |`);
    const written = rows.filter((row) => /^\| `(?:scheduler|kubelet)\./.test(row));
    expect([...written].sort()).toEqual([...wanted].sort());
  });

  it("has the row of each metric that a threshold may name, and of no other", () => {
    const shown = (labels: readonly string[]): string => labels.map((label) => `\`${label}\``).join(", ") || "none";
    const wanted = METRIC_NAMES.map(({ name, kind, labels }) => `| \`${name}\` | ${kind} | ${shown(labels)} |`);
    const written = rows.filter((row) => /^\| `\w+_\w+` /.test(row));
    expect([...written].sort()).toEqual([...wanted].sort());
  });

  it("names each kind that is read, and plimsoll's own labels and annotations", () => {
    const page = readFileSync(`${TOP}docs/manual/scenario-reference.md`, "utf8");
    const read = [...KNOWN_KINDS].filter(([, { what }]) => what.use === "read").map(([kind]) => kind);
    expect([...read, ARRIVES_AT, RUNS_FOR, POOL_LABEL].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("container-behaviour.md", () => {
  it("has the row of each annotation about containers, and of no other", () => {
    expect(firstCells("container-behaviour.md").toSorted()).toEqual([...BEHAVIOUR_ANNOTATIONS].toSorted());
  });
});

describe("bad-input.md", () => {
  it("has a row for each code of a diagnostic, and for no other", () => {
    const paths = readdirSync(`${TOP}src`, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ts"),
    );
    const texts = paths.map((path) => readFileSync(`${TOP}src/${path}`, "utf8"));
    const literal =
      /\bcode: (?:[^,"\n]*\? )?"([a-z0-9-]+)"(?: : "([a-z0-9-]+)")?|#(?:note|refuse)\([^"`]*"([a-z0-9-]+)"/g;
    const captured = texts.flatMap((text) => Array.from(text.matchAll(literal), (match) => match.slice(1))).flat();
    const found = new Set(captured.filter((code) => typeof code === "string" && code.includes("-")));
    const documented = firstCells("bad-input.md");
    expect([...found].filter((code) => !documented.includes(code))).toEqual([]);
    expect(documented.filter((code) => !texts.some((text) => text.includes(`"${code}"`)))).toEqual([]);
    expect(documented.length).toBeGreaterThan(45);
  });
});

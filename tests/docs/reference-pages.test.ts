// Pages that list what the program knows must list all of it: fields, coefficients, kinds, codes.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { COEFFICIENTS as API_COEFFICIENTS } from "../../src/components/api-server/coefficients.ts";
import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../../src/components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { ACTION_START_OPTIONS } from "../../src/environment/actions/action-options.ts";
import { ACTIONS } from "../../src/environment/actions/actions.ts";
import { COMMON_OPTIONS } from "../../src/environment/faults/fault-options.ts";
import { FAULTS } from "../../src/environment/faults/faults.ts";
import { KNOWN_KINDS } from "../../src/environment/manifests/kinds.ts";
import { ARRIVES_AT, RUNS_FOR } from "../../src/environment/manifests/metadata.ts";
import { LOAD_PROFILES } from "../../src/environment/load/load-profiles.ts";
import { REQUEST_RATES } from "../../src/environment/load/profile-options.ts";
import { NODE_TARGET_OPTIONS } from "../../src/environment/node-target.ts";
import { METRIC_NAMES } from "../../src/metrics/metric-names.ts";
import { BEHAVIOUR_ANNOTATIONS } from "../../src/model/kubelet/container-behaviour.ts";
import { scenarioJsonSchema, type JsonSchema } from "../../src/scenario/json-schema.ts";
import { POOL_LABEL } from "../../src/scenario/node-pools.ts";
import { entryRows, fieldRows, kindRows } from "./scenario-fields.ts";

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
    const known = [...SCHEDULER_COEFFICIENTS, ...API_COEFFICIENTS, ...KUBELET_COEFFICIENTS];
    const wanted = known.map(({ name, value, unit }) => `| \`${name}\` | ${value} | ${unit} |`);
    const written = rows.filter((row) => /^\| `(?:scheduler|kubelet|apiServer|etcd)\./.test(row));
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

describe("the pages of faults, actions and load", () => {
  const shapeOf = (shape: Readonly<Record<string, z.ZodType>>): JsonSchema =>
    z.toJSONSchema(z.strictObject(shape)) as JsonSchema;
  const rowsOfKinds = (
    kinds: readonly { readonly name: string; readonly options: z.ZodObject }[],
    alike: readonly string[],
  ) =>
    kinds.flatMap(({ name, options }) => {
      const own = Object.entries(options.shape as Readonly<Record<string, z.ZodType>>).filter(
        ([field]) => !alike.includes(field),
      );
      return kindRows(shapeOf(Object.fromEntries(own)), name);
    });

  it("have the row of each field of a fault, those of all kinds once", () => {
    const rows = rowsOf("faults.md");
    const wanted = [...kindRows(shapeOf(COMMON_OPTIONS), ""), ...rowsOfKinds(FAULTS, Object.keys(COMMON_OPTIONS))];
    expect(wanted.filter((row) => !rows.includes(row))).toEqual([]);
  });

  it("have the row of each field of a service under load, and of each profile", () => {
    const rows = rowsOf("load.md");
    const profiles = LOAD_PROFILES.map(({ name, options }) => ({ name, options: options(REQUEST_RATES) }));
    const wanted = [...entryRows(scenarioJsonSchema(), "load"), ...rowsOfKinds(profiles, [])];
    expect(wanted.filter((row) => !rows.includes(row))).toEqual([]);
  });

  it("have the row of each field of an action, those of all kinds and of nodes once", () => {
    const rows = rowsOf("actions.md");
    const alike = { ...ACTION_START_OPTIONS, ...NODE_TARGET_OPTIONS };
    const wanted = [...kindRows(shapeOf(alike), ""), ...rowsOfKinds(ACTIONS, Object.keys(NODE_TARGET_OPTIONS))];
    expect(wanted.filter((row) => !rows.includes(row))).toEqual([]);
  });
});

describe("bad-input.md", () => {
  it("has a row for each code of a diagnostic, and for no other", () => {
    // Components tell users nothing: their refusals are the API server's answers to one another.
    const paths = readdirSync(`${TOP}src`, { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith(".ts") && !path.startsWith("components/"),
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

// The columns of a design.

import { describe, expect, it } from "vitest";

import { columnsOf } from "../../../src/experiment/design/factors.ts";
import { betweenAxis, listedAxis, madeOptions } from "./made-options.ts";

describe("the columns of a design", () => {
  it("have the listed levels in their order, those that are used", () => {
    const options = madeOptions({ axes: [listedAxis("a", 9, 1, 5)] });
    const rows = [5, 9, 5].map((value) => [{ path: "a", value }]);
    expect(columnsOf(options, rows)).toEqual([
      { factor: { name: "a", paths: ["a"], levels: ["9", "5"], isNumeric: true }, levelOf: [1, 0, 1] },
    ]);
  });

  it("have drawn levels by size, with units too", () => {
    const options = madeOptions({ axes: [betweenAxis("a", 1, 99)] });
    const levelsOf = (...values: readonly unknown[]) =>
      columnsOf(
        options,
        values.map((value) => [{ path: "a", value }]),
      )[0]!;
    expect(levelsOf(30, 4, 12)).toMatchObject({ factor: { levels: ["4", "12", "30"] }, levelOf: [2, 0, 1] });
    expect(levelsOf("30Gi", "4Gi")).toMatchObject({ factor: { levels: ["4Gi", "30Gi"], isNumeric: false } });
  });

  it("have the scenario's own value where a point sets nothing", () => {
    const listed = [[{ path: "a", value: 2 }], [{ path: "b", value: "x" }]];
    const asItIs = new Map<string, unknown>([
      ["a", 7],
      ["b", null],
    ]);
    const columns = columnsOf(madeOptions({ design: "list", listed, asItIs }), listed);
    expect(columns.map(({ factor: { levels } }) => levels)).toEqual([
      ["2", "7"],
      ["default", "x"],
    ]);
  });

  it("are one for nested parameters of the same name", () => {
    const options = madeOptions({
      axes: [listedAxis("a", 1, 2)],
      nested: [
        { when: [{ path: "a", value: 1 }], axes: [listedAxis("n", "x")] },
        { when: [{ path: "a", value: 2 }], axes: [listedAxis("n", "y")] },
      ],
    });
    const rows = [
      [
        { path: "a", value: 1 },
        { path: "n", value: "x" },
      ],
      [
        { path: "a", value: 2 },
        { path: "n", value: "y" },
      ],
    ];
    expect(columnsOf(options, rows).map(({ factor: { name, levels } }) => [name, ...levels])).toEqual([
      ["a", "1", "2"],
      ["n", "x", "y"],
    ]);
  });

  it("join the texts of a pair", () => {
    const levels = [
      ["policies/fgd.yaml", "name"],
      ["policies/best-fit.yaml", null],
    ];
    const axis = { name: "policy", paths: ["c", "t"], values: { kind: "listed", levels } } as const;
    const rows = levels.map(([configuration, ties]) => [
      { path: "c", value: configuration },
      { path: "t", value: ties },
    ]);
    expect(columnsOf(madeOptions({ axes: [axis] }), rows)[0]?.factor).toEqual({
      name: "policy",
      paths: ["c", "t"],
      levels: ["fgd + name", "best-fit + default"],
      isNumeric: false,
    });
    const named = { ...axis, levelNames: ["FGD", "best fit"] };
    const [column] = columnsOf(madeOptions({ axes: [named] }), rows.toReversed());
    expect(column).toMatchObject({ factor: { levels: ["FGD", "best fit"] }, levelOf: [1, 0] });
  });
});

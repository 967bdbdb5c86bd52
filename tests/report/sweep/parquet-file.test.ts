// The runs of a sweep as Parquet, read back by another library than wrote it.

import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";

import { sweepParquet } from "../../../src/report/sweep/parquet-file.ts";

import { brokenSweep, madeSweep } from "./made-sweep.ts";

function fileOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}

describe("runs as Parquet", () => {
  it("have one row a figure of a run, with levels and seeds", async () => {
    const rows = await parquetReadObjects({ file: fileOf(sweepParquet(madeSweep())) });
    expect(rows).toHaveLength(60 * 7);
    expect(rows[1]).toMatchObject({
      point: 0,
      "factor nodePools[general].count": 8,
      "factor policy": "default",
      replication: 0,
      seed: "1",
      status: "finished",
      metric: "scheduler_pod_scheduling_sli_duration_seconds",
      figure: "p(50)",
      unit: "seconds",
      value: madeSweep().runs[0]!.values[1],
    });
  });

  it("have types", () => {
    const { schema } = parquetMetadata(fileOf(sweepParquet(madeSweep())));
    const types = Object.fromEntries(schema.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      point: "INT32",
      "factor nodePools[general].count": "DOUBLE",
      "factor policy": "BYTE_ARRAY",
      value: "DOUBLE",
    });
  });

  it("have one row for a run that failed, with its reason", async () => {
    const rows = await parquetReadObjects({ file: fileOf(sweepParquet(brokenSweep())) });
    const failed = rows.filter(({ status }) => status === "failed");
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ reason: "the worker ran out of memory twice", metric: null, value: null });
  });

  it("are the same bytes again", () => {
    expect(sweepParquet(madeSweep())).toEqual(sweepParquet(madeSweep()));
  });

  it("can be none", async () => {
    const empty = { ...madeSweep(), runs: [] };
    expect(await parquetReadObjects({ file: fileOf(sweepParquet(empty)) })).toEqual([]);
  });
});

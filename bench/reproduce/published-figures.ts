// The published table: mean allocation of each list and policy. Origin: published/README.md.

import { readFileSync } from "node:fs";

/** One list under one policy. */
export interface PublishedFigure {
  readonly list: string;
  /** As the published files name it. */
  readonly policy: string;
  /** Percent of all GPUs by percent offered, as far as published. */
  readonly allocatedPercent: ReadonlyMap<number, number>;
  /** Between the ten seeds, at the last step. */
  readonly sampleSd: number | undefined;
}

const FILE = new URL("published/atc23-allocation.csv", import.meta.url);
const STEP = /^\d+$/;

export function readPublishedFigures(): readonly PublishedFigure[] {
  const [header = "", ...lines] = readFileSync(FILE, "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const steps = names.flatMap((name, column) =>
      STEP.test(name) && cells[column] !== "" ? [[Number(name), Number(cells[column])] as const] : [],
    );
    const sd = cells.at(-1)!;
    return {
      list: cells[0]!,
      policy: cells[1]!,
      allocatedPercent: new Map(steps),
      sampleSd: sd === "" ? undefined : Number(sd),
    };
  });
}

// The first line of a journal: which experiment its runs belong to. Whoever goes on with a journal must be running the same one,
// or its figures would be of two different things.

import { Fingerprint } from "../../base/hash.ts";
import { PLIMSOLL_VERSION } from "../../base/version.ts";

import type { PlanInput } from "../../scenario/plan.ts";

import type { Design } from "../design/point.ts";

export interface JournalHeader {
  readonly kind: "plimsoll-journal";
  /** Of the journal itself. */
  readonly format: 1;
  readonly plimsoll: string;
  readonly seed: string;
  /** A digest of what each point assigns. */
  readonly design: string;
  /** Every file that any point reads, the scenario first. */
  readonly inputs: readonly PlanInput[];
}

/** `inputs`: those of all points; the same file may stand there several times. */
export function journalHeader(design: Design, seed: string, inputs: readonly PlanInput[]): JournalHeader {
  const digest = new Fingerprint();
  digest.addText(JSON.stringify(design.points.map(({ scenarioPath, assignments }) => [scenarioPath, assignments])));
  const distinct = new Map(inputs.map((input) => [input.path, input]));
  return {
    kind: "plimsoll-journal",
    format: 1,
    plimsoll: PLIMSOLL_VERSION,
    seed,
    design: digest.hex(),
    inputs: [...distinct.values()],
  };
}

/** What has changed since the journal was begun, one sentence without a full stop for each; empty if nothing has. */
export function changesSince(begun: JournalHeader, now: JournalHeader): readonly string[] {
  return [
    ...(begun.plimsoll === now.plimsoll
      ? []
      : [`it was begun by plimsoll ${begun.plimsoll}, and this is ${now.plimsoll}`]),
    ...changedInputs(begun.inputs, now.inputs),
    ...(begun.design === now.design ? [] : ["its points were others: what is varied has changed"]),
    ...(begun.seed === now.seed ? [] : [`its seed was ${begun.seed}, and now is ${now.seed}`]),
  ];
}

function changedInputs(begun: readonly PlanInput[], now: readonly PlanInput[]): readonly string[] {
  const hashes = (inputs: readonly PlanInput[]): string => inputs.map(({ sha256 }) => sha256).join();
  // The same files by other names, from another directory, are the same files.
  if (hashes(begun) === hashes(now)) return [];
  const before = new Map(begun.map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(now.map(({ path, sha256 }) => [path, sha256]));
  return [
    ...now
      .filter(({ path, sha256 }) => before.has(path) && before.get(path) !== sha256)
      .map(({ path }) => `${path} has changed`),
    ...now.filter(({ path }) => !before.has(path)).map(({ path }) => `${path} was not read then`),
    ...begun.filter(({ path }) => !after.has(path)).map(({ path }) => `${path} is no longer read`),
  ];
}

export function isJournalHeader(content: unknown): content is JournalHeader {
  return typeof content === "object" && content !== null && "kind" in content && content.kind === "plimsoll-journal";
}

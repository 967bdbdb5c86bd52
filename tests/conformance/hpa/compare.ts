// How what the controller did is compared with a record: as JSON after a round trip through the API, empty as absent.

import type { SavedMemory } from "../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import type { Difference } from "../family.ts";
import type { RecordedMemory } from "./record.ts";

/** Fields of a sync or of its end, by name. */
export type Fields = Readonly<Record<string, unknown>>;

export function differencesOf(name: string, step: number, expected: Fields, actual: Fields): readonly Difference[] {
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...fields].flatMap((field) => {
    const wanted = stable(expected[field]);
    const got = stable(actual[field]);
    return wanted === got ? [] : [{ case: name, step, field, expected: wanted, actual: got }];
  });
}

/** JSON with sorted keys; what is empty, or 0 where the API leaves that out, is absent. */
function stable(value: unknown): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([key, one]) => !isEmpty(one) && !(key === "currentReplicas" && one === 0))
            .toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** As records have it. */
export function recordedMemory({ recommendations, scaleUpEvents, scaleDownEvents }: SavedMemory): RecordedMemory {
  const events = (list: SavedMemory["scaleUpEvents"]) =>
    list.map(({ change, atUs, isOutdated }) => ({ change, atUs, ...(isOutdated ? { outdated: true } : {}) }));
  return {
    recommendations,
    scaleUpEvents: events(scaleUpEvents),
    scaleDownEvents: events(scaleDownEvents),
  };
}

/** The names of autoscalers that act on the same pods come in any order. */
export function withSortedNames(message: string): string {
  return message.replace(/(multiple HPAs: )\[(.*)\]/, (_all, words: string, names: string) => {
    return `${words}[${names.split(" ").toSorted().join(" ")}]`;
  });
}

export function savedMemory({
  recommendations = [],
  scaleUpEvents = [],
  scaleDownEvents = [],
}: RecordedMemory): SavedMemory {
  const events = (list: NonNullable<RecordedMemory["scaleUpEvents"]>) =>
    list.map(({ change = 0, atUs, outdated = false }) => ({ change, atUs, isOutdated: outdated }));
  return {
    recommendations: recommendations.map(({ replicas = 0, atUs }) => ({ replicas, atUs })),
    scaleUpEvents: events(scaleUpEvents),
    scaleDownEvents: events(scaleDownEvents),
  };
}

// Extenders of a test's own, and what they were asked.

import type { Extender, ExtenderAnswer } from "../../../src/scheduling/framework/extender.ts";
import { node } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

export interface Question {
  readonly verb: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An extender that answers all its verbs with what `answer` gives; it is sent names only. */
export function answering(
  answer: (question: Question) => unknown,
  traits: Partial<Extender> = {},
): { readonly extender: Extender; readonly asked: readonly Question[] } {
  const asked: Question[] = [];
  const extender: Extender = {
    name: "http://extender",
    filterVerb: "filter",
    prioritizeVerb: "prioritize",
    preemptVerb: "preempt",
    bindVerb: "",
    weight: 1,
    nodeCacheCapable: true,
    ignorable: false,
    managedResources: new Set(),
    send(verb, args): ExtenderAnswer {
      asked.push({ verb, args });
      return { kind: "answered", body: answer({ verb, args }) };
    },
    ...traits,
  };
  return { extender, asked };
}

/** One that fails, whatever it is asked. */
export function failing(traits: Partial<Extender> = {}): Extender {
  return { ...answering(() => undefined).extender, send: () => ({ kind: "failed", error: "out of order" }), ...traits };
}

/** Nodes n0, n1 and so on, whose numbers are those of their names. */
export function clusterOf(nodes: number): SmallCluster {
  return new SmallCluster(Array.from({ length: nodes }, (_, index) => node(`n${index}`, { cpu: "4" })));
}

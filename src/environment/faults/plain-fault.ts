// Faults that do one thing to their nodes, and take it back when they are over.

import type { Fault, FaultPorts } from "./fault.ts";
import type { Trouble } from "./node-troubles.ts";

const END = 1;

/** The same trouble for each node, as long as the occurrence lasts and `longerUs` more. */
export function plainFault(trouble: Trouble, { troubles }: Pick<FaultPorts, "troubles">, longerUs = 0): Fault {
  return {
    step: ({ nodes, key, lastsUs }, step, nowUs) => {
      if (step === END) {
        for (const node of nodes) troubles.end(node, key);
        return { kind: "done" };
      }
      for (const node of nodes) troubles.begin(node, key, trouble);
      return { kind: "next", step: END, atUs: lastsUs === null ? null : nowUs + lastsUs + longerUs };
    },
  };
}

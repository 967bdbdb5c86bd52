// The kinds of events of one engine, as columns by kind number: name, phase, what to do, and whether such an
// event keeps a run going. Knows nothing of when events happen.

import { Fingerprint } from "../base/hash.ts";
import { invariant } from "../base/invariant.ts";

import { PHASES, type Phase } from "./phases.ts";

/** The number of a kind that was defined on an engine. */
export type EventKind = number & { readonly [kindBrand]: true };
declare const kindBrand: unique symbol;

/** What happens: gets the two numbers that the event was scheduled with. */
export type EventHandler = (first: number, second: number) => void;

/** Definitions of kinds; entry i of each column belongs to kind i. */
export class EventKinds {
  readonly names: string[] = [];
  readonly phaseIndexes: number[] = [];
  readonly handlers: EventHandler[] = [];
  /** 1 for a kind whose pending events keep a run going, 0 for a background kind. */
  readonly foreground: number[] = [];
  /** What stands for the kind in a fingerprint: depends on its name, not on the order of definition. */
  readonly nameHashes: number[] = [];

  define(name: string, phase: Phase, foreground: 0 | 1, handler: EventHandler): EventKind {
    invariant(!this.names.includes(name), "each kind of event has a name of its own", { name });
    const fingerprint = new Fingerprint();
    fingerprint.addText(name);
    this.phaseIndexes.push(PHASES.indexOf(phase));
    this.handlers.push(handler);
    this.foreground.push(foreground);
    this.nameHashes.push(fingerprint.words()[0]);
    return (this.names.push(name) - 1) as EventKind;
  }
}

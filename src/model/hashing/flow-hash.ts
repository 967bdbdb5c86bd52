// The hash of a flow of requests, by which priority and fairness deals its queues.
// Imitates hashFlowID of staging apiserver pkg/util/flowcontrol/apf_controller.go, v1.36.

import { sha256 } from "./sha256.ts";

/** 64 bits, from the name of the FlowSchema and what tells flows apart in it: a user, a namespace, or nothing. */
export function flowHash(flowSchema: string, distinguisher: string): bigint {
  const digest = sha256(new TextEncoder().encode(`${flowSchema}\u0000${distinguisher}`));
  return new DataView(digest.buffer).getBigUint64(0, true);
}

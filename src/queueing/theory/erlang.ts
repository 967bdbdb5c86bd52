// Erlang's two formulas (A. K. Erlang, 1917; Kleinrock, Queueing Systems, vol. 1, 1975, 3.4 and 3.6): what a group of alike servers
// loses, and how often one waits for it. By recursion over the servers, which neither overflows nor cancels.

import { invariant } from "../../base/invariant.ts";

/** Erlang's loss formula: the share of arrivals that find all `servers` busy and go away; `offered` is rate times mean service. */
export function erlangB(offered: number, servers: number): number {
  invariant(offered >= 0 && servers >= 0, "load and servers are not negative", { offered, servers });
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (offered * blocked) / (count + offered * blocked);
  return blocked;
}

/** Erlang's delay formula: the share of arrivals that must wait where all may; 1 from a full load on. */
export function erlangC(offered: number, servers: number): number {
  if (offered >= servers) return 1;
  const blocked = erlangB(offered, servers);
  return blocked / (1 - (offered / servers) * (1 - blocked));
}

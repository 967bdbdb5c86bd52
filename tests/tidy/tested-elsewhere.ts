// Files of src/ whose behaviour is tested under another name than their own, each with the reason.

import type { TestedElsewhere } from "./house-rules.ts";

export const TESTED_ELSEWHERE: readonly TestedElsewhere[] = [
  {
    place: "src/cluster/pod-room.ts",
    by: "tests/cluster/cluster-state.test.ts",
    reason: "it is a part of the one writer: random histories compare what it books with plain books",
  },
  {
    place: "src/cli/run-worker.ts",
    by: "tests/cli/run-pool.test.ts",
    reason: "it is the inside of a worker thread, which only a pool starts",
  },
  {
    place: "src/cli/run-points.ts",
    by: "tests/cli/commands/sweep.test.ts",
    reason: "it joins a pool, a journal and a progress; what comes of that, a whole sweep shows",
  },
  {
    place: "src/cli/kept-experiment.ts",
    by: "tests/cli/commands/sweep.test.ts",
    reason: "its branches are the endings of a sweep: whole, stopped, with failed runs, on a full disk",
  },
  {
    place: "src/cli/sweep-publishing.ts",
    by: "tests/cli/commands/sweep.test.ts",
    reason: "it writes the report of a whole sweep, or says why it could not",
  },
  {
    place: "src/experiment/line/read-line.ts",
    by: "tests/cli/asked-line.test.ts",
    reason: "it joins what a command asks for with a scenario; what is wrong with either, the command tells",
  },
  {
    place: "src/experiment/line/find-line.ts",
    by: "tests/cli/commands/line.test.ts",
    reason: "it takes the runs of a search apart; what comes of that, a whole search shows",
  },
];

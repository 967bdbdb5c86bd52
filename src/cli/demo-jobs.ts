// What `plimsoll demo` shows: one question after another about the first scenario, each with the arguments that answer it. All of it
// runs from the installed package, in seconds, and without a network.

export interface DemoJob {
  /** The command, which is also what the user calls it. */
  readonly name: string;
  /** What is asked. */
  readonly question: string;
  /** What stands behind `plimsoll`; the scenario's path is put in where `SCENARIO` stands. */
  readonly args: readonly string[];
}

/** Stands for the path of the scenario. */
export const SCENARIO = "{scenario}";

/** A pool of the scenario: ten nodes are more than its pods need. */
const COUNT = "cluster.nodePools[general].count";

/** In the order in which they are shown. */
export const DEMO_JOBS: readonly DemoJob[] = Object.freeze([
  {
    name: "run",
    question: "Does a cluster of ten nodes carry three Deployments, what limits it, and how long do pods wait?",
    args: ["run", SCENARIO, "--out", "reports/demo-run"],
  },
  {
    name: "why",
    question: "Why is a pod of the Deployment web where it is, and not on another node?",
    args: ["why", "deployment/web", SCENARIO, "--top", "3"],
  },
  {
    name: "sweep",
    question: "How many nodes of the general pool do the pods need? Three to six are tried, five times each.",
    args: [
      "sweep",
      SCENARIO,
      "--vary",
      `${COUNT}=3..6:1`,
      "--replications",
      "5",
      "--out",
      "reports/demo-sweep",
      "--restart",
    ],
  },
  {
    name: "compare",
    question: "What would be lost with three nodes in place of four, and is that more than chance?",
    args: [
      "compare",
      SCENARIO,
      "--vary",
      `${COUNT}=4,3`,
      "--replications",
      "6",
      "--out",
      "reports/demo-compare",
      "--restart",
    ],
  },
  {
    name: "capacity",
    question: "How many more pods of the Deployment web fit, also after any one node or zone is lost?",
    args: ["capacity", SCENARIO, "--pod", "deployment/web"],
  },
  {
    name: "line",
    question: "Where is the line: with how few nodes do all thresholds still hold?",
    args: [
      "line",
      SCENARIO,
      "--lower",
      `${COUNT}=1..8`,
      "--replications",
      "5",
      "--out",
      "reports/demo-line",
      "--restart",
    ],
  },
]);

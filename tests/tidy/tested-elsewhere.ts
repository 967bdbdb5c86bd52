// Files of src/ whose behaviour is tested under another name than their own, each with the reason.

import type { TestedElsewhere } from "./house-rules.ts";

export const TESTED_ELSEWHERE: readonly TestedElsewhere[] = [
  {
    place: "src/components/scheduler/waiting-pod.ts",
    by: "tests/components/scheduler/waiting-pods.test.ts",
    reason: "it is what the books of waiting pods hold of one of them",
  },
  {
    place: "src/environment/manifests/controlled-uses.ts",
    by: "tests/environment/manifests/read-controlled.test.ts",
    reason: "it is the table by which objects are kept for their controllers",
  },
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
    place: "src/cli/describe-capacity.ts",
    by: "tests/docs/manual.test.ts",
    reason: "it names options; the commands of the manual's page use them",
  },
  {
    place: "src/cli/shared-options.ts",
    by: "tests/cli/command-line.test.ts",
    reason: "it holds what several commands say of an option",
  },
  {
    place: "src/cli/describe-rehearse.ts",
    by: "tests/docs/manual.test.ts",
    reason: "it names options; the commands of the manual's page use them",
  },
  {
    place: "src/experiment/rehearsal/read-rehearsal.ts",
    by: "tests/cli/commands/rehearse.test.ts",
    reason: "it joins what a command asks for with a scenario; what is wrong with either, the command tells",
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
  {
    place: "src/environment/actions/drain-filters.ts",
    by: "tests/environment/actions/drain.test.ts",
    reason: "which pods a drain takes, the messages of whole drains show, as they do in kubectl",
  },
  {
    place: "src/environment/actions/drain-script.ts",
    by: "tests/environment/actions/drain.test.ts",
    reason: "it is the drain; what calls it adds the nodes",
  },
  {
    place: "src/environment/actions/earlier-templates.ts",
    by: "tests/environment/actions/rollout-undo.test.ts",
    reason: "it finds what an undo goes back to; every way there is one of its cases",
  },
  {
    place: "src/environment/actions/node-action.ts",
    by: "tests/environment/actions/remove-nodes.test.ts",
    reason: "it is what actions on nodes have in common; each of their tests goes through it",
  },
  {
    place: "src/environment/actions/node-writes.ts",
    by: "tests/environment/actions/cordon.test.ts",
    reason: "it is what cordon and uncordon have in common",
  },
  {
    place: "src/environment/actions/one-step.ts",
    by: "tests/environment/actions/scale.test.ts",
    reason: "it is what actions that are done at once have in common",
  },
  {
    place: "src/environment/actions/pausing.ts",
    by: "tests/environment/actions/rollout-pause.test.ts",
    reason: "it is what pausing and resuming have in common",
  },
  {
    place: "src/environment/actions/subject.ts",
    by: "tests/scenario/read-actions.test.ts",
    reason: "it reads which object an action means; what is wrong there, the reading of a scenario tells",
  },
  {
    place: "src/environment/option-types.ts",
    by: "tests/scenario/read-faults.test.ts",
    reason: "forms of options with their words; the reading of a scenario shows both",
  },
  {
    place: "src/environment/faults/environment-faults.ts",
    by: "tests/environment/faults/faults.test.ts",
    reason: "it joins calendar, scripts and troubles; the contract of all faults goes through it",
  },
  {
    place: "src/environment/faults/machine-end.ts",
    by: "tests/environment/faults/node-deleted.test.ts",
    reason: "it is how machines end, whatever takes them",
  },
  {
    place: "src/environment/faults/outage.ts",
    by: "tests/environment/faults/zone-outage.test.ts",
    reason: "it is what outages of zones, pools and groups have in common",
  },
  {
    place: "src/environment/faults/plain-fault.ts",
    by: "tests/environment/faults/node-crash.test.ts",
    reason: "it is what faults that do one thing have in common",
  },
  {
    place: "src/scenario/action-options.ts",
    by: "tests/scenario/read-actions.test.ts",
    reason: "it holds what actions name against the scenario; each of its mistakes is one of the cases there",
  },
  {
    place: "src/scenario/read-action-manifests.ts",
    by: "tests/scenario/read-actions.test.ts",
    reason: "it reads what actions bring, as all manifests are read",
  },
  {
    place: "src/scenario/check-node-target.ts",
    by: "tests/scenario/read-faults.test.ts",
    reason: "it tells of nodes that are not there; each of its mistakes is one of the cases there",
  },
  {
    place: "src/scenario/scenario-options.ts",
    by: "tests/scenario/read-faults.test.ts",
    reason: "it gives mistakes their places; the cases there have them",
  },
  {
    place: "src/queueing/exact/request-flow.ts",
    by: "tests/queueing/exact-traffic-naively.test.ts",
    reason:
      "it is the inside of the model: random networks show the way of each request, and a plain program what is right",
  },
  {
    place: "src/queueing/analytic/network-solution.ts",
    by: "tests/queueing/interval-traffic.test.ts",
    reason: "rates and outcomes that agree show in whole networks only",
  },
  {
    place: "src/queueing/analytic/part-ledger.ts",
    by: "tests/queueing/interval-traffic.test.ts",
    reason: "its books are what a network collects",
  },
  {
    place: "src/queueing/analytic/part-run.ts",
    by: "tests/queueing/interval-traffic.test.ts",
    reason: "its spans show in backlogs that come and go, and in copies that go on",
  },
  {
    place: "src/queueing/analytic/service-model.ts",
    by: "tests/queueing/interval-traffic.test.ts",
    reason: "it joins the parts that have tests of their own for one service",
  },
  {
    place: "src/queueing/analytic/station-group.ts",
    by: "tests/queueing/interval-traffic.test.ts",
    reason: "it holds what the others know of alike stations",
  },
];

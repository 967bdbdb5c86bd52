// A user's plugin behind a guard: what it throws, and answers that no plugin may give, end the run with its name and with the
// pod and the node that it was asked about. In-tree plugins go without.

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type {
  ColumnarForm,
  CyclePod,
  IncrementalForm,
  PluginDefinition,
  PluginHandle,
  SchedulerPlugin,
} from "../framework/plugin.ts";
import type { PostFilterOutcome } from "../framework/decision.ts";
import {
  finalScoreProblem,
  isRecord,
  postFilterProblem,
  preFilterProblem,
  preScoreProblem,
  rawScoreProblem,
  shown,
  signatureProblem,
  statusProblem,
  VERDICTS,
} from "./answer-problems.ts";
import { PluginMistake, podKeyOf } from "./plugin-mistake.ts";

/** The definition, its plugins guarded; `module` is the path that it comes from. */
export function guarded(definition: PluginDefinition, module: string): PluginDefinition {
  const { name, points } = definition;
  return {
    ...definition,
    create(args, handle) {
      const guard = new Guard(name, module, handle);
      const plugin = guard.call("create", {}, () => definition.create(args, handle), pluginProblem);
      for (const point of points) {
        if (typeof plugin[point] === "function") continue;
        guard.refuse("create", {}, `it made a plugin without ${point}, one of its points`);
      }
      const problem = columnarProblem(points, plugin);
      if (problem !== undefined) guard.refuse("create", {}, `it made ${problem}`);
      return guard.around(plugin);
    },
  };
}

function pluginProblem(plugin: unknown): string | undefined {
  return isRecord(plugin) ? undefined : `${shown(plugin)}, not a plugin`;
}

/** A columnar form stands for the plain one in runs: what it lacks is asked nowhere. */
function columnarProblem(points: PluginDefinition["points"], plugin: SchedulerPlugin): string | undefined {
  const { columnar } = plugin;
  if (columnar === undefined) return undefined;
  for (const point of ["filter", "score"] as const) {
    if (points.includes(point) && typeof columnar[point] !== "function") return `a columnar form without ${point}`;
  }
  if (!points.includes("score")) return undefined;
  const { locality } = columnar;
  if (locality !== "node" && locality !== "candidates") {
    return `a columnar form with the locality ${shown(locality)}, not "node" or "candidates"`;
  }
  return locality === "node" && plugin.normalizeScore !== undefined
    ? 'a columnar form with the locality "node" although it normalises over the candidates'
    : undefined;
}

/** What a form may have. Objects of classes have it too, though not as their own. */
const COLUMNAR_MEMBERS = Object.freeze(["filter", "filterIsIdle", "score", "locality", "uniformScore"] as const);
const INCREMENTAL_MEMBERS = Object.freeze([
  "concerns",
  "preFilter",
  "bounds",
  "admits",
  "scoresNothing",
  "isQuiet",
  "quietEdition",
  "preScore",
  "score",
] as const);

/** Whom a plugin is asked about. */
interface About {
  readonly pod?: CyclePod;
  readonly node?: number;
}

const METHODS_OF_NOBODY: ReadonlySet<string> = new Set(["create"]);

type ScoreProblem = (score: number) => string | undefined;

class Guard {
  readonly #plugin: string;
  readonly #module: string;
  readonly #handle: PluginHandle;
  /** The pod that it was last asked about: normalising is about all its candidates. */
  #pod: CyclePod | undefined;

  constructor(plugin: string, module: string, handle: PluginHandle) {
    this.#plugin = plugin;
    this.#module = module;
    this.#handle = handle;
  }

  /** What `act` gives, if it gives it and nothing is wrong with it. */
  call<Answer>(
    method: string,
    about: About,
    act: () => Answer,
    problemOf: (answer: Answer) => string | undefined,
  ): Answer {
    if (about.pod !== undefined) this.#pod = about.pod;
    let answer: Answer;
    try {
      answer = act();
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : `it threw ${shown(error)}`;
      throw new PluginMistake(this.#callOf(method, about), detail, error);
    }
    const problem = problemOf(answer);
    if (problem !== undefined) this.refuse(method, about, `it returned ${problem}`);
    return answer;
  }

  refuse(method: string, about: About, detail: string): never {
    throw new PluginMistake(this.#callOf(method, about), detail);
  }

  #callOf(method: string, { pod = METHODS_OF_NOBODY.has(method) ? undefined : this.#pod, node }: About) {
    return {
      plugin: this.#plugin,
      module: this.#module,
      method,
      ...(pod === undefined ? {} : { pod: podKeyOf(pod) }),
      ...(node === undefined ? {} : { node: this.#handle.cluster.nodes.record(node).name }),
    };
  }

  /** The plugin with a guard before each method; what it lacks, it lacks. */
  around(plugin: SchedulerPlugin): SchedulerPlugin {
    const { filterWithoutState, scoreWithoutState } = plugin;
    return {
      ...(typeof filterWithoutState === "string" && { filterWithoutState }),
      ...(typeof scoreWithoutState === "string" && { scoreWithoutState }),
      ...this.#aroundQueueing(plugin),
      ...this.#aroundFiltering(plugin),
      ...this.#aroundScoring(plugin),
      ...this.#aroundForms(plugin),
    };
  }

  #aroundQueueing(plugin: SchedulerPlugin): SchedulerPlugin {
    return {
      ...(plugin.preEnqueue && {
        preEnqueue: (podClass) =>
          this.call("preEnqueue", { pod: podOf(podClass) }, () => plugin.preEnqueue!(podClass), verdictProblem),
      }),
      ...(plugin.sign && {
        sign: (podClass) => this.call("sign", { pod: podOf(podClass) }, () => plugin.sign!(podClass), signatureProblem),
      }),
    };
  }

  #aroundFiltering(plugin: SchedulerPlugin): SchedulerPlugin {
    const tell = (what: "addPod" | "removePod"): NonNullable<SchedulerPlugin["addPod"]> => {
      return (state, pod, other, node) =>
        this.call(what, { pod, node: node.id }, () => plugin[what]!(state, pod, other, node), verdictProblem);
    };
    return {
      ...(plugin.preFilter && {
        preFilter: (pod) => this.call("preFilter", { pod }, () => plugin.preFilter!(pod), preFilterProblem),
      }),
      ...(plugin.filter && {
        filter: (pod, node, state) =>
          this.call("filter", { pod, node: node.id }, () => plugin.filter!(pod, node, state), verdictProblem),
      }),
      ...(plugin.cloneState && {
        cloneState: (state) => this.call("cloneState", {}, () => plugin.cloneState!(state), nothingIsWrong),
      }),
      ...(plugin.addPod && { addPod: tell("addPod") }),
      ...(plugin.removePod && { removePod: tell("removePod") }),
      ...(plugin.postFilter && {
        postFilter: (pod, diagnosis) =>
          this.call(
            "postFilter",
            { pod },
            () => plugin.postFilter!(pod, diagnosis),
            (answer) => postFilterProblem(answer) ?? this.#nominationProblem(answer),
          ),
      }),
    };
  }

  #aroundScoring(plugin: SchedulerPlugin): SchedulerPlugin {
    const scoreProblem = plugin.normalizeScore === undefined ? finalScoreProblem : rawScoreProblem;
    return {
      ...(plugin.preScore && {
        preScore: (pod, nodes) => this.call("preScore", { pod }, () => plugin.preScore!(pod, nodes), preScoreProblem),
      }),
      ...(plugin.score && {
        score: (pod, node, state) =>
          this.call("score", { pod, node: node.id }, () => plugin.score!(pod, node, state), scoreProblem),
      }),
      ...(plugin.normalizeScore && {
        normalizeScore: (scores, nodes, state) => {
          this.call("normalizeScore", {}, () => plugin.normalizeScore!(scores, nodes, state), nothingIsWrong);
          this.#checkColumn("normalizeScore", scores, nodes, scores.length, finalScoreProblem);
        },
      }),
    };
  }

  /** Forms for speed: whom they were asked about is known only where a column holds it. */
  #aroundForms(plugin: SchedulerPlugin): SchedulerPlugin {
    const { columnar, incremental } = plugin;
    const scoreProblem = plugin.normalizeScore === undefined ? finalScoreProblem : rawScoreProblem;
    return {
      ...(columnar && { columnar: this.#aroundColumns(columnar, scoreProblem) }),
      ...(incremental && { incremental: this.#aroundCounts(incremental, scoreProblem) }),
    };
  }

  #aroundColumns(form: ColumnarForm, scoreProblem: ScoreProblem): ColumnarForm {
    return {
      ...this.#aroundAll("columnar", form, COLUMNAR_MEMBERS),
      ...(form.score && {
        score: (podClass, nodes, count, scores) => {
          const act = () => form.score!(podClass, nodes, count, scores);
          this.call("columnar.score", { pod: podOf(podClass) }, act, nothingIsWrong);
          this.#checkColumn("columnar.score", scores, nodes, count, scoreProblem);
        },
      }),
    };
  }

  #aroundCounts(form: IncrementalForm, scoreProblem: ScoreProblem): IncrementalForm {
    return {
      ...this.#aroundAll("incremental", form, INCREMENTAL_MEMBERS),
      ...(form.score && {
        score: (pod, nodes, count, state, scores) => {
          const act = () => form.score!(pod, nodes, count, state, scores);
          this.call("incremental.score", { pod }, act, nothingIsWrong);
          this.#checkColumn("incremental.score", scores, nodes, count, scoreProblem);
        },
      }),
    };
  }

  /** The form with a guard before each of its methods against what they throw. */
  #aroundAll<Form extends object>(name: string, form: Form, members: readonly (keyof Form & string)[]): Form {
    const around = (method: string, value: unknown): unknown =>
      typeof value === "function"
        ? (...args: unknown[]) =>
            this.call(`${name}.${method}`, {}, () => Reflect.apply(value, form, args) as unknown, nothingIsWrong)
        : value;
    const present = members.filter((member) => form[member] !== undefined);
    return Object.fromEntries(present.map((member) => [member, around(member, form[member])])) as Form;
  }

  #nominationProblem({ nomination }: PostFilterOutcome): string | undefined {
    if (nomination.kind !== "set" || this.#handle.cluster.nodes.has(nomination.node)) return undefined;
    return `the nomination to ${shown(nomination.node)}, not the number of a node`;
  }

  #checkColumn(
    method: string,
    scores: Float64Array,
    nodes: ArrayLike<number>,
    count: number,
    problemOf: ScoreProblem,
  ): void {
    for (let index = 0; index < count; index += 1) {
      const problem = problemOf(scores[index]!);
      if (problem !== undefined) this.refuse(method, { node: nodes[index]! }, `it gave ${problem}`);
    }
  }
}

/** A pod of the class, of no name. */
function podOf(podClass: SchedulingClass): CyclePod {
  return { id: NONE, name: "", podClass };
}

function verdictProblem(answer: unknown): string | undefined {
  return statusProblem(answer, VERDICTS);
}

function nothingIsWrong(): undefined {
  return undefined;
}

// Arguments of the policies to compare. kube-scheduler has no such plugins: it would hand their arguments on as they are.

import { POLICIES } from "../policies/policies.ts";
import type { CompleteProfile } from "./complete-configuration.ts";
import type { ConfigurationProblem } from "./configuration-problem.ts";

/** What is wrong in one profile; `profile` is its number. */
export function policyArgumentProblems(
  { pluginConfig }: CompleteProfile,
  profile: number,
): readonly ConfigurationProblem[] {
  return pluginConfig.flatMap(({ name, args, written }) => {
    const policy = POLICIES.find((known) => known.name === name);
    if (policy === undefined || written === undefined || args === undefined) return [];
    const place = ["profiles", profile, "pluginConfig", written, "args"];
    const { argumentSchema } = policy;
    if (argumentSchema === undefined) {
      return [problemAt(place, name, "it takes no arguments", "no args")];
    }
    const { error } = argumentSchema.safeParse(args);
    return (error?.issues ?? []).map(({ path, message }) =>
      problemAt(
        [...place, ...path.filter((step) => typeof step !== "symbol")],
        name,
        message,
        "see docs/manual/policies.md",
      ),
    );
  });
}

function problemAt(
  place: ConfigurationProblem["place"],
  name: string,
  message: string,
  expected: string,
): ConfigurationProblem {
  return { stage: "simulate", place, message: `arguments of plugin ${name}: ${message}`, expected };
}

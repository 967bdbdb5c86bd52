// `kubectl rollout resume`: what was held back is rolled out.
// Source: kubectl v1.36, pkg/cmd/rollout/rollout_resume.go, pkg/polymorphichelpers/objectresumer.go

import { z } from "zod";

import type { ActionDefinition } from "./action.ts";
import { setPaused } from "./pausing.ts";
import { readSubject, subjectOptions } from "./subject.ts";

const FIELDS = ["deployment"] as const;

export const ROLLOUT_RESUME: ActionDefinition = {
  name: "rolloutResume",
  source: "kubectl v1.36, pkg/cmd/rollout/rollout_resume.go",
  options: z.strictObject(subjectOptions(FIELDS)).meta({
    description: "kubectl rollout resume: what was held back is rolled out",
  }),
  read: (options, reader) => ({ subject: readSubject(options, FIELDS, reader) }),
  create: (settings, ports) => setPaused(settings, ports, { paused: false, said: "resumed", problem: "is not paused" }),
};

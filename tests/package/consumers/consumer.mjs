// What README.md shows under "As a library": a program in plain JavaScript.

// README begins
import { DiagnosticSink, loadScenario, NODE_FILES, runSimulation } from "plimsoll";

const diagnostics = new DiagnosticSink();
const plan = loadScenario(process.argv[2], NODE_FILES, diagnostics);
if (plan === undefined) throw new Error(diagnostics.all[0].message);

const result = runSimulation(plan);
console.log(result.verdict.sentence);
console.log(result.run.fingerprint);
// README ends

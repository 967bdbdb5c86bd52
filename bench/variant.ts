// The process that runs one variant once: arguments are benchmark, case, variant and `smoke` or `full`.
// Prints what it measured as JSON.

import { BENCHMARKS } from "./registry.ts";

const [benchmarkName, caseName, variantName, size] = process.argv.slice(2);
const benchmark = BENCHMARKS.find(({ name }) => name === benchmarkName);
const benchmarkCase = benchmark?.cases.find(({ name }) => name === caseName);
const variant = benchmarkCase?.variants.find(({ name }) => name === variantName);
if (variant?.kind !== "in-process") throw new Error(`no variant ${benchmarkName}, ${caseName}, ${variantName}`);
const measurement = await variant.measure(size === "smoke");
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...measurement, peakMb }));

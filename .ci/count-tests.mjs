// Prints `passed failed` from vitest's JSON report; a file that did not even load counts as one failed test.
// Fails if the report is not there or tells of no test at all.

import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const notLoaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
if (report.numTotalTests === 0) throw new Error("the report tells of no test");
console.log(report.numPassedTests, report.numTotalTests - report.numPassedTests + notLoaded.length);

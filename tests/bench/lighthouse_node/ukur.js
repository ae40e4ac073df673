// Reads addresses (one a line), runs Lighthouse's mobile preset on each RUNS times with one
// Chromium, and prints one line of JSON per run.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromium, runs, ...chromeFlags] = process.argv.slice(2);
const NUMBERS = {
  lcp: "largest-contentful-paint",
  tbt: "total-blocking-time",
  cls: "cumulative-layout-shift",
  bytes: "total-byte-weight",
};

function read(report) {
  const scores = Object.fromEntries(
    Object.entries(report.categories).map(([name, { score }]) => [name, score]),
  );
  const numbers = Object.fromEntries(
    Object.entries(NUMBERS).map(([name, audit]) => [name, report.audits[audit]?.numericValue]),
  );
  // What costs points outside performance, so that the table can say why.
  const failed = Object.entries(report.categories)
    .filter(([name]) => name !== "performance")
    .flatMap(([, category]) => category.auditRefs)
    .filter(({ id, weight }) => weight > 0 && report.audits[id].score === 0)
    .map(({ id }) => id);
  const error = report.runtimeError?.code ?? "";
  return { ...numbers, scores, failed: [...new Set(failed)], error };
}

async function ask(url) {
  const options = { port: chrome.port, logLevel: "error", disableFullPageScreenshot: true };
  try {
    const { lhr } = await lighthouse(url, options);
    return read(lhr);
  } catch (error) {
    return { scores: {}, failed: [], error: error.code ?? error.message };
  }
}

const chrome = await launch({ chromePath: chromium, chromeFlags, logLevel: "silent" });
try {
  for await (const url of createInterface({ input: process.stdin })) {
    for (let run = 0; run < Number(runs); run += 1) {
      let found = await ask(url);
      if (found.error) {
        found = await ask(url);
      }
      console.log(JSON.stringify({ url, ...found }));
    }
  }
} finally {
  chrome.kill();
}

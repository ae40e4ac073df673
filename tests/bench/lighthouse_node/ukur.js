// Reads addresses (one a line), runs Lighthouse's mobile preset on each RUNS times with one
// Chromium, and prints one line of JSON per run.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromium, runs, ...chromeFlags] = process.argv.slice(2);
const UNLISTED = "seo, unlisted";
const NUMBERS = {
  lcp: "largest-contentful-paint",
  tbt: "total-blocking-time",
  cls: "cumulative-layout-shift",
  bytes: "total-byte-weight",
};

// SEO without the audit that a page fails which search engines are asked to leave out.
function unlisted({ categories, audits }) {
  const held = (categories.seo?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && id !== "is-crawlable" && audits[id].score !== null,
  );
  const whole = held.reduce((sum, { weight }) => sum + weight, 0);
  return whole ? held.reduce((sum, { id, weight }) => sum + weight * audits[id].score, 0) / whole : null;
}

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
  scores[UNLISTED] = unlisted(report);
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

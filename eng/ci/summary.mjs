// Adds up the results of all test runners and ends with the line 'N passed, N failed'.
// usage: node summary.mjs RESULTS_DIRECTORY FAULTY   (FAULTY: 1 if a runner reported a fault)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, faulty] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

for (const name of readdirSync(directory)) {
  const text = () => readFileSync(join(directory, name), 'utf8');
  if (name.endsWith('.trx')) addTrx(text());
  else if (name === 'client.json') addVitest(JSON.parse(text()));
}
// A runner that failed without a failed test (a crash, a lint error) must not look green.
if (faulty === '1' && total.failed === 0) total.failed = 1;

for (const note of notes) console.log(note);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function addTrx(xml) {
  for (const [, attributes] of xml.matchAll(/<UnitTestResult ([^>]*)>/g)) {
    const outcome = /outcome="(\w+)"/.exec(attributes)?.[1];
    const test = /testName="([^"]*)"/.exec(attributes)?.[1];
    if (outcome === 'Passed') total.passed++;
    else if (outcome === 'NotExecuted') note('skipped', test);
    else note('failed', test);
  }
}

function addVitest(report) {
  total.passed += report.numPassedTests;
  for (const file of report.testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0) note('failed', file.name);
    for (const test of file.assertionResults) {
      if (test.status === 'failed') note('failed', test.fullName);
      else if (test.status !== 'passed') note('skipped', test.fullName);
    }
  }
}

function note(kind, test) {
  total[kind]++;
  notes.push(`${kind}: ${test}`);
}

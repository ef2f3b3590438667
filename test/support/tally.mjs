/** Reads runs of jest as `[{ code, suites }]`, prints how `npm test` sums them up. */
import { text } from 'node:stream/consumers';
import { Tally } from '../../scripts/run/tally.mjs';

const tally = new Tally();
for (const { code, suites } of JSON.parse(await text(process.stdin))) tally.addJest({ testResults: suites }, code);
process.stdout.write(JSON.stringify({ line: tally.line(), details: tally.details(), exitCode: tally.exitCode() }));

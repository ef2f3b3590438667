/** Reads `[{ folder, patterns }]`, prints what n8n's package scan says of each. */
import { text } from 'node:stream/consumers';
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

/** What the scan looks at in the sources, and in the tarball that npm serves. */
const PATTERNS = { source: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };

const answers = [];
for (const { folder, leg } of JSON.parse(await text(process.stdin))) {
	const { passed, message = '', details = '' } = await analyzePackage(folder, PATTERNS[leg]);
	answers.push({ passed, findings: `${message}\n${details}`.trim() });
}
process.stdout.write(JSON.stringify(answers));

/** Reads `[{ path, code }]`, prints what the linter says of each, as if the code lay at that path. */
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

const answers = [];
for (const sample of JSON.parse(await text(process.stdin))) {
	const [result] = await eslint.lintText(sample.code, { filePath: path.join(root, sample.path) });
	answers.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(answers));

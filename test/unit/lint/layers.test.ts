import { runSupport } from '../../support/child';

/** One import each, written as if it stood in that file. The second column says which rule must object; empty: none may. */
const CASES: [file: string, importing: string, rule: string][] = [
	['invoicing/sample.ts', '../connect/http', 'import-x/no-restricted-paths'],
	['invoicing/journal/sample.ts', '../../connect/http', 'import-x/no-restricted-paths'],
	['invoicing/sample.ts', 'n8n-workflow', 'no-restricted-imports'],
	['invoicing/sample.ts', '../sandbox/fakes/types', 'import-x/no-restricted-paths'],
	['invoicing/sample.ts', './deal', ''],
	['invoicing/sample.ts', 'big.js', ''],
	['connect/sample.ts', '../sandbox/fakes/types', 'import-x/no-restricted-paths'],
	['connect/sample.ts', '../nodes/Fakturownia/FakturowniaInvoices.node', 'import-x/no-restricted-paths'],
	['connect/sample.ts', '../test/support/packed', 'import-x/no-restricted-paths'],
	['connect/sample.ts', 'axios', 'no-restricted-imports'],
	['connect/sample.ts', '../invoicing/deal', ''],
	['connect/sample.ts', 'n8n-workflow', ''],
	['nodes/Bitrix24/sample.ts', '../Fakturownia/FakturowniaInvoices.node', 'import-x/no-restricted-paths'],
	['nodes/Bitrix24/deep/sample.ts', '../../Fakturownia/FakturowniaInvoices.node', 'import-x/no-restricted-paths'],
	['nodes/Bitrix24/sample.ts', '../../sandbox/fakes/types', 'import-x/no-restricted-paths'],
	['nodes/Bitrix24/sample.ts', '../../test/support/packed', 'import-x/no-restricted-paths'],
	['nodes/Bitrix24/sample.ts', 'node:fs', 'no-restricted-imports'],
	['nodes/Bitrix24/sample.ts', './Bitrix24Deals.node', ''],
	['nodes/Bitrix24/sample.ts', '../../connect/ports', ''],
	['nodes/Bitrix24/sample.ts', '../../invoicing/deal', ''],
	['sandbox/fakes/sample.ts', '../../connect/http', 'import-x/no-restricted-paths'],
	['sandbox/fakes/sample.ts', './types', ''],
];

interface Finding {
	rule: string;
	message: string;
}

const IMPORT_RULES = [
	'import-x/no-restricted-paths',
	'no-restricted-imports',
	'@n8n/community-nodes/no-restricted-imports',
];

/** The linter starts once for all samples: a start costs more than all of them. */
const lint = (samples: { path: string; code: string }[]) => runSupport<Finding[][]>('lint.mjs', samples);

describe('the one way of imports', () => {
	const findings = lint(
		CASES.flatMap(([path, importing]) => [
			{ path, code: `import { a } from '${importing}';\n\nexport const b = a;\n` },
			{ path, code: `import type { A } from '${importing}';\n\nexport type B = A;\n` },
		]),
	);

	const cases = CASES.map(([file, importing, rule], index) => {
		const objections = findings.slice(index * 2, index * 2 + 2).map((found) => {
			return found.map((finding) => finding.rule).filter((name) => IMPORT_RULES.includes(name));
		});
		return { file, importing, rule, objections };
	});

	it.each(cases.filter(({ rule }) => rule))('$file may not import $importing ($rule)', ({ rule, objections }) => {
		for (const objection of objections) expect(objection).toContain(rule);
	});

	it.each(cases.filter(({ rule }) => !rule))('$file may import $importing', ({ objections }) => {
		expect(objections).toEqual([[], []]);
	});
});

/** What else the linter holds, by an example that it must refuse. */
const REFUSED: [file: string, code: string, rule: string][] = [
	['invoicing/sample.ts', 'export const now = () => new Date();\n', 'no-restricted-syntax'],
	['invoicing/sample.ts', 'export const now = () => Date.now();\n', 'no-restricted-syntax'],
	['invoicing/sample.ts', "export const amount = parseFloat('1.10');\n", 'no-restricted-globals'],
	[
		'connect/sample.ts',
		'export const wait = () => setTimeout(() => 1, 1);\n',
		'@n8n/community-nodes/no-restricted-globals',
	],
	['connect/sample.ts', "console.log('deal');\n", 'no-console'],
];

describe('rules of the house', () => {
	const findings = lint([
		...REFUSED.map(([path, code]) => ({ path, code })),
		{ path: 'invoicing/sample.ts', code: "export const day = new Date('2026-11-22T00:00:00Z');\n" },
	]);

	it.each(REFUSED.map(([file, code, rule], index) => ({ file, code, rule, found: findings[index]! })))(
		'refuse in $file: $code',
		({ rule, found }) => expect(found.map((finding) => finding.rule)).toContain(rule),
	);

	it('let the domain read a given time', () => {
		expect(findings.at(-1)).toEqual([]);
	});
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameters } from '../../node/HttpAccounting/context';

const DOCS = join(__dirname, '../../../docs');

/** Headings of blocks, and the node's parameter that each is copied into. */
const PARAMETERS = {
	Requests: 'requests',
	Answers: 'answers',
	Body: 'body',
	Conversions: 'conversions',
	'VAT Rates': 'vatRates',
} as const;

/** The blocks of a recipe as they stand in the documents, by parameter: what a user copies is what is tested. */
export function recipe(system: string, page = 'http-accounting-recipes.md'): Parameters {
	const text = readFileSync(join(DOCS, page), 'utf8');
	const section = text.split(/^## /m).find((each) => each.startsWith(`${system}\n`)) ?? '';
	const blocks = [...section.matchAll(/^\*\*([^*]+)\*\*\n\n```\w+\n([\s\S]*?)\n```$/gm)];
	return Object.fromEntries(
		blocks.map(([, heading, block]) => {
			const name = PARAMETERS[heading as keyof typeof PARAMETERS];
			// What is typed into a field in expression mode is stored behind an equals sign.
			return [name, name === 'body' ? `=${block}` : block];
		}),
	) as Parameters;
}

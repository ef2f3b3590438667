import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FLAG_CODES, PROBLEM_CODES } from '../../../invoicing/problems';

const ROOT = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const pages = (folder: string) => readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.md'));
const DOCUMENTS = [
	'README.md',
	'README.pl.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	...pages('docs').map((name) => `docs/${name}`),
	...pages('docs/pl').map((name) => `docs/pl/${name}`),
];

/** The report of the long run is made by a program, in one language. */
const isWritten = (name: string) => name !== 'promises-result.md';

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
	heading
		.replace(/[*_`]/g, '')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s-]/gu, '')
		.replace(/\s/g, '-');

const headingsOf = (file: string) => [...read(file).matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1]!));

/** Links and pictures inside the repository that lead nowhere. */
function brokenLinks(file: string): string[] {
	const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map((match) => match[1] ?? match[2]!);
	return targets.filter((target) => {
		if (/^[a-z]+:/.test(target)) return false;
		const [place = '', anchor] = target.split('#');
		const aim = place === '' ? file : path.join(path.dirname(file), place);
		if (!existsSync(path.join(ROOT, aim))) return true;
		return anchor !== undefined && !headingsOf(aim).includes(decodeURI(anchor));
	});
}

it.each(DOCUMENTS)('%s links only to what is there', (file) => {
	expect(brokenLinks(file)).toEqual([]);
});

it('every page is there in both languages, with the same tables and pictures', () => {
	expect(pages('docs/pl')).toEqual(pages('docs').filter(isWritten));
	const shape = (file: string) => ({
		rows: [...read(file).matchAll(/^\s*\|/gm)].length,
		pictures: [...read(file).matchAll(/!\[/g)].length,
		headings: headingsOf(file).length,
	});
	for (const name of pages('docs').filter(isWritten)) {
		expect({ name, ...shape(`docs/pl/${name}`) }).toEqual({ name, ...shape(`docs/${name}`) });
	}
});

it.each(['docs/troubleshooting.md', 'docs/pl/troubleshooting.md'])('%s explains every code', (file) => {
	const explained = [...read(file).matchAll(/`([A-Za-z]+)`/g)].map((match) => match[1]);
	expect([...PROBLEM_CODES, ...FLAG_CODES].filter((code) => !explained.includes(code))).toEqual([]);
});

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';

const root = path.resolve(import.meta.dirname, '../..');

/** What each layer may never import from, and the sentence that says so. */
const CLOSED = {
	invoicing: {
		from: ['nodes', 'credentials', 'connect', 'workflows', 'sandbox', 'test', 'scripts'],
		message: 'The domain imports nothing of ours.',
	},
	connect: {
		from: ['nodes', 'credentials', 'workflows', 'sandbox', 'test', 'scripts'],
		message: 'Imports run one way: nodes → connect → invoicing.',
	},
	nodes: {
		from: ['credentials', 'workflows', 'sandbox', 'test', 'scripts'],
		message: 'A node imports connect and invoicing only.',
	},
	credentials: {
		from: ['nodes', 'workflows', 'sandbox', 'test', 'scripts'],
		message: 'A credential imports connect and invoicing only.',
	},
	'sandbox/fakes': {
		from: ['nodes', 'credentials', 'connect', 'invoicing', 'workflows', 'test'],
		message: 'A fake keeps its own books: with our code in it, it would repeat our mistakes instead of catching them.',
	},
};

/** A vendor's folder stands alone, so that it can be released alone. Folders are found when the linter starts. */
function vendorZones() {
	const folders = readdirSync(path.join(root, 'nodes'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.map(({ name }) => ({
		target: `./nodes/${name}`,
		from: './nodes',
		except: [`./${name}`],
		message: 'One folder under nodes/ never imports another: what they share belongs into connect/.',
	}));
}

/** Packages that a bundle may hold or that n8n provides. Anything else would be missing after the installation. */
const onlyPackages = (names, message) => [
	'error',
	{ patterns: [{ regex: `^(?!\\.{1,2}(/|$))(?!(${names.join('|')})$)`, message }] },
];

/** The one way of imports, as rules: nodes → connect → invoicing. */
export const layers = [
	{
		files: ['{nodes,credentials,connect,invoicing}/**/*.ts', 'sandbox/fakes/**/*.ts'],
		plugins: { 'import-x': importX },
		settings: {
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mts', '.mjs', '.js', '.json'] })],
		},
		rules: {
			'import-x/no-restricted-paths': [
				'error',
				{
					basePath: root,
					zones: [
						...Object.entries(CLOSED).map(([layer, { from, message }]) => ({
							target: `./${layer}`,
							from: from.map((folder) => `./${folder}`),
							message,
						})),
						...vendorZones(),
					],
				},
			],
		},
	},
	{
		files: ['{nodes,credentials,connect}/**/*.ts'],
		rules: {
			'no-restricted-imports': onlyPackages(
				['n8n-workflow', 'luxon', 'zod', 'big\\.js', 'node:crypto'],
				'Bundled code may import only n8n-workflow, luxon, zod, big.js and node:crypto.',
			),
		},
	},
	{
		files: ['invoicing/**/*.ts'],
		rules: {
			'no-restricted-imports': onlyPackages(
				['luxon', 'zod', 'big\\.js', 'node:crypto'],
				'The domain knows no n8n, no vendor and no network: luxon, zod, big.js and node:crypto only.',
			),
		},
	},
];

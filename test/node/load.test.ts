import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { runSupport } from '../support/child';
import { ROOT, unpack } from '../support/packed';

interface Icon {
	light: string;
	dark: string;
}
interface Loaded {
	nodes: {
		name: string;
		displayName: string;
		group: string[];
		iconUrl: Icon;
		subtitle: string;
		saysWhetherTool: boolean;
		codex?: { categories: string[]; alias: string[]; resources: Record<string, { url: string }[] | undefined> };
		credentials?: { name: string }[];
		properties: { name: string }[];
	}[];
	credentials: {
		name: string;
		displayName: string;
		documentationUrl: string;
		iconUrl: Icon;
		supportedNodes: string[];
	}[];
}

let pack: ReturnType<typeof unpack>;
let loaded: Loaded;

/** As on a user's machine, and stricter: beside the package there is `n8n-workflow` and not one module more. */
beforeAll(() => {
	pack = unpack();
	const modules = path.join(pack.folder, 'modules-of-n8n');
	mkdirSync(modules);
	symlinkSync(path.join(ROOT, 'node_modules/n8n-workflow'), path.join(modules, 'n8n-workflow'));
	loaded = runSupport<Loaded>('load.mjs', { folder: pack.folder }, { NODE_PATH: modules });
});
afterAll(() => pack?.remove());

const fileNames = (files: string[]) => files.map((file) => path.basename(file).split('.')[0]!).sort();
const pascal = (name: string) => name[0]!.toUpperCase() + name.slice(1);

/** Where n8n's icon address points to inside the package; the same drawing twice would be no dark variant. */
function expectIcons(iconUrl: Icon) {
	const [light, dark] = [iconUrl.light, iconUrl.dark].map((url) => {
		const file = path.join(pack.folder, url.replace(`icons/${pack.manifest.name}/`, ''));
		expect({ file, exists: existsSync(file) }).toEqual({ file, exists: true });
		return readFileSync(file, 'utf8');
	});
	expect(light).toContain('<svg');
	expect(dark).not.toEqual(light);
}

describe('the package in a clean n8n', () => {
	it('shows every node and every credential that package.json lists', () => {
		expect(loaded.nodes.map(({ name }) => pascal(name)).sort()).toEqual(fileNames(pack.manifest.n8n.nodes));
		expect(loaded.credentials.map(({ name }) => pascal(name)).sort()).toEqual(fileNames(pack.manifest.n8n.credentials));
	});

	it('gives every node an icon for light and dark, a subtitle and a place in the nodes panel', () => {
		for (const node of loaded.nodes) {
			expectIcons(node.iconUrl);
			expect(node).toMatchObject({
				subtitle: expect.stringMatching(/\S/),
				codex: { alias: expect.arrayContaining(['faktura']) },
			});
			expect(node.codex?.categories).not.toHaveLength(0);
		}
	});

	it('gives every credential an icon, and every one is used by a node', () => {
		for (const credential of loaded.credentials) {
			expectIcons(credential.iconUrl);
			expect(credential).toMatchObject({
				name: expect.stringMatching(/^dealToInvoice/),
				supportedNodes: [expect.any(String), ...credential.supportedNodes.slice(1)],
			});
		}
	});

	it('names only credentials that the package brings along', () => {
		const own = loaded.credentials.map(({ name }) => name);
		for (const node of loaded.nodes) {
			for (const { name } of node.credentials ?? []) expect(own).toContain(name);
		}
	});

	it('gives every action node a resource and an operation, and says of it whether an AI agent may use it', () => {
		for (const node of loaded.nodes.filter(({ group }) => !group.includes('trigger'))) {
			const names = node.properties.map(({ name }) => name);
			expect({ node: node.name, names }).toEqual({
				node: node.name,
				names: expect.arrayContaining(['resource', 'operation']),
			});
			expect(node).toMatchObject({ name: node.name, saysWhetherTool: true });
		}
	});

	it('offers no trigger as a tool', () => {
		const triggers = loaded.nodes.filter(({ group }) => group.includes('trigger'));
		expect(triggers).not.toHaveLength(0);
		for (const node of triggers) expect(node).toMatchObject({ name: node.name, saysWhetherTool: false });
	});

	it('links to documents that exist', () => {
		const here = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/';
		const links = [
			...loaded.nodes
				.flatMap(({ codex }) => Object.values(codex?.resources ?? {}).flat())
				.map((link) => link?.url ?? ''),
			...loaded.credentials.map(({ documentationUrl }) => documentationUrl),
		];
		const documents = new Set(links.filter((url) => url.startsWith(here)).map((url) => url.slice(here.length)));
		expect(documents.size).toBeGreaterThan(0);
		expect([...documents].filter((document) => !existsSync(path.join(ROOT, document)))).toEqual([]);
	});
});

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSupport } from '../support/child';
import { ROOT, unpack } from '../support/packed';

type Findings = { passed: boolean; findings: string }[];

let pack: ReturnType<typeof unpack>;
let files: string[];

beforeAll(() => {
	pack = unpack();
	files = readdirSync(pack.folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		statSync(path.join(pack.folder, file)).isFile(),
	);
});
afterAll(() => pack?.remove());

const read = (file: string) => readFileSync(path.join(pack.folder, file), 'utf8');

describe('the packed package', () => {
	it('asks npm for nothing at the installation', () => {
		const { manifest } = pack;
		expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest).not.toHaveProperty('overrides');
		const onInstall = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'postprepare'];
		expect(Object.keys(manifest.scripts).filter((script) => onInstall.includes(script))).toEqual([]);
	});

	it('holds every file that it announces to n8n, and announces every one it holds', () => {
		const announced = [...pack.manifest.n8n.nodes, ...pack.manifest.n8n.credentials].sort();
		const held = files.filter((file) => /\.(node|credentials)\.js$/.test(file)).sort();
		expect(held).toEqual(announced);
	});

	it('holds built files, notices and documents only', () => {
		const strangers = files.filter(
			(file) =>
				!/^(package\.json|README(\.pl)?\.md|LICENSE|CHANGELOG\.md)$/.test(file) &&
				!/^dist\/(nodes|credentials)\/.*\.(js|svg|node\.json)$/.test(file) &&
				!/^dist\/workflows\/.*\.json$/.test(file) &&
				file !== 'dist/THIRD-PARTY-NOTICES.txt',
		);
		expect(strangers).toEqual([]);
	});

	it('requires n8n-workflow and node:crypto, and nothing else', () => {
		const required = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) =>
				[...read(file).matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map((match) => match[1]),
			);
		expect(required).toContain('n8n-workflow');
		expect([...new Set(required)].filter((name) => !['n8n-workflow', 'node:crypto', 'crypto'].includes(name!))).toEqual(
			[],
		);
	});

	it('passes on the notice of every library that it holds', () => {
		const notices = read('dist/THIRD-PARTY-NOTICES.txt');
		for (const bundle of files.filter((file) => file.endsWith('.js'))) {
			const banner = /^\/\*! Holds (.*): see/.exec(read(bundle))?.[1];
			for (const library of banner?.split(', ') ?? []) expect(notices).toContain(library);
			// A bundled library leaves its path in esbuild's comments; one without a banner has lost its notice.
			if (!banner) expect(read(bundle)).not.toContain('// node_modules/');
		}
		expect(notices).toMatch(/Permission is hereby granted/);
	});
});

describe("n8n's package scan", () => {
	it('has no finding in the sources', () => {
		const [result] = runSupport<Findings>('scan.mjs', [{ folder: ROOT, leg: 'source' }]);
		expect(result).toEqual({ passed: true, findings: '' });
	});

	it('has no finding in the tarball', () => {
		const [result] = runSupport<Findings>('scan.mjs', [{ folder: pack.folder, leg: 'tarball' }]);
		expect(result).toEqual({ passed: true, findings: '' });
	});

	it('would find a timer, an environment variable and a dependency', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'deal-to-invoice-scan-'));
		try {
			mkdirSync(path.join(folder, 'dist'));
			writeFileSync(path.join(folder, 'dist/bad.js'), 'setTimeout(() => process.env.HOME, 1);\n');
			writeFileSync(
				path.join(folder, 'package.json'),
				JSON.stringify({ ...pack.manifest, dependencies: { axios: '1.0.0' } }),
			);
			const [result] = runSupport<Findings>('scan.mjs', [{ folder, leg: 'tarball' }]);
			expect(result?.passed).toBe(false);
			expect(result?.findings).toMatch(/setTimeout/);
			expect(result?.findings).toMatch(/process/);
			expect(result?.findings).toMatch(/no-runtime-dependencies/);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});

import { spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../../sandbox/n8n/install.mjs');

/** Stands in for npm: writes down what it was asked and leaves what a real one would. */
const NPM = `#!/bin/sh
echo "$* | $(pwd)" >> "$NPM_LOG"
sleep 0.3
[ "$1 $2" = "$NPM_BREAKS" ] && exit 7
mkdir -p node_modules/n8n && echo '{"version":"9.9.9"}' > node_modules/n8n/package.json
`;

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'd2i-install-'));
	mkdirSync(join(folder, 'bin'));
	writeFileSync(join(folder, 'bin', 'npm'), NPM);
	chmodSync(join(folder, 'bin', 'npm'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
	return new Promise((resolve) => {
		const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
		const given = {
			...process.env,
			PATH,
			XDG_CACHE_HOME: join(folder, 'cache'),
			NPM_LOG: join(folder, 'npm.log'),
			...env,
		};
		const child = spawn(process.execPath, [SCRIPT, '--json'], { env: given });
		const [out, err]: string[][] = [[], []];
		child.stdout.on('data', (part: Buffer) => out?.push(part.toString()));
		child.stderr.on('data', (part: Buffer) => err?.push(part.toString()));
		child.on('close', (code) => resolve({ code, out: out?.join('') ?? '', err: err?.join('') ?? '' }));
	});
}

const npmCalls = () =>
	readFileSync(join(folder, 'npm.log'), 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => line.split(' | ')[0]);

describe('the n8n install', () => {
	it('is made once, outside the checkout, without install scripts but for the two that are needed', async () => {
		const { code, out } = await install();
		expect(code).toBe(0);
		const answer = JSON.parse(out);
		expect(answer.folder).toMatch(new RegExp(`^${join(folder, 'cache')}/deal-to-invoice/n8n-[0-9a-f]{16}$`));
		expect(answer).toMatchObject({ version: '9.9.9', n8nBin: `${answer.folder}/node_modules/n8n/bin/n8n` });
		expect(npmCalls()).toEqual(['install --ignore-scripts --no-audit --no-fund', 'rebuild node', 'rebuild sqlite3']);
		expect(existsSync(join(answer.folder, 'package-lock.json'))).toBe(true);
		await install();
		expect(npmCalls()).toHaveLength(3);
	});

	it('is made by one of two runs at once; the other waits for it', async () => {
		const both = await Promise.all([install(), install()]);
		expect(both.map(({ code }) => code)).toEqual([0, 0]);
		expect(npmCalls()).toHaveLength(3);
		expect(both[0]?.out).toBe(both[1]?.out);
		expect(both.map(({ err }) => err).join('')).toContain('Another run is installing n8n');
	});

	it('that broke off is begun again, and says where its log is', async () => {
		const broken = await install({ NPM_BREAKS: 'rebuild sqlite3' });
		expect(broken.code).toBe(1);
		expect(broken.err).toMatch(/npm rebuild sqlite3 failed \(exit code 7\)\. Its log is .*npm-rebuild-sqlite3\.log/);
		expect((await install()).code).toBe(0);
		expect(npmCalls()).toHaveLength(6);
	});

	it('takes over the lock of a run that is dead', async () => {
		await install({ NPM_BREAKS: 'install --ignore-scripts' });
		const cache = join(folder, 'cache', 'deal-to-invoice');
		const lock = join(cache, `${readdirSync(cache)[0]}.lock`);
		mkdirSync(lock);
		const { pid } = spawn('true');
		await new Promise((resolve) => setTimeout(resolve, 200));
		writeFileSync(join(lock, 'pid'), String(pid));
		expect((await install()).code).toBe(0);
		expect(existsSync(lock)).toBe(false);
	});
});

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, startProcess } from '../../../sandbox/n8n/process';

const folder = mkdtempSync(join(tmpdir(), 'd2i-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options = (name: string) => ({ env: { PATH: process.env.PATH ?? '' }, cwd: folder, logFile: join(folder, name) });

const lives = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		// A killed child that nobody has waited for yet is still in the table.
		return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
	} catch {
		return false;
	}
};

async function until(condition: () => boolean): Promise<void> {
	for (const limit = Date.now() + 5000; !condition();) {
		if (Date.now() > limit) throw new Error('It did not come true within 5 s.');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** A program whose own child would outlive it. */
const FAMILY = 'sleep 300 & echo $! ; wait';
const childOf = (logFile: string) => Number(readFileSync(join(folder, logFile), 'utf8').trim());

describe('a process of the sandbox', () => {
	it('ends with its whole family', async () => {
		const started = startProcess('sh', ['-c', FAMILY], options('family.log'));
		await until(() => childOf('family.log') > 0);
		started.signal('SIGKILL');
		expect(await started.ended).toBe('SIGKILL');
		expect(started.running).toBe(false);
		await until(() => !lives(childOf('family.log')));
	});

	it('takes down what it leaves behind when it ends by itself', async () => {
		const started = startProcess('sh', ['-c', 'sleep 300 & echo $!'], options('left.log'));
		expect(await started.ended).toBe('exit code 0');
		await until(() => !lives(childOf('left.log')));
	});

	it('is frozen and goes on', async () => {
		const started = startProcess('sleep', ['300'], options('frozen.log'));
		const state = () => readFileSync(`/proc/${started.pid}/stat`, 'utf8').split(') ')[1]?.[0];
		started.signal('SIGSTOP');
		await until(() => state() === 'T');
		started.signal('SIGCONT');
		await until(() => state() === 'S');
		started.signal('SIGKILL');
		await started.ended;
	});

	it('is killed at its time limit, and a failure shows the end of its output', async () => {
		await expect(runProcess('sleep', ['300'], { ...options('limit.log'), limitMs: 100 })).rejects.toThrow(
			'ended by SIGKILL',
		);
		const failing = runProcess('sh', ['-c', 'echo the reason; exit 3'], { ...options('fail.log'), limitMs: 5000 });
		await expect(failing).rejects.toThrow(/exit code 3[\s\S]*the reason/);
		await expect(runProcess('no-such-program', [], { ...options('none.log'), limitMs: 5000 })).rejects.toThrow(
			'ENOENT',
		);
	});

	it('dies with us even when we are killed outright', async () => {
		const module = join(__dirname, '../../../sandbox/n8n/process.ts');
		const script = join(folder, 'parent.ts');
		const call = `startProcess('sleep', ['300'], { env: { PATH: process.env.PATH }, cwd: '/', logFile: '/dev/null' })`;
		writeFileSync(
			script,
			`import { startProcess } from '${module}';\nconsole.log(${call}.pid);\nsetInterval(() => {}, 1000);`,
		);
		const parent = spawn(process.execPath, ['--import', require.resolve('tsx'), script], {
			cwd: join(__dirname, '../../..'),
		});
		const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
		expect(lives(pid)).toBe(true);
		parent.kill('SIGKILL');
		await until(() => !lives(pid));
	}, 20_000);
});

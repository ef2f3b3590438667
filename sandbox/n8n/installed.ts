import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface N8nInstall {
	/** Folder with package.json and node_modules. */
	folder: string;
	/** The Node.js that n8n runs on. */
	node: string;
	n8nBin: string;
	version: string;
	/** Folder of the user's for everything that outlives one run. */
	cacheRoot: string;
}

/**
 * Asks install.mjs for the finished install, making it if there is none. As a process of its own, because it is a
 * module that a bare Node must run too, and jest cannot load such a module.
 */
export function installedN8n(log: (line: string) => void): Promise<N8nInstall> {
	return new Promise((resolve, reject) => {
		const script = join(__dirname, 'install.mjs');
		const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
		let answer = '';
		let last = '';
		child.stdout.on('data', (part: Buffer) => (answer += part.toString()));
		createInterface(child.stderr).on('line', (line) => log((last = line)));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(JSON.parse(answer) as N8nInstall);
			else reject(new Error(`n8n could not be installed. ${last}`));
		});
	});
}

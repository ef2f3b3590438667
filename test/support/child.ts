import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * Runs one of the `.mjs` programs beside this file in a Node of its own and reads the JSON it prints.
 * They use ES modules or n8n's loader, and jest's own module system is in the way of both.
 */
export function runSupport<T>(program: string, input: unknown, env: Record<string, string> = {}): T {
	const output = execFileSync(process.execPath, [path.join(__dirname, program)], {
		input: JSON.stringify(input),
		env: { ...process.env, NODE_ENV: 'production', ...env },
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(output) as T;
}

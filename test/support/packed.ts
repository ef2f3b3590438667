import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, TARBALL, changedSincePacked } from '../../scripts/packed';

export { ROOT };

export interface Manifest {
	name: string;
	version: string;
	scripts: Record<string, string>;
	peerDependencies: Record<string, string>;
	dependencies?: Record<string, string>;
	overrides?: unknown;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
}

/**
 * Unpacks the packed package into a temporary folder outside the checkout, where no node_modules is near.
 * @throws when the tarball is older than the sources: a test of yesterday's package would prove nothing
 */
export function unpack(): { folder: string; manifest: Manifest; remove: () => void } {
	const changed = changedSincePacked();
	if (changed) throw new Error(`${changed} changed since the package was packed. Run "npm run pack" first.`);
	const folder = mkdtempSync(path.join(tmpdir(), 'deal-to-invoice-'));
	execFileSync('tar', ['-xzf', TARBALL, '-C', folder, '--strip-components=1']);
	const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
	return { folder, manifest, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

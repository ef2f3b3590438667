import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();
process.on('exit', () => {
	for (const folder of made) removeTempFolder(folder);
});

/** A folder that is gone when the process ends, however early that is (only a SIGKILL leaves it). */
export function makeTempFolder(name: string): string {
	const folder = mkdtempSync(join(tmpdir(), `deal-to-invoice-${name}-`));
	made.add(folder);
	return folder;
}

export function removeTempFolder(folder: string): void {
	made.delete(folder);
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

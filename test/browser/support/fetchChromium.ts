import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium';

/**
 * Run before the browser tests: where no Chromium or Chrome is installed, playwright's own is fetched. Where that cannot
 * be had either, the tests are skipped and say so.
 */
const LIMIT_MS = 300_000;

if (!findChromium()) {
	console.error('No Chromium or Chrome here; fetching the one of playwright …');
	const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
	spawnSync(process.execPath, [cli, 'install', 'chromium'], {
		stdio: 'inherit',
		timeout: LIMIT_MS,
		killSignal: 'SIGKILL',
	});
}

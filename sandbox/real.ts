import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installedN8n } from './n8n/installed';
import { N8n } from './n8n/runner';
import { packedTarball } from './n8n/tarball';
import { freePort } from './ports';
import { scenario } from './scenario';

const FIRST_PORT = 5678;
const FIRST_BROKER_PORT = 5679;

/**
 * The same n8n for real work: no fakes, no proxy, a user folder that stays. The pack is brought up to date at every
 * start; the workflows are imported once and published by the person who has added credentials to them.
 */
export async function startReal(
	log: (line: string) => void,
): Promise<{ n8n: N8n; userFolder: string; isNew: boolean }> {
	const install = await installedN8n(log);
	const userFolder = join(install.cacheRoot, 'real');
	await mkdir(userFolder, { recursive: true, mode: 0o700 });
	const isNew = !existsSync(join(userFolder, '.n8n', 'database.sqlite'));
	const port = await freePort(FIRST_PORT);
	const timezone = process.env.GENERIC_TIMEZONE ?? 'Europe/Warsaw';
	const n8n = new N8n(install, { userFolder, port, brokerPort: await freePort(FIRST_BROKER_PORT), timezone });
	await n8n.installPack(await packedTarball(log, userFolder));
	if (isNew) {
		const { workflows } = scenario({ n8nUrl: n8n.url, smtpPort: 465, timezone, profile: 'real' });
		await n8n.importContent({ credentials: [], workflows, publish: [] }, log);
	}
	log('Starting n8n …');
	await n8n.start();
	return { n8n, userFolder, isNew };
}

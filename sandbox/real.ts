import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installedN8n } from './n8n/installed';
import { N8n } from './n8n/runner';
import { packedTarball } from './n8n/tarball';
import { freePort } from './ports';
import { scenario, type ScenarioInput } from './scenario';

const FIRST_PORT = 5678;
const FIRST_BROKER_PORT = 5679;

/**
 * The same n8n for real work: no fakes, no proxy, a user folder that stays. The pack is brought up to date at every
 * start; the workflows are imported once and published by the person who has added credentials to them.
 */
export async function startReal(
	log: (line: string) => void,
	{ crm, accounting }: Pick<ScenarioInput, 'crm' | 'accounting'>,
): Promise<{ n8n: N8n; userFolder: string; isNew: boolean }> {
	const install = await installedN8n(log);
	const userFolder = join(install.cacheRoot, 'real');
	await mkdir(userFolder, { recursive: true, mode: 0o700 });
	const imported = join(userFolder, '.imported');
	const isNew = !existsSync(imported);
	const port = await freePort(FIRST_PORT);
	const timezone = process.env.GENERIC_TIMEZONE ?? 'Europe/Warsaw';
	const n8n = new N8n(install, {
		userFolder,
		port,
		brokerPort: await freePort(FIRST_BROKER_PORT),
		timezone,
		env: ownSettings(),
	});
	await n8n.installPack(await packedTarball(log, userFolder));
	if (isNew) {
		const { workflows } = scenario({ n8nUrl: n8n.url, smtpPort: 465, timezone, profile: 'real', crm, accounting });
		await n8n.importContent({ credentials: [], workflows, publish: [] }, log);
		// A mark of its own: n8n makes its database before it imports, and an import can fail.
		await writeFile(imported, '');
	}
	log('Starting n8n …');
	await n8n.start();
	return { n8n, userFolder, isNew };
}

/**
 * What the user has set for n8n or for the way out of their network: above all N8N_WEBHOOK_URL, the public address
 * under which a CRM reaches this machine.
 */
function ownSettings(): Record<string, string> {
	const ours = ['N8N_PORT', 'N8N_USER_FOLDER', 'N8N_RUNNERS_BROKER_PORT'];
	const isTheirs = (name: string) =>
		/^(N8N_\w+|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/.test(name) && !ours.includes(name);
	return Object.fromEntries(
		Object.entries(process.env).filter(
			(entry): entry is [string, string] => isTheirs(entry[0]) && entry[1] !== undefined,
		),
	);
}

import { delimiter, dirname, join } from 'node:path';
import type { N8nInstall } from './installed';

export interface N8nSettings {
	userFolder: string;
	port: number;
	/** For the broker of n8n's task runners. */
	brokerPort: number;
	timezone: string;
	/** The world that vendor calls are sent to; left out: the real internet. */
	gateway?: { proxyUrl: string; caFile: string };
	/** More of n8n's own settings. */
	env?: Record<string, string>;
}

/** Encrypts the credentials of fake vendors only. Fixed, so that a prepared database can be used again. */
const SANDBOX_ENCRYPTION_KEY = 'deal-to-invoice-sandbox';

/** What of the machine's environment n8n may see: nothing that could turn its calls elsewhere or name secrets. */
const INHERITED = ['HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'USER', 'SystemRoot'];

/** The environment of every n8n process of the sandbox: facts in n8n's documentation of environment variables. */
export function n8nEnvironment(install: N8nInstall, settings: N8nSettings): Record<string, string> {
	const { gateway } = settings;
	const inherited = INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
	return {
		...(Object.fromEntries(inherited) as Record<string, string>),
		PATH: [dirname(install.node), process.env.PATH].join(delimiter),
		NODE_ENV: 'production',
		// n8n loads thousands of files; compiled once, it starts in two thirds of the time.
		NODE_COMPILE_CACHE: join(install.cacheRoot, 'compiled'),
		N8N_USER_FOLDER: settings.userFolder,
		...(gateway && { N8N_ENCRYPTION_KEY: SANDBOX_ENCRYPTION_KEY }),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(settings.port),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${settings.port}/`,
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${settings.port}/`,
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		GENERIC_TIMEZONE: settings.timezone,
		TZ: settings.timezone,
		N8N_CONCURRENCY_PRODUCTION_LIMIT: '20',
		// A killed n8n is to listen again soon, not after the default two minutes; it is also how long a trigger's
		// activation may take.
		N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '60',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LOG_LEVEL: 'info',
		...(gateway && {
			HTTPS_PROXY: gateway.proxyUrl,
			NO_PROXY: 'localhost,127.0.0.1',
			NODE_EXTRA_CA_CERTS: gateway.caFile,
		}),
		...settings.env,
	};
}

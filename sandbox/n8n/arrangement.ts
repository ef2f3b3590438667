import { join } from 'node:path';
import { SqliteDatabase, type N8nDatabase } from './database';
import type { N8nSettings } from './environment';
import type { ProcessPlan } from './n8nProcess';
import type { Postgres } from './postgres';

/** Of which processes an n8n consists, and where it keeps its data. */
export interface Arrangement {
	name: 'single' | 'queue';
	database: N8nDatabase;
	/** For n8n's commands as well. */
	databaseEnv: Record<string, string>;
	/** The first is `main`. Each with what it needs beyond the common environment. */
	processes: ProcessPlan[];
	/** Where n8n takes the calls that come from outside. */
	webhookBase: string;
}

const onLoopback = (port: number): string => `http://127.0.0.1:${port}`;
export const homeOf = (userFolder: string): string => join(userFolder, '.n8n');

/** One process on SQLite: how n8n comes. */
export function single({ userFolder, port }: N8nSettings): Arrangement {
	const url = onLoopback(port);
	return {
		name: 'single',
		database: new SqliteDatabase(join(homeOf(userFolder), 'database.sqlite')),
		databaseEnv: {},
		processes: [{ name: 'main', args: ['start'], env: {}, url, logFile: join(userFolder, 'n8n.log') }],
		webhookBase: url,
	};
}

/** Each process with a port of its own for n8n's task runners. */
export interface QueuePorts {
	redis: number;
	webhook: number;
	webhookBroker: number;
	workers: { health: number; broker: number }[];
}

const CONCURRENCY = 10;

/**
 * Main, a process for webhooks and workers, on PostgreSQL and Redis. The settings are those of n8n's page "Configuring
 * queue mode" (docs.n8n.io/hosting/scaling/queue-mode).
 */
export function queue(settings: N8nSettings, postgres: Postgres, ports: QueuePorts): Arrangement {
	const { userFolder, port } = settings;
	const webhookBase = onLoopback(ports.webhook);
	const common = {
		...postgres.env,
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(ports.redis),
		N8N_WEBHOOK_URL: `${webhookBase}/`,
		// n8n's default of 2 would let ten executions of a worker wait for two connections.
		DB_POSTGRESDB_POOL_SIZE: String(CONCURRENCY),
		// Stands above a worker's own --concurrency.
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(CONCURRENCY),
	};
	const plan = (name: string, args: string[], at: number, env: Record<string, string>): ProcessPlan => ({
		name,
		args,
		env: { ...common, ...env },
		url: onLoopback(at),
		logFile: join(userFolder, `n8n-${name}.log`),
	});
	return {
		name: 'queue',
		database: postgres,
		databaseEnv: postgres.env,
		processes: [
			plan('main', ['start'], port, {}),
			plan('webhook', ['webhook'], ports.webhook, {
				N8N_PORT: String(ports.webhook),
				N8N_RUNNERS_BROKER_PORT: String(ports.webhookBroker),
			}),
			...ports.workers.map(({ health, broker }, index) =>
				plan(`worker${index + 1}`, ['worker', `--concurrency=${CONCURRENCY}`], health, {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(health),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
					N8N_RUNNERS_BROKER_PORT: String(broker),
				}),
			),
		],
		webhookBase,
	};
}

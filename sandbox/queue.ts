import { queue, type Arrangement } from './n8n/arrangement';
import type { N8nSettings } from './n8n/environment';
import type { N8nInstall } from './n8n/installed';
import { Postgres } from './n8n/postgres';
import { Redis } from './n8n/redis';
import { servers } from './n8n/servers';
import { freePort } from './ports';

const WORKERS = 2;
/** The first of a fixed row, behind the ports that every sandbox has: see ports.ts. */
const FIRST_PORT = 5684;

export interface QueueMode {
	arrangement: Arrangement;
	/** Ports by what listens there. */
	ports: Record<string, number>;
	stop(): Promise<void>;
}

/**
 * Starts PostgreSQL and Redis and says how n8n is arranged around them.
 * @param place as for the sandbox's other ports: two that start together take different ones
 * @throws Error with a sentence when a server is missing or does not start; nothing is left running then
 */
export async function startQueueMode(install: N8nInstall, settings: N8nSettings, place: number): Promise<QueueMode> {
	const programs = servers();
	let next = FIRST_PORT + place;
	const port = () => freePort(next++);
	const postgres = new Postgres(programs.postgres, install, await port());
	const redis = new Redis(programs.redis, await port());
	const ports = { redis: redis.port, webhook: await port(), webhookBroker: await port(), workers: [] as Worker[] };
	for (let each = 0; each < WORKERS; each++) ports.workers.push({ health: await port(), broker: await port() });
	const stop = async () => {
		await redis.stop();
		await postgres.stop();
	};
	try {
		await postgres.start();
		await redis.start();
	} catch (error) {
		await stop();
		throw error;
	}
	const { workers, ...flat } = ports;
	const named = workers.flatMap(({ health, broker }, index) => [
		[`worker${index + 1}`, health],
		[`worker${index + 1}Broker`, broker],
	]);
	return {
		arrangement: queue(settings, postgres, ports),
		ports: { postgres: postgres.port, ...flat, ...(Object.fromEntries(named) as Record<string, number>) },
		stop,
	};
}

interface Worker {
	health: number;
	broker: number;
}

import { createServer } from 'node:net';

/**
 * The first free loopback port of a short, fixed row. Fixed on purpose: credentials and workflows name ports, and the
 * prepared n8n of the last start can be used again only if they are the same.
 * @throws Error when ten ports of the row are taken
 */
export async function freePort(first: number, step = 20): Promise<number> {
	for (let port = first; port < first + 10 * step; port += step) if (await isFree(port)) return port;
	throw new Error(`No free port: ${first}, ${first + step} … are all taken. Stop what uses them and start again.`);
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlContext } from './control/context';
import { crmRoutes } from './control/crmRoutes';
import { staticFile } from './control/files';
import { apiPage, openApi } from './control/openapi';
import { outsideRoutes } from './control/outsideRoutes';
import { createRouter, Raw, Refusal, send, sendError, type Route } from './control/router';
import { worldRoutes } from './control/worldRoutes';

export type { ControlContext } from './control/context';

export interface Control {
	readonly url: string;
	readonly port: number;
	stop(): Promise<void>;
}

/** The page may show PDFs and load nothing from anywhere else. */
const CONTENT_POLICY =
	"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-src 'self' blob:";

/**
 * Serves the control API and the console page on the loopback.
 * @param port 0: any free one
 */
export async function startControl(context: ControlContext, port: number): Promise<Control> {
	const routes = allRoutes(context);
	const route = createRouter(routes);

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		response.setHeader('x-content-type-options', 'nosniff');
		response.setHeader('content-security-policy', CONTENT_POLICY);
		if (!isFromHere(request)) throw new Refusal(403, 'The sandbox answers to pages and programs of this machine only.');
		if (await route(request, response)) return;
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const file = request.method === 'GET' ? await staticFile(context.consoleFolder, pathname) : undefined;
		if (!file) throw new Refusal(404, `There is nothing at ${pathname}. The calls are listed at /api.`);
		send(response, 200, file);
	};

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => sendError(response, error));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const taken = (server.address() as AddressInfo).port;
	return {
		url: `http://127.0.0.1:${taken}`,
		port: taken,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function allRoutes(context: ControlContext): Route[] {
	const routes: Route[] = [...worldRoutes(context), ...crmRoutes(context), ...outsideRoutes(context)];
	routes.push(
		{
			method: 'GET',
			path: '/api',
			summary: 'This page',
			handle: () => new Raw('text/html; charset=utf-8', apiPage(routes)),
		},
		{
			method: 'GET',
			path: '/api/openapi.json',
			summary: 'The same as an OpenAPI document',
			handle: () => openApi(routes, context.version),
		},
	);
	return routes;
}

/** No page of another site may drive the sandbox, whatever name it has given to this address. */
function isFromHere(request: IncomingMessage): boolean {
	const isHere = (host: string) => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host);
	const { host = '', origin } = request.headers;
	return isHere(host) && (origin === undefined || isHere(origin.replace(/^https?:\/\//, '')));
}

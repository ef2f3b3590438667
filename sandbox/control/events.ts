import type { ServerResponse } from 'node:http';
import type { SandboxWorld } from '../world';

const HEARTBEAT_MS = 15_000;

/** Server-sent events: `changed` after every change, a comment now and then so that dead lines are noticed. */
export function streamEvents(world: SandboxWorld, response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	response.write('retry: 1000\ndata: hello\n\n');
	const stop = world.onChange(() => response.write('data: changed\n\n'));
	const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS).unref();
	response.on('close', () => {
		stop();
		clearInterval(heartbeat);
	});
}

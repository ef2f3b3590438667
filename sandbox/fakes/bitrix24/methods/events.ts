import { breath } from '../../time';
import { RestError } from '../restError';
import type { Call, Method } from './index';

const EVENTS = ['ONCRMDEALADD', 'ONCRMDEALUPDATE', 'ONCRMDEALDELETE', 'ONCRMDEALMOVETOCATEGORY'];

/** Only applications may bind events; an inbound webhook is refused. */
function forApplications(call: Call): void {
	if (call.auth !== 'application')
		throw new RestError(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied for this method');
}

export const events: Record<string, Method> = {
	'event.get': (call) => {
		forApplications(call);
		return { result: call.portal.handlers.map((row) => ({ ...row, auth_type: '0', offline: 0 })) };
	},
	'event.bind': async (call) => {
		forApplications(call);
		const { portal, params } = call;
		const event = String(params.event ?? '').toUpperCase();
		const handler = String(params.handler ?? '');
		if (!EVENTS.includes(event)) throw new RestError(400, 'ERROR_EVENT_NOT_FOUND', 'Event not found');
		checkHandler(handler);
		const exists = portal.handlers.some((row) => row.event === event && row.handler === handler);
		if (exists) throw new RestError(400, 'ERROR_EVENT_BINDING', 'Unable to set event handler: already bound');
		await breath(portal.world);
		portal.handlers.push({ event, handler });
		return { result: true };
	},
	'event.unbind': async (call) => {
		forApplications(call);
		const { portal, params } = call;
		const event = String(params.event ?? '').toUpperCase();
		await breath(portal.world);
		// Without a handler all of the event go, also those of others.
		const goes = (row: { event: string; handler: string }) =>
			row.event === event && (params.handler === undefined || row.handler === params.handler);
		const count = portal.handlers.filter(goes).length;
		portal.handlers = portal.handlers.filter((row) => !goes(row));
		return { result: { count } };
	},
};

function checkHandler(handler: string): void {
	const url = URL.canParse(handler) ? new URL(handler) : undefined;
	if (!url?.hostname.includes('.')) throw new RestError(400, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL');
	if (!['http:', 'https:'].includes(url.protocol))
		throw new RestError(400, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol');
}

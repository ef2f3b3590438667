import type { Portal } from '../portal';
import type { Values } from '../php';
import { items } from './items';
import { clients } from './clients';
import { directories } from './directories';
import { events } from './events';
import { timeline } from './timeline';
import { userFields } from './userFields';

export interface Call {
	portal: Portal;
	params: Values;
	/** Called with an inbound webhook, or by an application's token. */
	auth: 'webhook' | 'application';
	/** Inside `batch`. */
	batched: boolean;
}

export interface Answer {
	result: unknown;
	total?: number;
	next?: number;
}

export type Method = (call: Call) => Answer | Promise<Answer>;

/** The methods that this portal knows; any other is ERROR_METHOD_NOT_FOUND. */
export const methods: Record<string, Method> = {
	...items,
	...clients,
	...directories,
	...events,
	...timeline,
	...userFields,
};

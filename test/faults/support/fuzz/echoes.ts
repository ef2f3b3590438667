import type { FakturowniaInvoicesTrigger } from '../../../../nodes/Fakturownia/FakturowniaInvoicesTrigger.node';
import { deal, other, sent, told, TOKEN, triggerWorld } from '../../../node/Fakturownia/triggerContext';
import type { RowResult } from '../../row';
import type { Dice } from './dice';
import { wrong } from './kinds';
import { bytes, fuzzTold, type Expected } from './told';

export interface EchoFuzz {
	/** The trigger as it is shipped, or from its source. */
	node: FakturowniaInvoicesTrigger;
	requests: number;
	seed: number;
}

/** No number of a document, whatever else it is. */
const noId = (dice: Dice): unknown =>
	dice.pick<() => unknown>([
		() => `x${dice.text(8)}`,
		() => -dice.between(0, 9),
		() => dice.between(1, 9) / 10,
		() => '9'.repeat(dice.between(20, 400)),
		() => dice.pick<unknown>([null, true, [], ['5001'], {}, { toString: '5001' }, '__proto__', '5001 ', 1e21]),
	])();

const idle = (dice: Dice): object =>
	dice.pick<() => object>([
		() => deal(noId(dice)),
		() => other(dice.pick(['client', 'product', 'Deal', 'deals', 'invoice', dice.text(6)])),
		() => ({ deal: dice.pick<unknown>([null, 'x', [deal(1)], {}, { external_ids: null }, deal(1)]) }),
		() => JSON.parse('{"__proto__":{"deal":{"external_ids":{"fakturownia":1}},"polluted":true}}') as object,
		() => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as object,
	])();

const ECHOES: Record<string, (dice: Dice) => Expected> = {
	'any bytes': (dice) => ({ sent: sent(bytes(dice, TOKEN)), status: 401 }),
	'a document, with another token': (dice) => ({ sent: told(deal(5001), wrong(dice, TOKEN)), status: 401 }),
	'a document, with something that is no token': (dice) => ({
		sent: told(deal(5001), dice.pick<unknown>([null, '', 0, true, [TOKEN], { 0: TOKEN }, { api_token: TOKEN }])),
		status: 401,
	}),
	'a document, with the token elsewhere': (dice) => {
		const name = dice.pick(['token', 'API_TOKEN', 'api_token ', 'apiToken', '__proto__', 'constructor']);
		const text = JSON.stringify({ ...deal(5001), api_token: undefined });
		const wrapped = dice.pick([
			`${text.slice(0, -1)},"${name}":${JSON.stringify(TOKEN)}}`,
			`${text.slice(0, -1)},"__proto__":{"api_token":${JSON.stringify(TOKEN)}}}`,
			`[${String(told(deal(5001)).body)}]`,
			JSON.stringify({ ...deal(5001), app_name: { api_token: TOKEN } }),
		]);
		return { sent: sent(wrapped), status: 401 };
	},
	'a true body, cut or with something behind': (dice) => {
		const text = String(told(deal(5001)).body);
		const broken = dice.pick([
			text.slice(0, dice.between(0, text.length - 1)),
			`${text}${dice.pick(['\0', 'x', '{'])}`,
		]);
		return { sent: sent(broken), status: 401 };
	},
	'the right token, and nothing that counts': (dice) => ({ sent: told(idle(dice)), status: 200 }),
	'the right token, nested deeply': (dice) => {
		const deep = dice.between(1, 20_000);
		const rest = `"api_token":${JSON.stringify(TOKEN)}}`;
		return { sent: sent(`{"deal":${'['.repeat(deep)}${']'.repeat(deep)},${rest}`), status: 200 };
	},
};

export async function fuzzEchoes(fuzz: EchoFuzz): Promise<RowResult> {
	const truth = () => told(deal(5001));
	return fuzzTold({ ...fuzz, name: 'Fakturownia', world: triggerWorld(), kinds: ECHOES, truth });
}

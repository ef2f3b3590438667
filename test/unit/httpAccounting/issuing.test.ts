import type { Invoice } from '../../../invoicing/invoice';
import { HttpAccounting } from '../../../nodes/HttpAccounting/HttpAccounting';
import { createHttpAccountingFake } from '../../../sandbox/fakes/httpAccounting';
import type { Dialect } from '../../../sandbox/fakes/httpAccounting/dialect';
import { GENERIC } from '../../../sandbox/fakes/httpAccounting/dialects/generic';
import { INFAKT } from '../../../sandbox/fakes/httpAccounting/dialects/infakt';
import { WFIRMA } from '../../../sandbox/fakes/httpAccounting/dialects/wfirma';
import { XERO } from '../../../sandbox/fakes/httpAccounting/dialects/xero';
import { recipe } from '../../contract/httpAccounting/recipes';
import { randomOf } from '../../faults/support/sim/scheduler';
import { HTTP_STRIKES as STRIKES } from '../../faults/support/sim/strikes';
import { play, strike, violation, type IssuingSystem } from '../connect/issuing';
import { DEMO, DEMO_SYSTEM, edited, settingsOf, wanted, type NodeParameters } from './support';

/**
 * Rows 3, 4 and 5 of docs/promises.md for issuing: every fault at every call, a kill before and after every call with
 * everything done again, and random schedules from a seed.
 */
const drawPdf = async () => Buffer.from('%PDF-1.7\n%%EOF');

function systemOf(
	parameters: NodeParameters,
	dialect: Dialect,
	system = DEMO_SYSTEM,
	settings: { taskDelayMs?: number } = {},
): IssuingSystem {
	const invoice: Invoice = wanted();
	return {
		fakeName: 'http',
		vendor: system.name,
		signedBy: dialect.signedBy,
		fake: (world) => createHttpAccountingFake(world, { dialect, drawPdf, settings }),
		accounting: (http, each, clock) => new HttpAccounting(http, settingsOf(parameters, each, system), clock),
		invoice,
	};
}

const vendor = (name: string, dialect: Dialect, baseUrl: string, more: Partial<NodeParameters>, settings = {}) =>
	systemOf(
		{ ...(recipe(name) as unknown as NodeParameters), ksef: 'none', ...more },
		dialect,
		{ name, baseUrl },
		settings,
	);

const SYSTEMS: [name: string, system: IssuingSystem][] = [
	['keys are kept and documents found', systemOf(DEMO, GENERIC)],
	['documents are found, nothing is enforced', systemOf({ ...DEMO, keyEnforced: false }, GENERIC)],
	['nothing can be found', systemOf({ ...DEMO, ...edited('requests', { find: undefined }) }, GENERIC)],
	['inFakt', vendor('inFakt', INFAKT, 'https://api.infakt.pl/api/v3', {}, { taskDelayMs: 3_000 })],
	['wFirma', vendor('wFirma', WFIRMA, 'https://api2.wfirma.pl', {})],
	['Xero', vendor('Xero', XERO, 'https://api.xero.com/api.xro/2.0', {})],
];

describe.each(SYSTEMS)('%s', (name, system) => {
	const finds = name !== 'nothing can be found';

	test('without any fault: one document, at once', async () => {
		const clean = await play(system, 1);
		expect(clean).toMatchObject({ ending: 'issued', documents: 1 });
		expect(clean.calls.length).toBe({ 'nothing can be found': 1, inFakt: 7 }[name] ?? 2);
	});

	test('row 4: every fault at every call', async () => {
		const { points, calls } = await play(system, 1);
		const endings: Record<string, number> = {};
		const violations: string[] = [];
		for (let at = 0; at < points; at++)
			for (const each of STRIKES) {
				let struck = '';
				const played = await play(system, 1, (point, number, where) => {
					if (number !== at || point.moment !== 'before') return;
					struck = point.name;
					strike(each, point, where);
				});
				if (struck === '') continue;
				endings[played.ending] = (endings[played.ending] ?? 0) + 1;
				const wrong = violation(played);
				if (wrong) violations.push(`${JSON.stringify(each)} at ${struck}: ${wrong}`);
			}
		expect(violations).toEqual([]);
		expect(Object.values(endings).reduce((all, each) => all + each)).toBe(calls.length * STRIKES.length);
		expect(endings.issued).toBeGreaterThan(finds ? STRIKES.length : 5);
	}, 60_000);

	test('row 3: killed before and after every call, then everything again', async () => {
		const { points } = await play(system, 2);
		const violations: string[] = [];
		for (let at = 0; at < points; at++) {
			const played = await play(system, 2, (_point, number, { process }) => {
				if (number === at) process.kill();
			});
			const wrong = violation(played);
			if (wrong) violations.push(`killed at point ${at}: ${wrong}`);
		}
		expect(violations).toEqual([]);
	}, 60_000);

	test('row 5: random faults and kills', async () => {
		const violations: string[] = [];
		const endings: Record<string, number> = {};
		for (let seed = 1; seed <= 400; seed++) {
			const random = randomOf(seed);
			const below = (end: number) => Math.floor(random() * end);
			const strikes = new Map(Array.from({ length: 1 + below(4) }, () => [below(24), STRIKES[below(STRIKES.length)]!]));
			const kills = new Set(Array.from({ length: below(3) }, () => below(24)));
			const played = await play(system, seed, (point, number, where) => {
				const each = strikes.get(number);
				if (each && point.moment === 'before') strike(each, point, where);
				if (kills.has(number)) where.process.kill();
			});
			endings[played.ending] = (endings[played.ending] ?? 0) + 1;
			const wrong = violation(played);
			if (wrong) violations.push(`seed ${seed}: ${wrong}`);
		}
		expect(violations).toEqual([]);
		expect(endings.issued).toBeGreaterThan(finds ? 200 : 100);
	}, 120_000);
});

describe('the harness sees what it is there for', () => {
	test('a create that is sent again without a key', async () => {
		// The user vouches for keys, and the system keeps none: two documents, and the harness says so.
		const system = systemOf(DEMO, GENERIC);
		const careless = {
			...system,
			fake: (world: Parameters<typeof system.fake>[0]) =>
				createHttpAccountingFake(world, { drawPdf, settings: { keys: false } }),
		};
		const played = await play(careless, 1, (point, _number, where) => {
			if (point.moment === 'before' && point.name.includes('POST'))
				strike({ fault: 'late-after', delayMs: 90_000 }, point, where);
		});
		expect(violation(played)).toMatch(/documents/);
	});

	test('a look-up that never finds', async () => {
		const blind = edited('answers', {
			fields: { ...(JSON.parse(DEMO.answers) as { fields: object }).fields, reference: 'number' },
		});
		let first = true;
		const played = await play(
			systemOf({ ...DEMO, ...blind, keyEnforced: false }, GENERIC),
			1,
			(point, _number, where) => {
				if (!first || point.moment !== 'before' || !point.name.includes('POST')) return;
				first = false;
				strike({ fault: 'reset-after' }, point, where);
			},
		);
		expect(violation(played)).toMatch(/can be found/);
	});
});

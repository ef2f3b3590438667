import { HttpAccounting } from '../../../nodes/HttpAccounting/HttpAccounting';
import { createHttpAccountingFake } from '../../../sandbox/fakes/httpAccounting';
import type { Dialect } from '../../../sandbox/fakes/httpAccounting/dialect';
import { GENERIC } from '../../../sandbox/fakes/httpAccounting/dialects/generic';
import { INFAKT } from '../../../sandbox/fakes/httpAccounting/dialects/infakt';
import { WFIRMA } from '../../../sandbox/fakes/httpAccounting/dialects/wfirma';
import { XERO } from '../../../sandbox/fakes/httpAccounting/dialects/xero';
import { recipe } from '../../contract/httpAccounting/recipes';
import { cleanCalls, order, violationsOf } from '../../faults/support/issue/rows';
import { IssueScene, type IssuingSystem } from '../../faults/support/issue/scene';
import type { Point } from '../../faults/support/sim/process';
import { holdRows } from '../issuing/holdRows';
import { DEMO, DEMO_SYSTEM, edited, settingsOf, wanted, type NodeParameters } from './support';

const drawPdf = async () => Buffer.from('%PDF-1.7\n%%EOF');

function systemOf(
	parameters: NodeParameters,
	dialect: Dialect,
	system = DEMO_SYSTEM,
	settings: { taskDelayMs?: number } = {},
): IssuingSystem {
	const { create } = JSON.parse(parameters.requests) as { create: { method?: string; path: string } };
	const invoice = wanted();
	return {
		client: { vendor: system.name, fake: 'http', headers: () => ({ ...dialect.signedBy }) },
		createFake: (world) => createHttpAccountingFake(world, { dialect, drawPdf, settings }),
		accounting: (http, clock) => new HttpAccounting(http, settingsOf(parameters, invoice, system), clock),
		invoice,
		create: `http ${create.method ?? 'POST'} ${new URL(system.baseUrl).pathname.replace(/\/$/, '')}${create.path}`,
		plays: ['error-in-200', 'search-lag', 'racy-unique', 'token-revoked'],
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
	test('an undisturbed way has one create', async () => {
		const calls = await cleanCalls(system, 1);
		expect(calls.filter((call) => call === system.create)).toHaveLength(1);
		expect(calls).toHaveLength({ 'nothing can be found': 1, inFakt: 7 }[name] ?? 2);
	});

	holdRows(system, { from: 1, count: 300, ...(name === 'nothing can be found' && { issued: 1 / 6 }) });
});

describe('what the rows can see', () => {
	const create = ({ name, moment }: Point) => moment === 'before' && name.includes('POST');

	test('a create that is sent again without a key', async () => {
		// The user vouches for keys, and the system keeps none: two documents.
		const careless: IssuingSystem = {
			...systemOf(DEMO, GENERIC),
			createFake: (world) => createHttpAccountingFake(world, { drawPdf, settings: { keys: false } }),
		};
		const onPoint = (point: Point, scene: IssueScene) => {
			if (create(point)) order(scene, point.name, { fault: 'late-after', delayMs: 90_000 });
		};
		const scene = await new IssueScene(careless, { seed: 1, onPoint }).play();
		expect(violationsOf(scene, 'always').join('\n')).toMatch(/\d documents/);
	});

	test('a look-up that never finds', async () => {
		const blind = edited('answers', {
			fields: { ...(JSON.parse(DEMO.answers) as { fields: object }).fields, reference: 'number' },
		});
		let first = true;
		const onPoint = (point: Point, scene: IssueScene) => {
			if (!first || !create(point)) return;
			first = false;
			order(scene, point.name, { fault: 'reset-after' });
		};
		const system = systemOf({ ...DEMO, ...blind, keyEnforced: false }, GENERIC);
		const scene = await new IssueScene(system, { seed: 1, onPoint }).play();
		expect(violationsOf(scene, 'unmade')).toContain('is unknown, though it can be known');
	});
});

import path from 'node:path';
import { ROOT } from '../../../scripts/packed';
import type { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import type { FakturowniaInvoicesTrigger } from '../../../nodes/Fakturownia/FakturowniaInvoicesTrigger.node';
import type { QuickBooksInvoicesTrigger } from '../../../nodes/QuickBooks/QuickBooksInvoicesTrigger.node';
import type { Row } from '../row';
import { fuzzEchoes } from '../support/fuzz/echoes';
import { fuzzInProcess } from '../support/fuzz/inProcess';
import { fuzzNotifications } from '../support/fuzz/notifications';
import { fuzzOverHttp } from '../support/fuzz/overHttp';

export const fuzzing: Row = {
	id: '10',
	title:
		'Webhook fuzzing: bad JSON and forms, depth, size, encodings, wrong secret, prototype keys; 100,000 requests through webhook() in process, 100,000 notifications each through that of QuickBooks and of Fakturownia, 5,000 over HTTP against a real n8n',
	figure: '0 crashes, 0 accepted unless valid, memory flat',
	run: async ({ seed, log }) => {
		const bitrix24 = shipped<Bitrix24DealTrigger>('Bitrix24', 'Bitrix24DealTrigger');
		const inProcess = await fuzzInProcess({ node: bitrix24, requests: 100_000, seed });
		log(`in process: ${inProcess.violations.length} violations`);
		const quickBooks = shipped<QuickBooksInvoicesTrigger>('QuickBooks', 'QuickBooksInvoicesTrigger');
		const notified = await fuzzNotifications({ node: quickBooks, requests: 100_000, seed });
		const fakturownia = shipped<FakturowniaInvoicesTrigger>('Fakturownia', 'FakturowniaInvoicesTrigger');
		const echoed = await fuzzEchoes({ node: fakturownia, requests: 100_000, seed });
		log(`notifications: ${notified.violations.length + echoed.violations.length} violations`);
		const overHttp = await fuzzOverHttp({ requests: 5000, due: 20, seed, log });
		return {
			figures: { ...inProcess.figures, ...notified.figures, ...echoed.figures, ...overHttp.figures },
			violations: [...inProcess.violations, ...notified.violations, ...echoed.violations, ...overHttp.violations],
		};
	},
};

/** As it is in the package: the bundle that the long run has just packed. */
function shipped<T>(folder: string, name: string): T {
	const file = path.join(ROOT, `dist/nodes/${folder}/${name}.node.js`);
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const bundle = require(file) as Record<string, new () => T>;
	return new bundle[name]!();
}

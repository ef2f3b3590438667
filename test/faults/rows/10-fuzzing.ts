import path from 'node:path';
import { ROOT } from '../../../scripts/packed';
import type { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import type { Row } from '../row';
import { fuzzInProcess } from '../support/fuzz/inProcess';
import { fuzzOverHttp } from '../support/fuzz/overHttp';

export const fuzzing: Row = {
	id: '10',
	title:
		'Webhook fuzzing: bad JSON and forms, depth, size, encodings, wrong secret, prototype keys; 100,000 requests through webhook() in process, 5,000 over HTTP against a real n8n',
	figure: '0 crashes, 0 accepted unless valid, memory flat',
	run: async ({ seed, log }) => {
		const inProcess = await fuzzInProcess({ node: shippedTrigger(), requests: 100_000, seed });
		log(`in process: ${inProcess.violations.length} violations`);
		const overHttp = await fuzzOverHttp({ requests: 5000, due: 20, seed, log });
		return {
			figures: { ...inProcess.figures, ...overHttp.figures },
			violations: [...inProcess.violations, ...overHttp.violations],
		};
	},
};

/** As it is in the package: the bundle that the long run has just packed. */
function shippedTrigger(): Bitrix24DealTrigger {
	const file = path.join(ROOT, 'dist/nodes/Bitrix24/Bitrix24DealTrigger.node.js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const bundle = require(file) as { Bitrix24DealTrigger: new () => Bitrix24DealTrigger };
	return new bundle.Bitrix24DealTrigger();
}

import { CRM_NAMES } from '../../../sandbox/crms';
import { ACCOUNTINGS, type AccountingName } from '../../../workflows/definitions/accountings';
import { openScene } from '../support/withScene';
import { wholeWay, type WholeWay } from '../support/wholeWay';
import type { Row } from '../row';
import type { CrmName } from '../../../workflows/definitions/crms';

const PAIRS = CRM_NAMES.flatMap((crm) =>
	(Object.keys(ACCOUNTINGS) as AccountingName[]).map((accounting) => ({ crm, accounting })),
);

/** Every pair has a real n8n of its own with the workflows that are built for it. */
export const pairs: Row = {
	id: '25',
	title: 'Every CRM with every accounting system: one deal of two lines each',
	figure: '1 invoice with the right totals, PDF, e-mail, file, record, row',
	run: async ({ log }) => {
		const figures: Record<string, string> = {};
		const violations: string[] = [];
		for (const pair of PAIRS) {
			const name = `${pair.crm} → ${pair.accounting}`;
			const { violations: found, seconds, calls } = await onePair(pair);
			violations.push(...found.map((violation) => `${name}: ${violation}`));
			figures[name] = `${seconds.toFixed(1)} s, ${calls.crm} + ${calls.accounting} calls`;
			log(`${name}: ${found.length === 0 ? 'one of each' : found.join(' ')}, ${figures[name]}`);
		}
		return { figures, violations };
	},
};

async function onePair(pair: { crm: CrmName; accounting: AccountingName }): Promise<WholeWay> {
	const scene = await openScene({}, pair);
	try {
		return await wholeWay(scene);
	} finally {
		await scene.close();
	}
}

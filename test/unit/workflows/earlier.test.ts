import { ACCOUNTINGS, type AccountingName } from '../../../workflows/definitions/accountings';
import { dealToInvoice } from '../../../workflows/definitions/dealToInvoice';
import { NAMES } from '../../../workflows/definitions/dealToInvoice/names';
import { SHIPPED } from '../../../workflows/definitions/options';

const n = NAMES.en;
const canvasOf = (accounting: AccountingName) => dealToInvoice({ ...SHIPPED, language: 'en', accounting });
const next = (accounting: AccountingName, node: string) =>
	canvasOf(accounting).connections[node]?.main.map((output) => output.map((each) => each.node));

test.each(Object.keys(ACCOUNTINGS) as AccountingName[])('%s: earlier documents are read where it has some', (name) => {
	const builds = 'buildsOnEarlier' in ACCOUNTINGS[name];
	expect(canvasOf(name).nodes.some((node) => node.name === n.earlier)).toBe(builds);
	// A failure on the way is one row of the journal, whichever node it was.
	const steps = builds ? [n.getDeal, n.earlier, n.build] : [n.getDeal, n.build];
	for (const [index, node] of steps.entries())
		expect(next(name, node)).toEqual([[steps[index + 1] ?? n.stepRow], [n.stepRow]]);
});

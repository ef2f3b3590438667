import { idOf, type Canvas } from '../../lib/canvas';
import { ours, pause } from '../../lib/nodes';
import { insertRow, listTables, readRows } from '../../lib/tables';
import type { ScenarioOptions } from '../options';
import { expression, first, from } from './expressions';
import type { Names } from './names';

/** Three ways out make Judge Claim 32 pixels higher: so far up, its input is in line with the row before it. */
const JUDGE_ROW = -16 / 208;

/** From the settings to the verdict of Judge Claim: nothing here asks a vendor. */
export function claim(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const reference = from(n.entry, '.reference');
	const journal = from(n.tables, '.journal');
	listTables(canvas, n.listTables, [4, 0]);
	canvas.add(n.tables, [5, 0], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readRows(canvas, n.finished, [6, 0], from(n.tables, '.done'), reference, { alwaysOutputData: true });
	readRows(canvas, n.look, [7, 0], journal, reference, { alwaysOutputData: true });
	canvas.add(n.claim, [8, 0], ours('invoiceJournal'), 1, {
		resource: 'claim',
		operation: 'row',
		entry: from(n.entry, ''),
		done: expression(`$('${n.finished}').all().map((item) => item.json)`),
		askedBy: expression(`${first(n.entry, '.askedBy')} || 'event'`),
		leaseSeconds: options.leaseSeconds,
	});
	insertRow(canvas, n.writeClaim, [9, 0], journal);
	readRows(canvas, n.readClaims, [10, 0], journal, reference);
	canvas.add(n.judge, [11, JUDGE_ROW], ours('invoiceJournal'), 1, {
		resource: 'claim',
		operation: 'judge',
		attempt: from(n.writeClaim, '.attempt'),
	});
	pause(canvas, n.moment, [12, -1.2], '2', idOf('contest pause'));
	insertRow(canvas, n.giveUp, [12, 1], journal);
	canvas.chain(n.settings, n.listTables, n.tables, n.finished, n.look, n.claim, n.writeClaim, n.readClaims, n.judge);
	canvas.connect(n.judge, n.moment, 1);
	canvas.connect(n.moment, n.readClaims);
	canvas.connect(n.judge, n.giveUp, 2);
}

import fc from 'fast-check';
import { IssuedInvoice } from '../../../invoicing/invoice';
import { parseRows, type NewRow } from '../../../invoicing/journal/row';
import { changesOf, seenOf } from '../../../invoicing/payments/changes';
import { openDocuments } from '../../../invoicing/payments/open';
import { ENTRY } from '../journal/support';

/** One document, its deal and the journal, and turns of the workflow that run beside each other. */
class Books {
	paid = '0.00';
	deal = '';
	writes = 0;
	readonly rows: NewRow[] = [];

	/** What a turn does after it has read: the CRM takes the words, then the row is written. Empty: no news. */
	turn(): (() => void)[] {
		const [change] = changesOf(seenOf(this.open(), [this.listed()], '2026-12-01'), 'en');
		if (!change) return [];
		const tell = () => {
			this.deal = change.payment.text!;
			this.writes += 1;
		};
		return [tell, () => void this.rows.push(change.row)];
	}

	open() {
		const data = JSON.stringify({ v: 1, path: '', entry: ENTRY, fingerprint: 'f' });
		const done = {
			...{ reference: ENTRY.reference, vendor: 'quickbooks', number: '1001', document_id: '145', data },
			...{ amount: '100.00', currency: 'PLN', client: '7', createdAt: '2026-11-22T10:00:00.000Z' },
		};
		const rows = this.rows.map((row, at) => ({ ...row, id: at + 1, createdAt: '2026-12-01T00:00:00Z' }));
		const crm = ENTRY.reference.split(':')[0]!;
		return openDocuments({ done: [done], rows: parseRows(rows), crm, zone: 'Europe/Warsaw', awaited: () => false });
	}

	private listed() {
		return IssuedInvoice.parse({
			...{ system: 'quickbooks', account: '1', documentId: '145', number: '1001', kind: 'Invoice', currency: 'PLN' },
			...{ reference: ENTRY.reference, net: '100.00', vat: '0.00', gross: '100.00', paid: this.paid },
			...{ issueDate: '2026-11-22', dueDate: '2026-12-20', buyer: { name: 'A', taxId: '', emails: [] } },
			...{ legal: { state: 'notRequired' }, cancelled: false },
		});
	}

	/** Turns one after the other, until there is nothing more to tell; answers how many told something. */
	settle(): number {
		for (let turns = 0; turns < 10; turns += 1) {
			const steps = this.turn();
			if (steps.length === 0) return turns;
			for (const step of steps) step();
		}
		throw new Error('Turn after turn tells the same.');
	}
}

describe('two turns at the same time', () => {
	it('that say the same write it twice and are told of once more, then never again', () => {
		const books = new Books();
		books.paid = '100.00';
		const [one, other] = [books.turn(), books.turn()];
		for (const step of [one[0]!, other[0]!, one[1]!, other[1]!]) step();
		expect(books.deal).toBe('1001: paid, 100.00 PLN');
		expect(books.settle()).toBe(1);
		expect(books.open()).toEqual([]);
		expect(books.deal).toBe('1001: paid, 100.00 PLN');
	});

	it('of which the older one spoke last, and the newer one wrote its row last, do not leave the older words', () => {
		const books = new Books();
		books.paid = '40.00';
		const older = books.turn();
		books.paid = '100.00';
		const newer = books.turn();
		for (const step of [newer[0]!, older[0]!, older[1]!, newer[1]!]) step();
		expect(books.deal).toContain('40.00 of 100.00');
		books.settle();
		expect(books.deal).toBe('1001: paid, 100.00 PLN');
	});

	it('a turn alone tells each change once', () => {
		const books = new Books();
		for (const paid of ['40.00', '100.00']) {
			books.paid = paid;
			expect(books.settle()).toBe(1);
		}
		expect(books.writes).toBe(2);
	});

	it('however they interleave, the deal says in the end what is true', () => {
		const paid = fc.constantFrom('0.00', '40.00', '60.00').map((amount) => ({ paid: amount }));
		const step = fc.oneof(paid, fc.constant('begin' as const), fc.nat(5));
		const steps = fc.array(step, { maxLength: 20 });
		fc.assert(
			fc.property(steps, fc.boolean(), steps, (first, isPaid, then) => {
				const books = new Books();
				const running: (() => void)[][] = [];
				// What was paid in full is not looked at again: it stays so.
				const full = isPaid ? [{ paid: '100.00' }, ...then.filter((each) => typeof each !== 'object')] : then;
				for (const each of [...first, ...full]) {
					if (each === 'begin') running.push(books.turn());
					else if (typeof each === 'number') running[each % Math.max(running.length, 1)]?.shift()?.();
					else books.paid = each.paid;
				}
				running.flat().forEach((left) => left());
				books.settle();
				if (books.paid === '0.00') expect(books.deal).toMatch(/^$|not paid yet/);
				else expect(books.deal).toContain(isPaid ? 'paid, 100.00 PLN' : `${books.paid} of 100.00`);
			}),
			{ numRuns: 2_000 },
		);
	});
});

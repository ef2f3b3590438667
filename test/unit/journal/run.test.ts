import { buildView, ENTRY, Killed, NO_LEGAL, Simulation, type World } from './support';

const quiet: World = { build: () => buildView(), legal: () => NO_LEGAL };
const ONE = { documents: 1, recorded: 1, mails: 1, files: 1, reportRows: 1, alarms: [], statuses: [] };

describe('a run without trouble', () => {
	it('does every step once, in order, with few rows', () => {
		const simulation = new Simulation(quiet);
		expect(simulation.run()).toBe('end');
		expect(simulation.books).toEqual(ONE);
		expect(simulation.rows().map((row) => row.step)).toEqual([
			'claim',
			'build',
			'issue',
			'record',
			'mail',
			'archive',
			'report',
			'finish',
		]);
		expect(simulation.rows().at(-2)).toMatchObject({ number: '1/11/2026', document_id: '5', amount: '123.00' });
	});

	it('leaves nothing for copies of the event, the sweep or a replay', () => {
		const simulation = new Simulation(quiet);
		simulation.run();
		expect([simulation.run(), simulation.run('sweep'), simulation.run('replay'), simulation.sweep()]).toEqual([
			'finished',
			'finished',
			'finished',
			false,
		]);
		expect(simulation.books).toEqual(ONE);
	});
});

describe('a run that is killed', () => {
	const points: string[] = [];
	new Simulation({ ...quiet, around: (point) => points.push(point) }).run();

	it.each(points.map((point, index) => [point, index] as const))(
		'%s (%i) ends as if it had not been',
		(point, index) => {
			let seen = 0;
			const simulation = new Simulation({
				...quiet,
				around: () => {
					if (seen++ === index) throw new Killed();
				},
			});
			expect(() => simulation.run()).toThrow(Killed);
			simulation.now += 61_000;
			// The event comes again as well: whoever is first goes on, the other finds nothing to do.
			simulation.sweep();
			simulation.run('event', ENTRY);
			const mailMayHaveGone =
				point === 'before mail' ||
				point === 'after mail' ||
				(point === 'before row mail' && index > 0) ||
				point === 'after row record';
			const { mails, ...others } = simulation.books;
			expect(mails).toBeLessThanOrEqual(1);
			if (!mailMayHaveGone) expect(simulation.books).toEqual(ONE);
			// A mail in flight at the kill is told to a person, never sent again.
			else
				expect(others).toMatchObject({
					documents: 1,
					recorded: 1,
					files: 1,
					reportRows: 1,
					alarms: [expect.stringContaining('Needs attention')],
				});
		},
	);
});

describe('KSeF', () => {
	it('holds back everything until the number is there', () => {
		let answers = 0;
		const pending = { state: 'pending' as const, messages: [] };
		const simulation = new Simulation({
			build: () => buildView({}, { gate: 'ksefNumber' }),
			legal: () => (answers++ < 3 ? pending : { state: 'legal', ksefNumber: '123-20261122-ABC', messages: [] }),
			around: (point) => {
				if (point === 'before mail') expect(answers).toBeGreaterThan(3);
			},
		});
		expect(simulation.run()).toBe('end');
		expect(simulation.books).toMatchObject({ ...ONE, alarms: [], statuses: [] });
	});

	it('that rejects stops everything and tells the deal', () => {
		const simulation = new Simulation({
			build: () => buildView({}, { gate: 'ksefNumber' }),
			legal: () => ({ state: 'rejected', messages: ['Nieprawidłowy NIP nabywcy'] }),
		});
		simulation.run();
		expect(simulation.books).toMatchObject({ documents: 1, recorded: 0, mails: 0, files: 0, reportRows: 0 });
		expect(simulation.books.statuses).toEqual([expect.stringContaining('KSeF rejected')]);
		expect(simulation.sweep()).toBe(false);
	});
});

describe('needs attention', () => {
	const problem = { code: 'taxIdMissing', field: 'NIP', text: { pl: 'Brak NIP.', en: 'The NIP is missing.' } };

	it('tells the deal once and issues nothing; a new stage entry starts the next attempt', () => {
		let fixed = false;
		const simulation = new Simulation({
			...quiet,
			build: () => (fixed ? buildView() : { ...buildView(), ok: false, invoice: null, problems: [problem] }),
		});
		simulation.run();
		simulation.run('event', { ...ENTRY, entryId: '10' });
		expect(simulation.books.statuses).toHaveLength(1);
		expect(simulation.books.documents).toBe(0);
		fixed = true;
		expect(simulation.run()).toContain('waits for a new stage entry');
		simulation.run('event', { ...ENTRY, entryId: '11' });
		expect(simulation.books).toMatchObject({ documents: 1, mails: 1 });
	});
});

describe('approval', () => {
	it('asks, holds nothing meanwhile, and issues after a yes', () => {
		const simulation = new Simulation({ ...quiet, build: () => buildView({ mode: 'approve', needsApproval: true }) });
		expect(simulation.run()).toBe('hold');
		expect(simulation.run()).toBe('waits for a decision');
		expect(simulation.books.documents).toBe(0);
		simulation.answer({ Decision: 'Issue the invoice' });
		expect(simulation.books).toMatchObject({ documents: 1, mails: 1 });
	});

	it('issues nothing after a no', () => {
		const simulation = new Simulation({ ...quiet, build: () => buildView({ mode: 'approve', needsApproval: true }) });
		simulation.run();
		simulation.answer({ Decision: 'Do not issue it' });
		expect(simulation.books).toMatchObject({ documents: 0, mails: 0 });
		expect(simulation.books.statuses.at(-1)).toContain('refused');
	});

	it('asks again when the invoice changed before the answer', () => {
		let fingerprint = 'f1';
		const simulation = new Simulation({
			...quiet,
			build: () => buildView({ mode: 'approve', needsApproval: true }, { fingerprint }),
		});
		simulation.run();
		fingerprint = 'f2';
		expect(simulation.answer({ Decision: 'Issue the invoice' })).toBe('hold');
		expect(simulation.books.documents).toBe(0);
	});

	it('issues nothing when the deal was moved back before the answer', () => {
		let withdrawn: 'movedBack' | undefined = undefined;
		const simulation = new Simulation({
			...quiet,
			build: () => buildView({ mode: 'approve', needsApproval: true, withdrawn }),
		});
		simulation.run();
		withdrawn = 'movedBack';
		simulation.answer({ Decision: 'Issue the invoice' });
		expect(simulation.books).toMatchObject({ documents: 0 });
		expect(simulation.books.statuses.at(-1)).toContain('moved back');
	});
});

describe('a vendor that fails', () => {
	const down = { error: 'Fakturownia does not answer.', details: { cause: 'unavailable', vendor: 'Fakturownia' } };

	it('is waited for, then left to the sweep with one alarm, and everything ends right by itself', () => {
		let failing = true;
		const simulation = new Simulation({
			...quiet,
			fail: (effect) => (effect === 'issue' && failing ? down : undefined),
		});
		simulation.run();
		expect(simulation.books.alarms).toHaveLength(1);
		failing = false;
		simulation.now += 6 * 3_600_000;
		expect(simulation.sweep()).toBe(true);
		expect(simulation.books).toMatchObject({ documents: 1, mails: 1, files: 1, reportRows: 1 });
	});

	it('at the archive does not hold up the mail, and is told once', () => {
		const refused = {
			error: 'The folder is not shared with this account.',
			details: { cause: 'permission', vendor: 'Google Drive' },
		};
		let shared = false;
		const simulation = new Simulation({
			...quiet,
			fail: (effect) => (effect === 'archive' && !shared ? refused : undefined),
		});
		simulation.run();
		expect(simulation.books).toMatchObject({ mails: 1, files: 0, reportRows: 1 });
		expect(simulation.books.alarms).toHaveLength(1);
		expect(simulation.run('replay')).toBe('end');
		shared = true;
		simulation.run('replay');
		expect(simulation.books).toMatchObject({ ...ONE, alarms: [expect.any(String)] });
		expect(simulation.finished).toBe(true);
	});
});

it('a journal that was emptied finds the document and sends no second mail', () => {
	const simulation = new Simulation(quiet);
	simulation.run();
	simulation.stored.length = 0;
	simulation.finished = false;
	simulation.run();
	expect(simulation.books).toMatchObject({ documents: 1, mails: 1, files: 1 });
	expect(simulation.books.alarms).toHaveLength(1);
});

it('dry run issues nothing and says so on the deal', () => {
	const simulation = new Simulation({ ...quiet, build: () => buildView({ mode: 'dryRun' }) });
	simulation.run();
	expect(simulation.books).toMatchObject({ documents: 0, mails: 0 });
	expect(simulation.books.statuses).toEqual([expect.stringContaining('Dry run')]);
});

it('a document that an earlier journal made and recorded is not mailed again, though this one announced its issue', () => {
	const emptied = new Simulation(quiet);
	emptied.run();
	emptied.stored.length = 0;
	emptied.finished = false;
	let killed = false;
	emptied.world.build = () => ({ ...buildView(), deal: { record: { reference: ENTRY.reference } } });
	emptied.world.around = (point) => {
		if (point === 'after issue' && !killed) {
			killed = true;
			throw new Killed();
		}
	};
	expect(() => emptied.run()).toThrow(Killed);
	emptied.now += 61_000;
	emptied.sweep();
	expect(emptied.books.mails).toBe(1);
	expect(emptied.books.alarms).toEqual([expect.stringContaining('not known whether the e-mail')]);
});

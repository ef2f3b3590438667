import { buildView, ENTRY, NO_LEGAL, Simulation, type World } from './support';

const quiet: World = { build: () => buildView(), legal: () => NO_LEGAL };
const ONE = { documents: 1, recorded: 1, mails: 1, files: 1, reportRows: 1 };

describe('a reference at rest, once a person has moved the deal out of the stage and in again', () => {
	it('is looked at again where KSeF had rejected the document', () => {
		let corrected = false;
		const simulation = new Simulation({
			build: () => buildView({}, { gate: 'ksefNumber' }),
			legal: () =>
				corrected
					? { state: 'legal', ksefNumber: '123-20261122-ABC', messages: [] }
					: { state: 'rejected', messages: ['Nieprawidłowy NIP nabywcy'] },
		});
		simulation.run();
		simulation.run('event', { ...ENTRY, entryId: '10' });
		expect(simulation.books).toMatchObject({ documents: 1, recorded: 0, mails: 0, files: 0, reportRows: 0 });
		corrected = true;
		simulation.run('event', { ...ENTRY, entryId: '11' });
		expect(simulation.books).toMatchObject({ documents: 1, recorded: 1, mails: 1, files: 1, reportRows: 1 });
		expect(simulation.rows().filter((row) => row.step === 'legal' && row.state === 'done')).toHaveLength(1);
	});

	it('goes on with the step that had failed for good', () => {
		const refused = { error: 'No such folder.', details: { cause: 'permission', vendor: 'Google Drive' } };
		let shared = false;
		const simulation = new Simulation({
			...quiet,
			fail: (effect) => (effect === 'archive' && !shared ? refused : undefined),
		});
		simulation.run();
		shared = true;
		expect(simulation.run()).toContain('waits for a new stage entry');
		simulation.run('event', { ...ENTRY, entryId: '10' });
		expect(simulation.books).toMatchObject(ONE);
		expect(simulation.finished).toBe(true);
		expect(simulation.books.alarms).toEqual([
			'Needs attention: "archive" is on hold; once the cause is gone, move the deal out of the stage and in again. No such folder.',
		]);
	});

	it('is not mailed a second time when the first mail may have been handed over', () => {
		const lost = { error: 'Connection closed unexpectedly' };
		const simulation = new Simulation({ ...quiet, fail: (effect) => (effect === 'mail' ? lost : undefined) });
		let handedOver = 0;
		simulation.world.around = (point) => {
			if (point === 'before mail') handedOver += 1;
		};
		simulation.run();
		simulation.run('event', { ...ENTRY, entryId: '10' });
		simulation.run('replay');
		expect(handedOver).toBe(1);
		expect(simulation.books.alarms).toEqual([expect.stringContaining('not known whether the e-mail')]);
	});

	it('finishes without a mail once a person has added the row that says who sent it', () => {
		const lost = { error: 'Connection closed unexpectedly' };
		const simulation = new Simulation({ ...quiet, fail: (effect) => (effect === 'mail' ? lost : undefined) });
		simulation.run();
		simulation.note({ step: 'mail', state: 'done', data: '{"v":1}' });
		simulation.run('event', { ...ENTRY, entryId: '10' });
		expect(simulation.books).toMatchObject({ ...ONE, mails: 0 });
		expect(simulation.finished).toBe(true);
	});
});

it.each(['credential', 'unavailable'])('%s for two days is told once, and all goes on by itself after it', (cause) => {
	const failure = { error: 'Fakturownia did not accept the sign-in.', details: { cause } };
	let failing = true;
	const simulation = new Simulation({
		...quiet,
		fail: (effect) => (effect === 'issue' && failing ? failure : undefined),
	});
	simulation.run();
	for (let hours = 0; hours < 48; hours++) {
		simulation.now += 3_600_000;
		simulation.sweep();
	}
	expect(simulation.books.alarms).toEqual([expect.stringContaining('did not accept')]);
	failing = false;
	simulation.now += 16 * 60_000;
	expect(simulation.sweep()).toBe(true);
	expect(simulation.books).toMatchObject({ ...ONE, alarms: [expect.any(String)] });
});

it('KSeF that takes its time is told as such, and what waits is never called a day', () => {
	const simulation = new Simulation({
		build: () => buildView({}, { gate: 'ksefNumber' }),
		legal: () => ({ state: 'pending', messages: [] }),
	});
	simulation.run();
	const notes = simulation.rows().map((row) => row.note);
	expect(notes).toContain('Waiting for KSeF: 1/11/2026');
	expect(notes.filter((note) => note.includes('will be issued on'))).toEqual([]);
});

describe('a correction whose original has no KSeF number yet', () => {
	const problem = { code: 'correctedWithoutKsef', field: 'corrects', text: { pl: 'Bez numeru.', en: 'No number.' } };
	const waiting = { ...buildView({ awaitsKsef: '9/11/2026' }), ok: false, invoice: null, problems: [problem] };
	const started = () => {
		const seen = { number: false };
		const simulation = new Simulation({ ...quiet, build: () => (seen.number ? buildView() : waiting) });
		simulation.run();
		return { seen, simulation };
	};
	const hours = (simulation: Simulation, count: number) => {
		for (let each = 0; each < count; each++) {
			simulation.now += 3_600_000;
			simulation.sweep();
		}
	};

	it('waits, says so, and is issued once the number is there', () => {
		const { seen, simulation } = started();
		expect(simulation.rows().at(-1)!.data).toMatchObject({ rest: 'waiting', cause: 'build:ksefNumber' });
		expect(simulation.rows().filter(({ step }) => step === 'build')[0]!.note).toBe('Waiting for KSeF: 9/11/2026');
		hours(simulation, 3);
		expect(simulation.books).toMatchObject({ documents: 0, statuses: [] });
		seen.number = true;
		hours(simulation, 7);
		expect(simulation.books).toMatchObject({ ...ONE, statuses: [], alarms: ['Waiting for KSeF: 9/11/2026'] });
	});

	it('needs attention after half a day, once; a replay waits anew, and says anew if that was in vain', () => {
		const { seen, simulation } = started();
		hours(simulation, 48);
		expect(simulation.books).toMatchObject({ documents: 0, statuses: ['Needs attention: No number.'] });
		simulation.run('replay');
		hours(simulation, 48);
		expect(simulation.books.statuses).toHaveLength(2);
		seen.number = true;
		hours(simulation, 1);
		expect(simulation.books.documents).toBe(0);
		simulation.run('replay');
		expect(simulation.books).toMatchObject(ONE);
	});

	it('is withdrawn with its deal rather than waited for', () => {
		const gone = { ...waiting, brakes: { ...waiting.brakes, withdrawn: 'deleted' as const } };
		const simulation = new Simulation({ ...quiet, build: () => gone });
		simulation.run();
		expect(simulation.rows().at(-1)!.data).toMatchObject({ rest: 'withdrawn' });
	});
});

it('a day far ahead is looked at every week, so that the sweep never loses sight of it', () => {
	const day = '2027-01-15';
	const simulation: Simulation = new Simulation({
		...quiet,
		build: () => buildView({ notBefore: simulation.now < Date.parse(day) ? day : undefined }),
	});
	simulation.run();
	expect(simulation.rows().at(-1)!.note).toContain(day);
	for (let days = 0; simulation.now < Date.parse(day); days++) {
		const newest = simulation.rows().at(-1)!.at;
		expect(simulation.now - newest).toBeLessThan(30 * 24 * 3_600_000);
		expect(simulation.books.documents).toBe(0);
		simulation.now += 24 * 3_600_000;
		simulation.sweep();
	}
	expect(simulation.books).toMatchObject(ONE);
	expect(simulation.rows().length).toBeLessThan(50);
});

import { answerTo, choicesOf, choiceText, NEEDS_CONFIRMATION, standingsOf } from '../../../invoicing/journal/replay';
import { route } from '../../../invoicing/journal/step';
import { buildView, ENTRY, NO_LEGAL, Simulation, type World } from './support';

const quiet: World = { build: () => buildView(), legal: () => NO_LEGAL };
const lost = { error: 'Connection closed unexpectedly' };

const standings = (simulation: Simulation) => standingsOf(simulation.rows(), new Set(), ENTRY.dealId);
const acts = (simulation: Simulation) => choicesOf(standings(simulation)).map(({ act }) => act);

/** What the replay workflow does: the fact first, then a run. */
function choose(simulation: Simulation, act: string): void {
	const found = standings(simulation);
	const answer = answerTo(
		choicesOf(found).find((choice) => choice.act === act)!,
		found,
		'person',
	)!;
	if (answer.row) simulation.note(answer.row);
	simulation.run('replay', answer.entry);
}

describe('a person', () => {
	const unknownMail = () => {
		let lose = true;
		const simulation = new Simulation({ ...quiet, fail: (effect) => (effect === 'mail' && lose ? lost : undefined) });
		simulation.run();
		lose = false;
		return simulation;
	};

	it('answers an unknown mail: it arrived', () => {
		const simulation = unknownMail();
		expect(acts(simulation)).toEqual(['goOn', 'mailArrived', 'mailAgain', 'another']);
		choose(simulation, 'mailArrived');
		expect(simulation.books.mails).toBe(0);
		expect(simulation.finished).toBe(true);
	});

	it('answers an unknown mail: send it again, which happens once', () => {
		const simulation = unknownMail();
		choose(simulation, 'mailAgain');
		expect(simulation.books).toMatchObject({ mails: 1, documents: 1, files: 1 });
		expect(simulation.finished).toBe(true);
		expect(acts(simulation)).toEqual(['another']);
	});

	it('goes on without an answer: the mail stays as it is', () => {
		const simulation = unknownMail();
		choose(simulation, 'goOn');
		expect(simulation.books.mails).toBe(0);
	});

	it('issues another document on purpose, under the next ordinal', () => {
		const simulation = new Simulation(quiet);
		simulation.run();
		const found = standings(simulation);
		const answer = answerTo(
			choicesOf(found).find(({ act }) => act === 'another')!,
			found,
			'person',
		)!;
		expect(answer.row).toBeUndefined();
		expect(answer.entry).toMatchObject({
			reference: 'bitrix24:demo:1:invoice:2',
			part: 2,
			percent: '100',
			percentBefore: '0',
		});
		expect(NEEDS_CONFIRMATION.has('another')).toBe(true);
	});

	it('finds nothing of a deal whose number is only part of another', () => {
		const simulation = new Simulation(quiet);
		simulation.run();
		expect(standingsOf(simulation.rows(), new Set(), '11')).toEqual([]);
	});

	it('reads lines that name document and act, each another', () => {
		const found = standings(unknownMail());
		const lines = choicesOf(found).map((choice, index) => choiceText(choice, index, found, 'en'));
		expect(lines[1]).toBe('2. 1/11/2026: the e-mail has arrived: note it');
		expect(new Set(lines).size).toBe(lines.length);
	});
});

describe('a run that carries the claim of another execution', () => {
	it('acts on nothing, but starts again with a claim of its own', () => {
		const simulation = new Simulation({
			...quiet,
			around: (point) => {
				if (point === 'before mail') throw new Error('failed');
			},
		});
		expect(() => simulation.run()).toThrow('failed');
		const { attempt } = simulation.rows().at(-1)!;
		expect(route(simulation.rows(), attempt, '').action).toBe('mail');
		expect(route(simulation.rows(), attempt, 'retry of it').action).toBe('again');
	});

	it('does the same when its claim has vanished with the journal', () => {
		const simulation = new Simulation(quiet);
		simulation.run();
		const rows = simulation.rows();
		expect(route(rows.slice(3), rows[0]!.attempt, '').action).toBe('again');
	});
});

import { runSupport } from '../../support/child';

interface Summed {
	line: string;
	details: string[];
	exitCode: number;
}

const suite = (status: string, tests: [status: string, name: string, failure?: string][] = [], message = '') => ({
	name: '/checkout/test/unit/vat.test.ts',
	status,
	message,
	assertionResults: tests.map(([outcome, fullName, failure]) => ({
		status: outcome,
		fullName,
		failureMessages: failure ? [failure] : [],
	})),
});

const sum = (runs: { code: number; suites: ReturnType<typeof suite>[] }[]) => runSupport<Summed>('tally.mjs', runs);

describe('the sum at the end of npm test', () => {
	it('adds up runs, and names what was skipped', () => {
		const { line, details, exitCode } = sum([
			{
				code: 0,
				suites: [
					suite('passed', [
						['passed', 'rounds half up'],
						['pending', 'samples of the ministry: specs/ is not here'],
					]),
				],
			},
			{ code: 0, suites: [suite('passed', [['passed', 'issues once']])] },
		]);
		expect(line).toBe('2 passed, 0 failed, 1 skipped');
		expect(details).toEqual(['skipped  vat.test.ts: samples of the ministry: specs/ is not here']);
		expect(exitCode).toBe(0);
	});

	it('counts a failed test once', () => {
		const { line, exitCode } = sum([
			{
				code: 1,
				suites: [
					suite('failed', [
						['passed', 'a'],
						['failed', 'b'],
					]),
				],
			},
		]);
		expect(line).toBe('1 passed, 1 failed');
		expect(exitCode).toBe(1);
	});

	it('says why, without colours and the stack', () => {
		const failure =
			'Error: \u001b[31mNot at rest\u001b[39m\n\n  deal 57: report done\n    at Object.<anonymous> (vat.test.ts:1:1)';
		const { details } = sum([{ code: 1, suites: [suite('failed', [['failed', 'b', failure]])] }]);
		expect(details).toEqual(['failed   vat.test.ts: b\n         Error: Not at rest\n         deal 57: report done']);
	});

	it('counts a file that could not be loaded as failed', () => {
		const { line, details, exitCode } = sum([
			{ code: 1, suites: [suite('failed', [], '\n  Cannot find module ./vat\n  at …')] },
		]);
		expect(line).toBe('0 passed, 1 failed');
		expect(details).toEqual(['failed   vat.test.ts: Cannot find module ./vat']);
		expect(exitCode).toBe(1);
	});

	it('does not believe a bad exit code without a failed test', () => {
		expect(sum([{ code: 1, suites: [suite('passed', [['passed', 'a']])] }])).toMatchObject({
			line: '1 passed, 1 failed',
			exitCode: 1,
		});
	});

	it('fails when nothing passed', () => {
		expect(sum([{ code: 0, suites: [] }])).toMatchObject({ line: '0 passed, 0 failed', exitCode: 1 });
	});
});

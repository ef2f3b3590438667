import path from 'node:path';

/** Sums checks and jest's results. A run that passed nothing has failed: silence proves nothing. */
export class Tally {
	#passed = 0;
	#failed = [];
	#skipped = [];

	pass() {
		this.#passed += 1;
	}

	fail(what) {
		this.#failed.push(what);
	}

	/**
	 * @param results what jest writes with `--json`
	 * @param code jest's exit code: a non-zero one without a failed test (a leaked handle, a broken reporter) counts as a failure
	 */
	addJest(results, code) {
		const failuresBefore = this.#failed.length;
		for (const suite of results.testResults) {
			const file = path.basename(suite.name);
			// A file that could not even be loaded has no tests to count.
			if (suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed')) {
				this.fail(`${file}: ${firstLine(suite.message)}`);
			}
			for (const { status, fullName, failureMessages } of suite.assertionResults) {
				if (status === 'passed') this.pass();
				else if (status === 'failed') this.fail(`${file}: ${fullName}${reasons(failureMessages)}`);
				else this.#skipped.push(`${file}: ${fullName}`);
			}
		}
		if (code !== 0 && this.#failed.length === failuresBefore)
			this.fail(`jest ended with code ${code}, and no test failed`);
	}

	/** What was skipped or failed, and why. */
	details() {
		return [...this.#skipped.map((what) => `skipped  ${what}`), ...this.#failed.map((what) => `failed   ${what}`)];
	}

	line() {
		const skipped = this.#skipped.length > 0 ? `, ${this.#skipped.length} skipped` : '';
		return `${this.#passed} passed, ${this.#failed.length} failed${skipped}`;
	}

	exitCode() {
		return this.#failed.length === 0 && this.#passed > 0 ? 0 : 1;
	}
}

/** What jest says before the stack, one line each: a log that was cut in the middle still tells at its end why. */
const MOST_LINES = 25;
const reasons = (messages = []) =>
	messages
		.flatMap((message) => linesOf(message).filter((line) => !line.startsWith('at ')))
		.slice(0, MOST_LINES)
		.map((line) => `\n         ${line}`)
		.join('');

const linesOf = (text = '') =>
	text
		.replace(/\u001b\[\d+m/g, '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
const firstLine = (text) => linesOf(text)[0] ?? '';

import axios, { type AxiosInstance } from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import { REPLAY_LOGIN } from '../../../sandbox/scenario';

/** A form of ours, the replay form above all, as a browser fills it in: n8n answers each page with the address of the next. */
export class ReplayForm {
	private readonly http: AxiosInstance;
	private next = '';
	/** The page that was read last. */
	text = '';

	constructor(
		private readonly url: string,
		login: { user: string; password: string } = REPLAY_LOGIN,
	) {
		const auth = { username: login.user, password: login.password };
		this.http = axios.create({ auth, proxy: false, timeout: 30_000, validateStatus: () => true, maxRedirects: 0 });
	}

	async status(): Promise<number> {
		return (await this.http.get(this.url)).status;
	}

	/** The lines to choose from; none when the journal does not know the deal. */
	async choices(dealId: string): Promise<string[]> {
		await this.submit(this.url, [dealId]);
		this.text = await this.page();
		return [...this.text.matchAll(/<option value='(\d+\. [^']+)'/g)].map((match) => unescape(match[1]!));
	}

	/** A form of one page: answers what the page after it says. */
	async fill(values: string[]): Promise<string> {
		await this.submit(this.url, values);
		this.text = await this.page();
		return this.text;
	}

	/** Answers the text of the last page. */
	async choose(line: string | undefined, confirmation = ''): Promise<string> {
		if (line === undefined) throw new Error(`The form does not offer that: ${this.text.slice(-2000)}`);
		await this.submit(this.next, [line, confirmation]);
		this.text = await this.page();
		return this.text;
	}

	private async submit(url: string, values: string[]): Promise<void> {
		const form = new FormData();
		values.forEach((value, index) => form.set(`field-${index}`, value));
		const { data, status } = await this.http.post(url, form);
		const waiting = (data as { formWaitingUrl?: string }).formWaitingUrl;
		if (status >= 400) throw new Error(`The form answered ${status}: ${JSON.stringify(data).slice(0, 300)}`);
		if (waiting) this.next = waiting;
	}

	/** As n8n's page does: asks for the run's status until it waits at the next page, then loads that. */
	private async page(): Promise<string> {
		const status = new URL(this.next);
		status.pathname += '/n8n-execution-status';
		for (let looks = 0; looks < 120; looks++) {
			await pause(250);
			const { data } = await this.http.get(status.href);
			if (String(data).includes('form-waiting')) return String((await this.http.get(this.next)).data);
		}
		throw new Error('No further page at the replay form.');
	}
}

const unescape = (text: string) =>
	text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll('&lt;', '<');

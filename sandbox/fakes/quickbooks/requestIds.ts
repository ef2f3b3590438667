import type { FakeResponse, World } from '../types';
import type { Books } from './books';
import type { Settings } from './schemas';

const LONGEST = 50;

/** What was answered to each `requestid` of the company. */
export class RequestIds {
	private readonly answers = new Map<string, { answer: FakeResponse; at: number }>();

	constructor(
		private readonly world: World,
		private readonly books: Books,
		private readonly settings: () => Settings,
	) {}

	static isUsable(id: string): boolean {
		return id.length > 0 && id.length <= LONGEST;
	}

	/** The first answer again, or the work. `racing`: two at once may both do it. */
	async once(id: string | null, racing: boolean, work: () => Promise<FakeResponse>): Promise<FakeResponse> {
		if (id === null) return work();
		const run = async (): Promise<FakeResponse> => {
			const known = this.recall(id);
			if (known) return known;
			const answer = await work();
			if (answer.status === 200 || this.settings().repeatsRefusals)
				this.answers.set(id, { answer: structuredClone(answer), at: this.world.now().getTime() });
			return answer;
		};
		return racing ? run() : this.books.alone(`request ${id}`, run);
	}

	reset(): void {
		this.answers.clear();
	}

	private recall(id: string): FakeResponse | undefined {
		const known = this.answers.get(id);
		if (!known || this.world.now().getTime() - known.at > this.settings().remembersMs) return undefined;
		return structuredClone(known.answer);
	}
}

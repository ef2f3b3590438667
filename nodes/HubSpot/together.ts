/**
 * Collects what is asked for in one turn of the event loop and reads it all at once: HubSpot tells of up to a hundred
 * deals in one event, and one request reads the history of fifty.
 */
export class Together<T> {
	private open: { ids: Set<string>; answer: Promise<ReadonlyMap<string, T>> } | undefined;

	constructor(private readonly readAll: (ids: string[]) => Promise<ReadonlyMap<string, T>>) {}

	async read(id: string): Promise<T | undefined> {
		this.open ??= this.collect();
		const { ids, answer } = this.open;
		ids.add(id);
		return (await answer).get(id);
	}

	private collect() {
		const ids = new Set<string>();
		const answer = Promise.resolve().then(async () => {
			this.open = undefined;
			return this.readAll([...ids]);
		});
		return { ids, answer };
	}
}

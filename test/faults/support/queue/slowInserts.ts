import type { N8nDatabase } from '../../../../sandbox/n8n/database';
import { Journal } from '../../../../sandbox/n8n/journal';

export interface SlowInsert {
	reference: string;
	step: string;
	state: string;
	seconds: number;
}

/**
 * Holds inserts of journal rows open inside PostgreSQL: the row has its id and its `createdAt`, the transaction
 * commits so much later, and until then nobody sees it. One order slows one insert; a second one of the same row is as
 * fast as ever.
 */
export class SlowInserts {
	private constructor(private readonly database: N8nDatabase) {}

	static async install(database: N8nDatabase): Promise<SlowInserts> {
		const [journal] = await new Journal(database).tablesNamed('deal_to_invoice_journal');
		if (!journal) throw new Error('There is no journal yet.');
		await database.change('CREATE TABLE faults_slow (reference text, step text, state text, seconds double precision)');
		await database.change(`
			CREATE FUNCTION faults_slow() RETURNS trigger LANGUAGE plpgsql AS $$
			DECLARE pause double precision;
			BEGIN
				DELETE FROM faults_slow WHERE ctid = (
					SELECT ctid FROM faults_slow
					WHERE reference = NEW.reference AND step = NEW.step AND state = NEW.state
					LIMIT 1 FOR UPDATE SKIP LOCKED
				) RETURNING seconds INTO pause;
				IF pause < 0 THEN RAISE EXCEPTION 'the database refuses this row'; END IF;
				IF pause IS NOT NULL THEN PERFORM pg_sleep(pause); END IF;
				RETURN NEW;
			END $$`);
		await database.change(
			`CREATE TRIGGER faults_slow BEFORE INSERT ON "${journal}" FOR EACH ROW EXECUTE FUNCTION faults_slow()`,
		);
		return new SlowInserts(database);
	}

	async add({ reference, step, state, seconds }: SlowInsert): Promise<void> {
		await this.database.change('INSERT INTO faults_slow VALUES (?, ?, ?, ?)', [reference, step, state, seconds]);
	}

	/** Every such insert fails until `accept`: what an insert that fails has changed is undone, its order as well. */
	async refuse(row: Omit<SlowInsert, 'seconds'>): Promise<void> {
		await this.add({ ...row, seconds: -1 });
	}

	async accept(reference: string): Promise<void> {
		await this.database.change('DELETE FROM faults_slow WHERE reference = ?', [reference]);
	}

	/** How many orders for this reference no insert has met yet. */
	async left(reference: string): Promise<number> {
		const [row] = await this.database.rows('SELECT count(*)::int AS left FROM faults_slow WHERE reference = ?', [
			reference,
		]);
		return Number(row?.left);
	}

	/** How many inserts stand still at this moment. */
	async standing(): Promise<number> {
		const [row] = await this.database.rows(
			"SELECT count(*)::int AS standing FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
		);
		return Number(row?.standing);
	}
}

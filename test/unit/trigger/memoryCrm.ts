import type { Crm, DealsInStages, StageMove } from '../../../connect/ports';
import { VendorError } from '../../../connect/http';

/** A CRM that holds a list of stage moves and can be switched off. Answers as the port says: oldest first, from `since`. */
export class MemoryCrm implements Pick<Crm, 'name' | 'account' | 'stageMovesSince' | 'dealsIn' | 'latestStageMove'> {
	readonly name = 'memory';
	moves: StageMove[] = [];
	down = false;
	asked: string[] = [];
	/** Reads of a deal's newest move. */
	looks = 0;
	/** Lists of the deals that stand in a stage, and whether such a list shows all of them. */
	listed = 0;
	isWhole = true;
	/** While set, such a read takes this long. */
	lookTakes: Promise<unknown> | undefined;

	async account(): Promise<string> {
		return 'acme';
	}

	async stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]> {
		this.asked.push(since);
		this.answerOrThrow();
		return this.moves.filter((move) => stageIds.includes(move.stageId) && move.enteredAt >= since);
	}

	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		this.listed += 1;
		this.answerOrThrow();
		const newest = new Map(this.moves.map((move) => [move.dealId, move.stageId]));
		const ids = [...newest].filter(([, stageId]) => stageIds.includes(stageId)).map(([id]) => id);
		return { ids: ids.reverse(), isWhole: this.isWhole };
	}

	async latestStageMove(dealId: string): Promise<StageMove | undefined> {
		this.looks += 1;
		this.answerOrThrow();
		const newest = this.moves.filter((move) => move.dealId === dealId).at(-1);
		await this.lookTakes;
		return newest;
	}

	enter(stageId: string, enteredAt: string, dealId = '1'): StageMove {
		const move = { entryId: String(this.moves.length + 1), dealId, pipelineId: '0', stageId, enteredAt };
		this.moves.push(move);
		return move;
	}

	asCrm(): Crm {
		return this as unknown as Crm;
	}

	private answerOrThrow(): void {
		if (!this.down) return;
		throw new VendorError({
			vendor: 'Memory',
			cause: 'unavailable',
			outcome: 'notDone',
			message: 'Memory is down.',
			advice: 'Wait.',
		});
	}
}

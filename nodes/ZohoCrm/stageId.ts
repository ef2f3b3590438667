/**
 * Zoho's stages are words of one list that all pipelines share: "Closed Won" stands in each of them. What the house
 * calls a stage is therefore the pair, written as people read it: `Usługi › Closed Won`.
 */
const BETWEEN = ' › ';

export function stageIdOf(pipeline: string, stage: string): string {
	return pipeline === '' ? stage : `${pipeline}${BETWEEN}${stage}`;
}

/** Pipeline and stage as Zoho holds them; no pipeline where the organisation has none. */
export function partsOf(stageId: string): { pipeline: string; stage: string } {
	const at = stageId.indexOf(BETWEEN);
	if (at < 0) return { pipeline: '', stage: stageId };
	return { pipeline: stageId.slice(0, at), stage: stageId.slice(at + BETWEEN.length) };
}

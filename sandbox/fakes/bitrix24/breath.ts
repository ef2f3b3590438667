/** No vendor reads and writes in one instant: between check and insert others get their turn. */
export async function breath(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

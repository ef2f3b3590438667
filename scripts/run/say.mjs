/** Progress in plain words, one line a step. */
export const say = (line) => process.stdout.write(`${line}\n`);

/** How a run of the program can end badly, as its exit status says. */
export const exitCodes = {ours: 1, usage: 2, unreachable: 3, refused: 4, storage: 70} as const;

/** An expected failure: one sentence on standard error, with what to do next, and never a stack trace. */
export class Failure extends Error {
	override readonly name = 'Failure';
	readonly exitCode: number;

	constructor(message: string, exitCode: number, options?: ErrorOptions) {
		super(message, options);
		this.exitCode = exitCode;
	}
}

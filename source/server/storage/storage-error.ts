/** The history cannot be opened. The message is for whoever starts the server: what is wrong, and the next step. */
export class StorageError extends Error {
	override readonly name = 'StorageError';
}

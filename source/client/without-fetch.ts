// Ink's layout engine asks for the global `fetch` while it loads, and Node then loads a whole HTTP client:
// 50 ms of start-up for nothing. So `fetch` is out of sight while Ink is imported.
const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');

Object.defineProperty(globalThis, 'fetch', {value: undefined, configurable: true, writable: true});

export function bringFetchBack(): void {
	if (fetch) {
		Object.defineProperty(globalThis, 'fetch', fetch);
	}
}

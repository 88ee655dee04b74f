import type {Session, Wire} from '../../source/server/gateways/gateway.ts';

/** A session that writes down what it is told, and says back what it hears. */
export class Recorder implements Session {
	readonly wire: Wire;
	readonly calls: string[] = [];
	readonly ticks: number[] = [];

	constructor(wire: Wire) {
		this.wire = wire;
	}

	receive(chunk: Uint8Array): void {
		const words = new TextDecoder().decode(chunk);
		this.calls.push(words);
		this.wire.send(words);
	}

	ready(): void {
		this.calls.push('(ready)');
	}

	tick(now: number): void {
		this.ticks.push(now);
	}

	dismiss(why: string): void {
		this.wire.send(why);
		this.wire.end();
	}

	finish(): void {
		this.calls.push('(finish)');
		this.wire.end();
	}

	close(): void {
		this.calls.push('(close)');
	}
}

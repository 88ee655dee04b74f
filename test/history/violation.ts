export type ViolationCode =
	| 'acked-lost'
	| 'acked-altered'
	| 'ack-wrong-seq'
	| 'dup-id'
	| 'log-order'
	| 'phantom'
	| 'nacked-but-stored'
	| 'visible-not-durable'
	| 'conn-gap'
	| 'conn-dup-or-reorder'
	| 'join-skips'
	| 'sender-order'
	| 'realtime-order'
	| 'not-converged';

export type Violation = {readonly code: ViolationCode; readonly what: string};

export type Accuse = (code: ViolationCode, what: string) => void;

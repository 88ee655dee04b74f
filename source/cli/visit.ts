import {createLink, type Link, type LinkOptions} from '../client/connection/link.ts';
import {withNextStep} from '../client/state/next-step.ts';
import {problemSentence} from '../client/connection/problem.ts';
import type {RoomName} from '../protocol/ids.ts';
import {protocolVersion} from '../protocol/limits.ts';
import type {RefusalCode} from '../protocol/refusal.ts';
import type {ServerFrame, ServerFrameOf} from '../protocol/server-frame.ts';
import type {Counterpart} from '../client/connection/secure.ts';
import {exitCodes, Failure} from './failure.ts';
import {nameOf} from './known-hosts.ts';

export type VisitOptions = LinkOptions & {
	readonly host: string;
	readonly port: number;
	/** Missing for someone who only looks. */
	readonly nick?: string;
	readonly rooms: readonly RoomName[];
	/** Ends the visit with this exit status, whatever has come of it. */
	readonly ended?: Promise<number>;
	/** How long the visit may take once there is a connection, and what to say after that. */
	readonly limit?: {readonly milliseconds: number; readonly otherwise: string};
	/** Every frame but `welcome`. */
	readonly onFrame: (frame: ServerFrame, visit: Visit) => void;
	/** Each time the server has let us in, the first time included. */
	readonly onWelcome: (welcome: ServerFrameOf<'welcome'>, visit: Visit) => void;
	/** A server that was never met before has let us in. */
	readonly onMet?: (counterpart: Counterpart) => void;
	/** The connection broke after having been good; it is mended by itself. */
	readonly onLost?: (why: string) => void;
};

export type Visit = {
	readonly send: Link['send'];
	/** Ends the visit with this exit status. */
	readonly done: (exitCode: number) => void;
	/** Ends it because of something that the person must know. */
	readonly fail: (message: string, exitCode: number) => void;
	/** Begin where one left off after a broken connection; called with what `entry` frames say. */
	readonly heard: (seq: number) => void;
};

/** A no that a later attempt may not hear. */
export const isPassing = (code: RefusalCode): boolean =>
	['full', 'closing', 'internal'].includes(code);

/** Comes to a server without taking a place in the room. Resolves to an exit status when the visit is done; rejects with a `Failure`. */
export async function visit(options: VisitOptions): Promise<number> {
	const {host, port, nick, rooms, limit} = options;
	const {promise, resolve, reject} = Promise.withResolvers<number>();
	let isIn = false;
	let wasIn = false;
	let refusal: string | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let resume:
		| {log: ServerFrameOf<'welcome'>['log']; seq: ServerFrameOf<'entry'>['seq']}
		| undefined;

	const link = createLink(event => {
		switch (event.type) {
			case 'opened': {
				timer ??=
					limit &&
					setTimeout(
						() => reject(new Failure(limit.otherwise, exitCodes.unreachable)),
						limit.milliseconds,
					);
				link.send({
					type: 'hello',
					v: [protocolVersion, protocolVersion],
					...(nick !== undefined && {nick}),
					visitor: true,
					rooms: [...rooms],
					backlog: 0,
					...(resume && {resume}),
				});
				break;
			}

			case 'frame': {
				receive(event.frame);
				break;
			}

			case 'met': {
				options.onMet?.(event.counterpart);
				break;
			}

			case 'lost': {
				const why = refusal ?? problemSentence(event.problem, nameOf({host, port}));
				isIn = false;
				refusal = undefined;
				if (event.retryMs === undefined) {
					reject(new Failure(why, exitCodes.unreachable));
				} else {
					options.onLost?.(why);
				}

				break;
			}
		}
	}, options);

	const current: Visit = {
		send: frame => link.send(frame),
		done: resolve,
		fail: (message, exitCode) => reject(new Failure(message, exitCode)),
		heard(seq) {
			resume = resume && {...resume, seq: seq as typeof resume.seq};
		},
	};

	const receive = (frame: ServerFrame): void => {
		if (frame.type === 'welcome') {
			isIn = true;
			wasIn = true;
			const continues = resume?.log === frame.log && frame.resumed === 'resumed';
			resume = continues ? resume : {log: frame.log, seq: frame.head};
			options.onWelcome(frame, current);
		} else if (frame.type === 'refused' && !isIn) {
			const why = `The server says: ${withNextStep(frame.code, frame.text)}`;
			if (wasIn && isPassing(frame.code)) {
				refusal = why;
				link.reconnect();
			} else {
				reject(new Failure(why, exitCodes.refused));
			}
		} else if (frame.type === 'bye' && frame.isFinal) {
			reject(new Failure(`The server says: ${frame.why}`, exitCodes.refused));
		} else {
			options.onFrame(frame, current);
		}
	};

	void options.ended?.then(resolve);
	link.open({host, port});
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		await link.close({type: 'quit'});
	}
}

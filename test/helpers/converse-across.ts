import {json, plain, play, type Staging, type Tongue} from './converse.ts';
import {irc} from './converse-irc.ts';

/**
Plays a transcript of several dialects, as `converse` does: `irc` speaks IRC, `nc` has netcat, `irc2` and `nc2` too, and everyone else speaks our own protocol. `(aside)` before what anybody says: what is heard of it is not in the transcript.
*/
export const converseAcross = (transcript: string, staging?: Staging): Promise<void> =>
	play(name => tongues[name.replace(/\d$/, '')] ?? tongues['json']!, transcript, staging);

const withAsides = (tongue: Tongue): Tongue => ({
	...tongue,
	toWire: (line, name) => tongue.toWire(line.replace(/^\(aside\) /, ''), name),
	isAside: line => /^\((?:comes|aside)/.test(line),
});

const tongues: Readonly<Record<string, Tongue>> = {
	irc,
	json: withAsides(json),
	nc: withAsides(plain),
};

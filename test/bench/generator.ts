import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {createDevice} from '../../source/crypto/device.ts';
import {dialects} from './dialects.ts';
import type {Job, LoadResult} from './load.ts';
import {composeText, Peer} from './peer.ts';
import {processorSeconds} from './processes.ts';
import {quantile} from './statistics.ts';

// Run by load.ts as a process of its own: does one job, prints what came of it, and stays until it is ended.

const lastMessage = 5_000_000;
const drainMs = 10_000;
const loginMs = 90_000;

const job = JSON.parse(process.argv[2]!) as Job;
const dialect = dialects[job.dialect];
const now = (): number => performance.now();

const peers: Peer[] = [];
const talks: number[] = Array.from({length: job.talkers}, () => 0);
const delays: number[] = [];
let sent = 0;
let isTalking = false;
let isMeasuring = false;

const isClosedLoop = job.pace === 'closed loop';
// Those who talk are spread among those who listen, as in any room.
const placeOf = (talker: number): number => Math.floor((talker * job.peers) / job.talkers);
const talkerAt = new Map(talks.map((_, talker) => [placeOf(talker), talker]));
// Where one's own words do not come back, the neighbour hears for one.
const witnessOf = (talker: number): number =>
	dialect.echoes ? placeOf(talker) : (placeOf(talker) + 1) % job.peers;
const witnesses = new Map(talks.map((_, talker) => [witnessOf(talker), talker]));

function talk(talker: number, at: number): void {
	if (isTalking && sent < lastMessage) {
		sent++;
		talks[talker]!++;
		peers[placeOf(talker)]!.say(composeText(talker, at));
	}
}

/** What a peer does with what it hears; nothing but counting for most. */
function earOf(index: number): ((talker: number, at: number) => void) | undefined {
	const charge = witnesses.get(index);
	if (!isClosedLoop) {
		return (_, at) => note(at);
	}

	return charge === undefined
		? undefined
		: (talker, at) => {
				if (talker === charge) {
					note(at);
					talk(talker, now());
				}
			};
}

function note(at: number): void {
	if (isMeasuring) {
		delays.push(now() - at);
	}
}

async function logIn(): Promise<number> {
	// Made before: a device has its key for as long as it lives.
	const devices = job.hasDevices ? job.peers : 0;
	const made = Array.from({length: devices}, () => createDevice().device);
	const began = now();
	const late = setTimeout(() => {
		throw new Error(`not everyone was in after ${loginMs} ms`);
	}, loginMs);
	const indexes = Array.from({length: job.peers}, (_, index) => index).values();
	const logInNext = async (): Promise<void> => {
		for (const index of indexes) {
			const name = `p${String(index).padStart(5, '0')}`;
			const {port, isEncrypted} = job;
			const [heard, device] = [earOf(index), made[index]];
			const peer = new Peer({port, name, dialect, heard, isEncrypted, device});
			peers[index] = peer;
			await peer.isIn;
		}
	};
	await Promise.all(Array.from({length: Math.min(job.loginsAtOnce, job.peers)}, logInNext));
	clearTimeout(late);
	return now() - began;
}

/** Says what is due; what is late counts from when it was due. */
function keepPace(perSecond: number): NodeJS.Timeout {
	const began = now();
	let said = 0;
	return setInterval(() => {
		for (; began + (said * 1000) / perSecond <= now(); said++) {
			talk(said % job.talkers, began + (said * 1000) / perSecond);
		}
	}, 1);
}

const expectedAt = (index: number): number =>
	sent - (dialect.echoes ? 0 : (talks[talkerAt.get(index) ?? -1] ?? 0));
const heardByAll = (): number => peers.reduce((sum, {count}) => sum + count, 0);
const ownSeconds = (): number => {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1e6;
};

async function run(): Promise<LoadResult> {
	const login = await logIn();
	await sleep(Math.min(job.warmMs, 300));
	isTalking = true;
	const pacing = isClosedLoop ? undefined : keepPace(Number(job.pace));
	if (isClosedLoop) {
		talks.forEach((_, talker) => talk(talker, now()));
	}

	await sleep(job.warmMs);
	isMeasuring = true;
	const before = {at: now(), heard: heardByAll(), sent, own: ownSeconds()};
	const serverBefore = processorSeconds(job.pid);
	await sleep(job.measureMs);
	isMeasuring = false;
	const seconds = (now() - before.at) / 1000;
	const heard = heardByAll() - before.heard;
	const messages = sent - before.sent;
	const own = ownSeconds() - before.own;
	const server = processorSeconds(job.pid) - serverBefore;
	isTalking = false;
	clearInterval(pacing);
	await drained();

	const missing = peers.map(({count}, index) => expectedAt(index) - count);
	return {
		loginMs: login,
		deliveriesPerSecond: heard / seconds,
		messagesPerSecond: messages / seconds,
		p50: quantile(delays, 0.5),
		p99: quantile(delays, 0.99),
		lost: missing.reduce((sum, count) => sum + Math.max(0, count), 0),
		doubled: missing.reduce((sum, count) => sum + Math.max(0, -count), 0),
		serverLoad: server / seconds,
		generatorLoad: own / seconds,
	};
}

/** Waits until everyone has heard everything, or for what is lost in vain. Then a moment for what comes twice. */
async function drained(): Promise<void> {
	const began = now();
	while (peers.some(({count}, index) => count < expectedAt(index)) && now() - began < drainMs) {
		await sleep(20);
	}

	await sleep(50);
}

process.stdout.write(`${JSON.stringify(await run())}\n`);

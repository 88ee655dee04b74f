import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {parentPort, workerData} from 'node:worker_threads';
import type {Answer, Answers, Call, HouseworkSetup, Task} from './housework.ts';
import {setMark} from './open-mark.ts';
import {SearchIndex} from './search-index.ts';
import {damage, isRefused} from './sqlite-errors.ts';

// Milliseconds that a search waits for the index to catch up, and SQLite for a program that looks into the file.
const searchPatience = 250;
const patience = 100;

const {file, logId} = workerData as HouseworkSetup;
const port = parentPort!;
const database = new DatabaseSync(file, {timeout: patience});
database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0');
const index = new SearchIndex({file: path.join(path.dirname(file), 'search.db'), logId, log: file});
// Those who search wait for the index to catch up, though not for long.
const searching = new Set<{readonly end: number; readonly answer: () => void}>();
let snapshot: DatabaseSync | undefined;
let indexing: NodeJS.Immediate | undefined;

port.on('message', ({call, task}: Call) => {
	perform(task, result => port.postMessage({call, result} satisfies Answer));
});

function perform(task: Task, answer: (result?: Answers[Task['type']]) => void): void {
	switch (task.type) {
		case 'index': {
			index.aim(task.head);
			goOnIndexing();
			answer();
			break;
		}

		case 'search': {
			index.aim(task.head);
			const end = performance.now() + searchPatience;
			searching.add({end, answer: () => answer(index.find(task.search))});
			goOnIndexing();
			break;
		}

		case 'backfill': {
			answer(succeeds(backfill));
			break;
		}

		case 'restart': {
			answer(succeeds(restart));
			break;
		}

		case 'check': {
			check();
			answer();
			break;
		}

		case 'close': {
			clearImmediate(indexing);
			index.close();
			snapshot?.close();
			database.close();
			answer();
			break;
		}
	}
}

// One slice a turn, so that the log never waits long for what it asks.
function goOnIndexing(): void {
	for (const search of searching) {
		if (!index.isBehind || performance.now() > search.end) {
			searching.delete(search);
			search.answer();
		}
	}

	if (index.isBehind) {
		indexing ??= setImmediate(() => {
			indexing = undefined;
			index.advance();
			goOnIndexing();
		});
	}
}

// The open snapshot keeps the log's own thread from starting the WAL anew, for which that would have to sync.
function backfill(): void {
	snapshot?.close();
	snapshot = new DatabaseSync(file, {readOnly: true, timeout: patience});
	snapshot.exec('BEGIN');
	snapshot.prepare('SELECT count(*) FROM meta').get();
	database.exec('PRAGMA wal_checkpoint(PASSIVE)');
}

// The WAL keeps its size: to sync what is written over is faster than to sync what makes a file longer. The first write after a restart syncs the new header, so it is made here.
function restart(): void {
	snapshot?.close();
	snapshot = undefined;
	database.exec('PRAGMA wal_checkpoint(RESTART)');
	database.exec("UPDATE meta SET value = value + 1 WHERE key = 'checkpoints'");
	setMark(file, database);
}

function check(): void {
	const found = database.prepare('PRAGMA quick_check(1)').get();
	if (found?.['quick_check'] !== 'ok') {
		throw damage(String(found?.['quick_check']));
	}
}

/** A full disk or a busy file is no harm: the WAL is kept. What else goes wrong ends this thread, and with it the server. */
function succeeds(work: () => void): boolean {
	try {
		work();
		return true;
	} catch (error) {
		if (isRefused(error)) {
			return false;
		}

		throw error;
	}
}

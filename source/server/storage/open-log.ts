import path from 'node:path';
import type {MessageLog} from '../core/message-log.ts';
import {MemoryLog} from './memory-log.ts';
import {openSqliteLog, type SqliteLogOptions} from './sqlite-log.ts';

/** Where the room's history is kept, if at all. */
export type LogPlace = {readonly ephemeral: true} | {readonly directory: string};

export const historyFile = (directory: string): string => path.join(directory, 'history.db');

/** Opens the log there. Throws a `StorageError` when that cannot be. */
export const openLog = (place: LogPlace, options?: SqliteLogOptions): MessageLog =>
	'ephemeral' in place ? new MemoryLog() : openSqliteLog(historyFile(place.directory), options);

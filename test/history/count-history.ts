import {type Operation, sameness} from './history.ts';

export type Counts = Readonly<
	Record<
		| 'sent'
		| 'retried'
		| 'acked'
		| 'duplicates'
		| 'refused'
		| 'received'
		| 'joined'
		| 'resumed'
		| 'dropped',
		number
	>
>;

/** What happened, in numbers: a run in which nothing went wrong must not pass for one that survived a fault. */
export function countHistory(operations: readonly Operation[]): Counts {
	const said = new Set<string>();
	const counts = {
		sent: 0,
		retried: 0,
		acked: 0,
		duplicates: 0,
		refused: 0,
		received: 0,
		joined: 0,
		resumed: 0,
		dropped: 0,
	};
	for (const operation of operations) {
		switch (operation.op) {
			case 'send': {
				counts[said.has(sameness(operation)) ? 'retried' : 'sent']++;
				said.add(sameness(operation));
				break;
			}

			case 'ack': {
				counts.acked++;
				counts.duplicates += operation.dup ? 1 : 0;
				break;
			}

			case 'nack': {
				counts.refused++;
				break;
			}

			case 'recv': {
				counts.received++;
				break;
			}

			case 'join': {
				counts.joined++;
				counts.resumed += operation.how === 'resumed' ? 1 : 0;
				break;
			}

			case 'drop': {
				counts.dropped++;
				break;
			}

			case 'caught-up':
			case 'leave': {
				break;
			}
		}
	}

	return counts;
}

/** Nothing went wrong that anyone could notice. */
export const isCalm = ({retried, duplicates, resumed, dropped}: Counts): boolean =>
	retried + duplicates + resumed + dropped === 0;

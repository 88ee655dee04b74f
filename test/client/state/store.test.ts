import {expect, test} from 'vitest';
import {batching} from '../../../source/client/batching.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {online, said} from '../../helpers/client-fakes.ts';

test('those who listen know what a person has said before it is sent', () => {
	const happened: string[] = [];
	const store = createStore(online(), ({type}) => happened.push(type), {schedule: batching()});
	store.subscribe(() => {
		if (store.getState().pending.length > 0) {
			happened.push('known');
		}
	});
	said('hello').forEach(store.dispatch);

	expect(happened).toEqual(['known', 'send']);
});

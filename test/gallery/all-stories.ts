import {stories as bars} from './bars.tsx';
import {stories as composer} from './composer.tsx';
import {stories as connectionPrompt} from './connection-prompt.tsx';
import {stories as kitchen} from './kitchen.tsx';
import {stories as messageRows} from './message-rows.tsx';
import {stories as namePrompt} from './name-prompt.tsx';
import {stories as passwordPrompt} from './password-prompt.tsx';
import {stories as room} from './room.tsx';
import type {Stories} from './story.tsx';

const components: Readonly<Record<string, Stories>> = {
	'connection prompt': connectionPrompt,
	'name prompt': namePrompt,
	'password prompt': passwordPrompt,
	room,
	kitchen,
	'message rows': messageRows,
	composer,
	bars,
};

/** Every story, by component, under a name that is its own. */
export const allStories = Object.entries(components).flatMap(([component, stories]) =>
	Object.entries(stories).map(([name, story]) => ({name: `${component}: ${name}`, story})),
);

import {defineConfig} from 'vitest/config';

// Ink asks `tput` for a size it is not given, and draws nothing live when `CI` is set.
const env = {
	COLUMNS: '100',
	LINES: '24',
	FORCE_COLOR: '3',
	CI: 'false',
	NODE_ENV: 'production',
	TZ: 'UTC',
};

export default defineConfig({
	// React as in production has no JSX of development.
	oxc: {jsx: {development: false}},
	test: {
		env,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/**', 'test/faults/**'],
				},
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.ts'],
					testTimeout: 30_000,
					maxWorkers: 2,
				},
			},
			{
				extends: true,
				test: {
					name: 'faults',
					include: ['test/faults/**/*.test.ts'],
					testTimeout: 120_000,
					maxWorkers: 2,
				},
			},
		],
	},
});

import {chmodSync, mkdirSync, rmSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {build, context, type BuildOptions} from 'esbuild';

// Bundled, because reading many small files is most of what starting a Node program costs;
// split, so that `serve` never loads the screen and `join` never loads the server.
const root = path.join(import.meta.dirname, '..');
const outdir = path.join(root, 'distribution');

const options: BuildOptions = {
	absWorkingDir: root,
	entryPoints: {
		cli: 'source/cli.ts',
		demo: 'source/demo.ts',
		gallery: 'test/gallery/show.tsx',
		'sqlite-worker': 'source/server/storage/sqlite-worker.ts',
	},
	outdir,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	minifyWhitespace: true,
	minifySyntax: true,
	sourcemap: true,
	jsx: 'automatic',
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	alias: {'react-devtools-core': path.join(import.meta.dirname, 'client/no-devtools.ts')},
	// CommonJS packages in the bundle ask for `require`.
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
	},
	logLevel: 'warning',
};

rmSync(outdir, {recursive: true, force: true});
if (process.argv.includes('--watch')) {
	const watching = await context({...options, logLevel: 'info'});
	await watching.watch();
} else {
	await build(options);
}

linkCommand();

/** Lets `npx chatroom` work in a checkout: npm links the commands of packages, but not those of the package itself. */
function linkCommand(): void {
	const folder = path.join(root, 'node_modules', '.bin');
	const link = path.join(folder, 'chatroom');
	chmodSync(path.join(root, 'bin', 'chatroom.js'), 0o755);
	if (process.platform !== 'win32') {
		mkdirSync(folder, {recursive: true});
		rmSync(link, {force: true});
		symlinkSync(path.join('..', '..', 'bin', 'chatroom.js'), link);
	}
}

import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
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

if (process.argv.includes('--watch')) {
	const watching = await context({...options, logLevel: 'info'});
	await watching.watch();
} else {
	const {outputFiles} = await build({...options, write: false});
	replaceFiles(new Map(outputFiles.map(({path: file, contents}) => [file, contents])));
}

linkCommand();

/** Leaves alone what is the same: npx may build again while the program runs. */
function replaceFiles(files: ReadonlyMap<string, Uint8Array>): void {
	mkdirSync(outdir, {recursive: true});
	for (const [file, contents] of files) {
		if (!existsSync(file) || !readFileSync(file).equals(contents)) {
			writeFileSync(`${file}.${process.pid}`, contents);
			renameSync(`${file}.${process.pid}`, file);
		}
	}

	for (const name of readdirSync(outdir)) {
		// What another build is about to put in place ends in its process number.
		if (!files.has(path.join(outdir, name)) && !/\.\d+$/.test(name)) {
			rmSync(path.join(outdir, name), {recursive: true, force: true});
		}
	}
}

/** Lets `npx chatroom` work in a checkout: npm links the commands of packages, but not those of the package itself. */
function linkCommand(): void {
	const folder = path.join(root, 'node_modules', '.bin');
	const link = path.join(folder, 'chatroom');
	chmodSync(path.join(root, 'bin', 'chatroom.js'), 0o755);
	if (process.platform !== 'win32') {
		mkdirSync(folder, {recursive: true});
		const target = path.join('..', '..', 'bin', 'chatroom.js');
		if (!existsSync(link) || readlinkSync(link) !== target) {
			rmSync(link, {force: true});
			symlinkSync(target, link);
		}
	}
}

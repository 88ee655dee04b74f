#!/usr/bin/env node
// Written for any Node there is, so that one that is too old can say so.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 17)) {
	// What V8 makes of the program is kept for the next start, where Node keeps such things.
	module.enableCompileCache();
	import('../distribution/cli.js').catch(function (error) {
		if (error.code === 'ERR_MODULE_NOT_FOUND' && /distribution/.test(error.message)) {
			console.error('chatroom: not built yet; run "npm ci" (or "npm run build") in its folder.');
			process.exit(2);
		}

		throw error;
	});
} else {
	console.error(
		'chatroom: needs Node 24.17 or newer, and this is ' +
			process.version +
			'; in a checkout, "npx chatroom" and "npm start" bring the right one.',
	);
	process.exit(2);
}

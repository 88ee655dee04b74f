/** What the bots of the demo say. */
export const lines = {
	mika: [
		'morning! who broke the build this time?',
		'I found it: a missing comma. It is always a missing comma.',
		'/me goes to make tea',
		'has anyone tried the new deploy script? It took 40 seconds here, down from six minutes, and it says what it is doing all the while, which I like even better than the speed',
		'say hello and I will say hello back',
		'lunch at half past twelve?',
		'here is the one-liner:\n    git log --since=yesterday --oneline\nand off you go',
	],
	kobayashi: [
		'おはようございます 🌸',
		'今日の会議は午後三時からです。資料は昨日共有しました 📎',
		'👩‍👩‍👧 家族で週末に山へ行きました。天気がとても良かった ☀️',
		'了解です 👍🏽',
		'このチャットは漢字も絵文字もきれいに並びますね ✨🎉',
		'/me はコーヒーを淹れています ☕',
	],
	secondMika: [
		'my name was taken, so I am mika2 now',
		'naïve café résumé: accents are fine too',
		'does anyone know a good book about compilers?',
		'/me waves',
	],
} as const;

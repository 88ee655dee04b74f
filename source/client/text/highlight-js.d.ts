// The package's own types bring those of the browser with them, under which timers are numbers.
declare module 'highlight.js/lib/common' {
	const highlightJs: {
		readonly getLanguage: (name: string) => object | undefined;
		readonly highlight: (
			code: string,
			options: {readonly language: string; readonly ignoreIllegals: boolean},
		) => {readonly value: string};
	};
	export default highlightJs;
}

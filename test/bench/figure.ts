/** What one repetition has measured, by name. */
export type Sample = Readonly<Record<string, number>>;

/** Names in the sample, with what they are called. */
export type Behind = Readonly<Record<string, string>>;

/** One line of the table. */
export type Figure = {
	readonly label: string;
	/** The figure of one repetition; NaN where something it needs is not to be had here. */
	readonly of: (sample: Sample) => number;
	readonly unit: '×' | 'ms' | 'B' | 'KB' | 'MB' | '%' | '';
	readonly target?: {readonly atLeast: number} | {readonly atMost: number};
	/** The absolute values behind it. */
	readonly behind?: Behind;
};

export type Pace = {
	readonly isQuick: boolean;
	/** Told what is being done, for whoever waits. */
	readonly tell: (what: string) => void;
};

/** A thing to measure, again and again. */
export type Part = {
	readonly name: string;
	readonly title: string;
	measure(pace: Pace): Promise<Sample>;
	readonly figures: readonly Figure[];
};

/** How many times as much the first is as the second. */
export const ratio =
	(one: string, other: string) =>
	(sample: Sample): number =>
		value(sample, one) / value(sample, other);

export const plain =
	(name: string) =>
	(sample: Sample): number =>
		value(sample, name);

export const value = (sample: Sample, name: string): number => sample[name] ?? NaN;

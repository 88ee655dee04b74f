/** A message in several lines: no text of so many bytes has more characters than one may have. */
export const multilineLimits = {bytes: 4000, lines: 100} as const;

/** As the capability's value tells them. */
export const describeMultiline = `max-bytes=${multilineLimits.bytes},max-lines=${multilineLimits.lines}`;

import envPaths from 'env-paths';

const paths = envPaths('chatroom', {suffix: ''});

/** Where the operating system wants a program to keep what it may not lose. */
export const dataDirectory = paths.data;
/** The device's secret and what was used last. */
export const settingsDirectory = paths.config;

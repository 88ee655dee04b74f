import type {Self} from '../state/own.ts';
import type {Palette} from './palette.ts';

/** Through whose eyes a conversation is seen, and in which colours. */
export type Look = {readonly palette: Palette; readonly self: Self};

import { type VitrineError } from './errors.ts'

/** A fetched thing in one of its three states; which words and skeletons they get is the screen's choice. */
export type Loadable<T> = { state: 'loading' } | { state: 'failed'; error: VitrineError; retry: () => void } | { state: 'ready'; value: T }

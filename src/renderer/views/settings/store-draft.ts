// A store as somebody writes it down, field by field.
import { type RecentStore, type StoreChoice } from '../../../shared/store-reach.ts'

export const storeKinds = ['folder', 's3', 'gcs'] as const
export type StoreKind = (typeof storeKinds)[number]

export interface StoreDraft {
  kind: StoreKind
  folder: string
  bucket: string
  prefix: string
  endpoint: string
  region: string
  pathStyle: 'automatic' | 'on' | 'off'
  project: string
}

export const emptyDraft: StoreDraft = {
  kind: 'folder',
  folder: '',
  bucket: '',
  prefix: '',
  endpoint: '',
  region: '',
  pathStyle: 'automatic',
  project: '',
}

const bucketUri = /^(s3|gs):\/\/([^/]*)\/?(.*)$/is

/** The store that a draft names; undefined while it names none. */
export function choiceOf(draft: StoreDraft): StoreChoice | undefined {
  const { kind } = draft
  const folder = draft.folder.trim()
  if (kind === 'folder') return folder === '' ? undefined : { uri: folder, reach: {} }
  const bucket = draft.bucket.trim()
  if (bucket === '') return undefined
  const prefix = draft.prefix.split('/').filter(Boolean).join('/')
  const uri = `${kind === 's3' ? 's3' : 'gs'}://${[bucket, prefix].filter(Boolean).join('/')}`
  const word = (name: 'endpoint' | 'region' | 'project') => {
    const text = draft[name].trim()
    return text === '' ? {} : { [name]: text }
  }
  if (kind === 'gcs') return { uri, reach: { ...word('endpoint'), ...word('project') } }
  const pathStyle = draft.pathStyle === 'automatic' ? {} : { pathStyle: draft.pathStyle === 'on' }
  return { uri, reach: { ...word('endpoint'), ...word('region'), ...pathStyle } }
}

/** The draft that names a store. */
export function draftOf({ uri, reach }: Pick<RecentStore, 'uri' | 'reach'>, folder: string): StoreDraft {
  const [, scheme, bucket = '', prefix = ''] = bucketUri.exec(uri) ?? []
  if (scheme === undefined) return { ...emptyDraft, folder }
  const { endpoint = '', region = '', pathStyle, project = '' } = reach
  return {
    ...emptyDraft,
    kind: scheme.toLowerCase() === 's3' ? 's3' : 'gcs',
    bucket,
    prefix,
    endpoint,
    region,
    project,
    pathStyle: pathStyle === undefined ? 'automatic' : pathStyle ? 'on' : 'off',
  }
}

/** What somebody typed or pasted as the bucket may be a whole URI. */
export function withBucket(draft: StoreDraft, text: string): StoreDraft {
  const [, scheme, bucket = '', prefix = ''] = bucketUri.exec(text.trim()) ?? []
  return scheme === undefined
    ? { ...draft, bucket: text }
    : { ...draft, kind: scheme.toLowerCase() === 's3' ? 's3' : 'gcs', bucket, prefix }
}

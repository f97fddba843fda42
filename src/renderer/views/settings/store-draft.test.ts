import { describe, expect, it } from 'vitest'
import { choiceOf, draftOf, emptyDraft, type StoreDraft, withBucket } from './store-draft.ts'

const draft = (words: Partial<StoreDraft>): StoreDraft => ({ ...emptyDraft, ...words })

describe('a draft of a store', () => {
  it('names none until it says where', () => {
    for (const kind of ['folder', 's3', 'gcs'] as const) expect(choiceOf(draft({ kind, folder: ' ', bucket: '  ' }))).toBeUndefined()
  })

  it('names a folder as it is written', () => {
    expect(choiceOf(draft({ folder: ' ~/agent runs ' }))).toEqual({ uri: '~/agent runs', reach: {} })
  })

  it('names a bucket with only what its kind knows', () => {
    const words = {
      bucket: ' runs ',
      prefix: '/a//b/',
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu-1',
      project: 'p',
      pathStyle: 'off',
    } as const
    expect(choiceOf(draft({ ...words, kind: 's3' }))).toEqual({
      uri: 's3://runs/a/b',
      reach: { endpoint: 'http://127.0.0.1:9000', region: 'eu-1', pathStyle: false },
    })
    expect(choiceOf(draft({ ...words, kind: 'gcs' }))).toEqual({
      uri: 'gs://runs/a/b',
      reach: { endpoint: 'http://127.0.0.1:9000', project: 'p' },
    })
  })

  it('comes back as it went', () => {
    for (const choice of [
      { uri: 's3://runs/a/b', reach: { endpoint: 'http://x', region: 'eu-1', pathStyle: true } },
      { uri: 'gs://runs', reach: { project: 'p' } },
      { uri: '/srv/runs', reach: {} },
    ])
      expect(choiceOf(draftOf(choice, '/srv/runs'))).toEqual(choice)
  })

  it('takes a pasted URI apart', () => {
    expect(withBucket(draft({ kind: 's3' }), ' gs://runs/team/x ')).toMatchObject({ kind: 'gcs', bucket: 'runs', prefix: 'team/x' })
    expect(withBucket(draft({ kind: 's3' }), 'runs')).toMatchObject({ kind: 's3', bucket: 'runs', prefix: '' })
  })
})

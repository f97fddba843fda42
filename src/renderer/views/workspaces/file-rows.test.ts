import { describe, expect, it } from 'vitest'
import { type AgentFile } from '../../../shared/agent-file.ts'
import { dropTarget, fileRows } from './file-rows.ts'

const entry = (path: string, entryType: AgentFile['entryType'] = 'file'): AgentFile => ({
  path,
  entryType,
  title: null,
  id: null,
  fileType: '',
  tags: [],
  custom: {},
  sizeBytes: 0,
  createdAt: '',
  modifiedAt: '',
  mimeType: '',
  encoding: 'utf-8',
  checksum: null,
  isReadonly: false,
  isLoaded: false,
  save: { is: 'saved' },
})
const entries = [entry('/a10.md'), entry('/a9.md'), entry('/z', 'directory'), entry('/z/b.md'), entry('/z/in', 'directory')]

describe('the tree of a scope', () => {
  it('has directories first, and counts as people do', () => {
    expect(fileRows(entries, new Set()).map(({ file, level }) => `${level} ${file.path}`)).toEqual([
      '1 /z',
      '2 /z/in',
      '2 /z/b.md',
      '1 /a9.md',
      '1 /a10.md',
    ])
  })

  it('hides what lies in a closed directory', () => {
    expect(fileRows(entries, new Set(['/z'])).map(({ file }) => file.path)).toEqual(['/z', '/a9.md', '/a10.md'])
  })
})

describe('a file that is dropped', () => {
  it('goes into a directory, beside a file, or to the top', () => {
    expect(dropTarget('/a9.md', entry('/z', 'directory'))).toBe('/z/a9.md')
    expect(dropTarget('/a9.md', entry('/z/b.md'))).toBe('/z/a9.md')
    expect(dropTarget('/z/b.md', undefined)).toBe('/b.md')
  })

  it('stays where it is when it is there already, or would go into itself', () => {
    expect(dropTarget('/z/b.md', entry('/z', 'directory'))).toBeUndefined()
    expect(dropTarget('/z', entry('/z', 'directory'))).toBeUndefined()
    expect(dropTarget('/z', entry('/z/in', 'directory'))).toBeUndefined()
  })
})

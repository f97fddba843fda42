import { describe, expect, it } from 'vitest'
import { findCommands } from './find-commands.ts'

const commands = [
  { label: 'Cleanup', group: 'Go to' },
  { label: 'Open store s3://runs/clean', group: 'Stores' },
  { label: 'Delete the selected or open artifacts', group: 'Lists' },
  { label: 'Dark theme', group: 'Appearance', words: 'night colours' },
]
const labels = (query: string) => findCommands(commands, query).map(({ label }) => label)

describe('finding commands', () => {
  it('keeps all in their order while nothing is typed', () => {
    expect(labels('  ')).toEqual(commands.map(({ label }) => label))
  })

  it('puts what starts with the word before what holds it', () => {
    expect(labels('clean')).toEqual(['Cleanup', 'Open store s3://runs/clean'])
  })

  it('wants every word, in any order and case', () => {
    expect(labels('STORE open')).toEqual(['Open store s3://runs/clean'])
    expect(labels('open nothing')).toEqual([])
  })

  it('finds by further words, and by the group', () => {
    expect(labels('night')).toEqual(['Dark theme'])
    expect(labels('go')).toEqual(['Cleanup'])
  })

  it('takes typed signs as text', () => {
    expect(labels('s3://')).toEqual(['Open store s3://runs/clean'])
    expect(labels('.*')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { markLine } from '../../../../shared/log-marks.ts'
import { visibleText } from '../../terminal/visible-text.ts'
import { asFound, foldAt, type FoldChoice, hideFolded, withSeen } from './fold-choice.ts'
import { FoldList } from './fold-list.ts'
import { FoldScan } from './fold-scan.ts'
import { foldWords } from './fold-words.ts'

/** The folds of a log that comes in one block, or line by line. */
function foldsOf(lines: readonly string[], blockLines = lines.length): FoldList {
  const scan = new FoldScan()
  const list = new FoldList()
  for (let at = 0; at < lines.length; at += blockLines) {
    const raw = lines.slice(at, at + blockLines).join('\n')
    const rows = visibleText(raw)
      .split('\n')
      .map((text) => ({ text, reports: markLine(text) }))
    list.add(scan.read(rows, raw))
  }
  list.add(scan.running())
  return list
}

/** The rows that are shown, as they are seen, with the words of those that stand for more. */
function shown(lines: readonly string[], choice: FoldChoice = asFound, list = foldsOf(lines)): string[] {
  const hidden = hideFolded(list, choice)
  const texts = visibleText(lines.join('\n')).split('\n')
  return Array.from({ length: lines.length - hidden.rowCount }, (_, at) => {
    const row = hidden.rowAt(at)
    expect(hidden.shownBefore(row)).toBe(at)
    const fold = foldAt(list, choice, row)
    return fold?.isFolded === true ? `${texts[row]} [${foldWords(fold)}]` : (texts[row] ?? '')
  })
}

const allFolded: FoldChoice = { ...asFound, all: 'folded' }

describe('groups', () => {
  it('of GitHub and Azure are folded, with and without the time before them', () => {
    expect(shown(['::group::Install', 'a', '::endgroup::', 'b'])).toEqual(['::group::Install [2 lines]', 'b'])
    const time = '2026-11-21T08:00:00.1234567Z '
    expect(shown([`${time}##[group]Run make`, `${time}make all`, `${time}##[endgroup]`, `${time}done`])).toEqual([
      `${time}##[group]Run make [2 lines]`,
      `${time}done`,
    ])
  })

  it('of GitLab and Travis show their heading, and GitLab says itself whether they are folded', () => {
    const lines = [
      '\u001B[0Ksection_start:1560896352:prepare[collapsed=true]\r\u001B[0KPreparing',
      'pull',
      '\u001B[0Ksection_end:1560896353:prepare\r\u001B[0K',
      '\u001B[0Ksection_start:1560896353:build\r\u001B[0KBuilding',
      'make',
      '\u001B[0Ksection_end:1560896354:build\r\u001B[0K',
      'travis_fold:start:git.1\r\u001B[0K$ git clone',
      'Cloning',
      'travis_fold:end:git.1\r\u001B[0K',
    ]
    expect(shown(lines)).toEqual(['Preparing [2 lines]', 'Building', 'make', '', '$ git clone [2 lines]'])
    expect(shown(lines, allFolded)).toEqual(['Preparing [2 lines]', 'Building [2 lines]', '$ git clone [2 lines]'])
  })

  it('of Buildkite end where the next begins; a plus, or one after the fact, keeps them open', () => {
    const lines = ['~~~ Preparing', 'x', '--- Build', 'y', '+++ Test', 'z', '--- Deploy', 'failed', '^^^ +++', '--- Clean', 'w', '--- End']
    expect(shown(lines)).toEqual([
      '~~~ Preparing [1 line]',
      '--- Build [1 line]',
      '+++ Test',
      'z',
      '--- Deploy',
      'failed',
      '^^^ +++',
      '--- Clean [1 line]',
      '--- End',
    ])
  })

  it('are not seen in patches, rules and the tests of Go', () => {
    const lines = ['--- a/file.ts', '+++ b/file.ts', '--- FAIL: TestX (0.00s)', '    x', '--- expected', '+++ actual']
    expect(shown(lines, allFolded)).toEqual(lines)
  })

  it('lie in each other, and an inner one without an end ends with the outer one', () => {
    const lines = ['##[group]outer', '##[section]Starting: Build', 'a', '##[section]Finishing: Build', '##[endgroup]', 'after']
    expect(shown(lines)).toEqual(['##[group]outer [4 lines]', 'after'])
    expect(
      shown(lines, {
        ...asFound,
        chosen: new Map([
          [0, false],
          [1, true],
        ]),
      }),
    ).toEqual(['##[group]outer', '##[section]Starting: Build [2 lines]', '##[endgroup]', 'after'])
  })

  it('with an error are open at first, and say how many they have when they are folded', () => {
    const lines = ['::group::Test', 'Error: no', '::endgroup::']
    expect(shown(lines)).toEqual(lines)
    expect(shown(lines, allFolded)).toEqual(['::group::Test [2 lines, 1 error]'])
  })

  it('that have no end reach to the end and are open', () => {
    const lines = ['::group::Test', 'running']
    expect(shown(lines)).toEqual(lines)
    expect(shown(lines, allFolded)).toEqual(['::group::Test [1 line]'])
  })

  it('are the same whatever blocks the rows come in', () => {
    const lines = [
      '::group::a',
      'x',
      ...Array.from({ length: 9 }, (_, index) => `poll ${index}`),
      '::endgroup::',
      '--- x',
      ...Array<string>(5).fill('same'),
    ]
    const whole = shown(lines, allFolded)
    for (const blockLines of [1, 2, 3, 7]) expect(shown(lines, allFolded, foldsOf(lines, blockLines))).toEqual(whole)
  })
})

describe('folds', () => {
  const polls = ['start', ...Array.from({ length: 412 }, (_, index) => `poll ${index}`), 'end']

  it('show a run as one row with how often it came', () => {
    expect(shown(polls)).toEqual(['start', 'poll 0 [× 412]', 'end'])
    expect(shown(polls, { ...asFound, all: 'open' })).toEqual(polls)
  })

  it('keep an error apart from lines of the same shape that report none', () => {
    const lines = ['tests: 0 failed', 'tests: 0 failed', 'tests: 3 failed', 'tests: 0 failed', 'tests: 0 failed']
    expect(shown(lines)).toEqual(lines)
  })

  it('do not reach over the edge of a group', () => {
    const lines = ['same', 'same', 'same', '::group::g', 'same', 'same', 'same', '::endgroup::', 'same']
    expect(shown(lines, { ...asFound, all: 'open' })).toEqual(lines)
    expect(foldsOf(lines).repeatCount).toBe(0)
  })

  it('open for a row that the reader is brought to, and stay open for it when they are found later', () => {
    const list = foldsOf(polls)
    const opened = withSeen(list, asFound, 200)
    expect(shown(polls, opened)).toEqual(polls)
    const early = withSeen(new FoldList(), asFound, 200)
    expect(shown(polls, early)).toEqual(polls)
    expect(shown(polls, { ...early, all: 'folded' })).toHaveLength(3)
  })

  it('open from the outermost to the innermost around a row', () => {
    const lines = ['::group::g', ...Array.from({ length: 5 }, (_, index) => `poll ${index}`), '::endgroup::', 'end']
    expect(shown(lines, withSeen(foldsOf(lines), allFolded, 3))).toEqual(lines)
    expect(shown(lines, withSeen(foldsOf(lines), allFolded, 1))).toEqual(['::group::g', 'poll 0 [× 5]', '::endgroup::', 'end'])
  })
})

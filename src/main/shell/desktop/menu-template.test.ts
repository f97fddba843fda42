import { expect, test } from 'vitest'
import { shortcutIds, shortcuts, windowCommands } from '../../../shared/command.ts'
import { englishSpeech, speechOf } from '../../../shared/language/speech.ts'
import { buildMenu, type MenuEntry } from './menu-template.ts'

const actions = { run: () => undefined, openStoreFolder: async () => undefined, uploadFiles: async () => undefined }
const flat = (entries: readonly MenuEntry[]): MenuEntry[] => entries.flatMap((entry) => [entry, ...flat(entry.submenu ?? [])])
const ids = (platform: NodeJS.Platform) => flat(buildMenu(platform, englishSpeech, actions)).flatMap(({ id }) => id ?? [])

test.each(['linux', 'darwin', 'win32'] as const)('the menus of %s have every command of the palette, each once', (platform) => {
  const here = ids(platform)
  expect(new Set(here).size).toBe(here.length)
  // Files are uploaded by the system's own dialog, and the rest acts on the row that has the focus.
  const elsewhere = new Set(['upload', 'out', ...shortcutIds.filter((id) => 'isOnRow' in shortcuts[id])])
  const wanted = [...shortcutIds.filter((id) => !elsewhere.has(id)), ...Object.keys(windowCommands)]
  expect(here.toSorted()).toEqual([...wanted, 'open-store-folder', 'upload-files'].toSorted())
})

test('a command is run by its id', () => {
  const run: string[] = []
  const entry = flat(buildMenu('linux', englishSpeech, { ...actions, run: (id) => void run.push(id) })).find(
    ({ id }) => id === 'go-storage',
  )
  entry?.click?.()
  expect([entry?.label, run]).toEqual(['Storage', ['go-storage']])
})

test('no menu takes a plain key from whoever types', () => {
  const accelerators = flat(buildMenu('linux', englishSpeech, actions)).flatMap(({ accelerator }) => accelerator ?? [])
  expect(accelerators.length).toBeGreaterThan(1)
  expect(accelerators.filter((keys) => !keys.startsWith('CommandOrControl+'))).toEqual([])
})

test('only macOS has the menu of the app', () => {
  expect(buildMenu('darwin', englishSpeech, actions)[0]).toMatchObject({
    label: 'Vitrine',
    submenu: expect.arrayContaining([{ role: 'about', label: 'About Vitrine' }]),
  })
  expect(flat(buildMenu('linux', englishSpeech, actions)).map(({ role }) => role)).not.toContain('about')
})

test.each(['linux', 'darwin', 'win32'] as const)(
  'in Japanese the menus of %s have no English left, not even in what Electron does itself',
  async (platform) => {
    const entries = flat(buildMenu(platform, await speechOf('ja'), actions)).filter(({ type }) => type !== 'separator')
    const withoutWords = entries.filter(({ label }) => label === undefined)
    expect(withoutWords).toEqual([])
    const names = /^(Vitrine|English|日本語)$/
    expect(entries.flatMap(({ label = '' }) => (/[ぁ-んァ-ヶ一-龠]/.test(label) || names.test(label) ? [] : [label]))).toEqual([])
  },
)

// The items of Electron's security checklist that are about files rather than about what a running app does, and what the app must not ask
// for at all. The others are stories: e2e/desktop-security.ts, and e2e/package.e2e.ts for the fuses (19).
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run-command.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = globSync(['src/main/index.ts', 'src/main/core.ts', 'src/main/shell/**/*.ts', 'src/preload/**/*.ts'], { cwd: root }).filter(
  (path) => !path.endsWith('.test.ts') && !path.endsWith('-fixture.ts'),
)
const namers = (pattern: RegExp, paths: readonly string[] = sources) => paths.filter((path) => pattern.test(read(path)))

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(20)
})

test('1, 18: a window loads nothing but its own scheme', () => {
  expect(namers(/loadFile\(|loadURL\(\s*['"`](?!\$\{appOrigin\})/)).toEqual([])
  expect(namers(/loadURL\(/)).toEqual(['src/main/shell/desktop/electron-window.ts'])
})

test('5: permissions are decided in one place', () => {
  expect(namers(/setPermission|setDevicePermission/)).toEqual(['src/main/shell/desktop/electron-guards.ts'])
})

test('7: the page allows itself nothing that the header does not', () => {
  const page = read('src/renderer/index.html')
  expect(page).not.toMatch(/http-equiv|<script(?![^>]*\bsrc=)|\son\w+=|javascript:/i)
})

test('8, 9, 10: nothing insecure or experimental is switched on', () => {
  expect(
    namers(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|appendSwitch|nodeIntegrationIn|disableBlinkFeatures/),
  ).toEqual([])
})

test('11: no webview, with or without popups', () => {
  const views = globSync('src/renderer/**/*.{tsx,html}', { cwd: root })
  expect(views.length).toBeGreaterThan(50)
  expect(namers(/<webview|allowpopups/i, views)).toEqual([])
})

test('15: one function leads outside, and it is given an address that was judged', () => {
  expect(namers(/openExternal|openPath|showItemInFolder/)).toEqual(['src/main/shell/desktop/electron-guards.ts'])
  expect(read('src/main/shell/desktop/electron-guards.ts').match(/openExternal\(/g)).toHaveLength(1)
})

test('16: Electron is of a line that its makers still mend', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  const [major] = (devDependencies['electron'] ?? '').split('.')
  // The exact version is what was tested; three lines are mended at a time.
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number(major)).toBeGreaterThanOrEqual(45)
})

test('17: main listens to three channels, and each asks who speaks', () => {
  const listeners = namers(/ipcMain\.(on|handle|once)\(/)
  expect(listeners).toEqual(['drag', 'rpc', 'speech'].map((name) => `src/main/shell/desktop/electron-${name}.ts`))
  for (const path of listeners) expect(read(path), path).toMatch(/isOurPage\(event\)|takePort\(event/)
})

test('20: the preload script exposes one thing, which is data', () => {
  const code = read('src/preload/index.ts')
  expect(code.match(/exposeInMainWorld/g)).toHaveLength(1)
  expect(code).toMatch(/Object\.freeze\(\{ kind: 'electron', platform: process\.platform \}\)/)
  expect(code).not.toMatch(/executeInMainWorld|ipcRenderer\.(invoke|sendSync|sendToHost)/)
})

test('no script is put into a page from main', () => {
  expect(namers(/executeJavaScript|insertCSS|debugger\.attach/)).toEqual([])
})

test('nothing is held that need not be: no password, no secret of a cloud, no updater of its own', () => {
  expect(namers(/safeStorage|autoUpdater|electron-updater|keytar|setPassword|systemPreferences/)).toEqual([])
  expect(read('electron-builder.yml')).toMatch(/^publish: null$/m)
})

test('19: every fuse is decided, none left as it comes', () => {
  const fuses = /electronFuses:\n((?: {2}.*\n)+)/.exec(read('electron-builder.yml'))?.[1] ?? ''
  expect(Object.fromEntries(Array.from(fuses.matchAll(/^ {2}(\w+): (\w+)$/gm), ([, name, value]) => [name, value]))).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
    resetAdHocDarwinSignature: 'true',
  })
})

test('each system has its packages, its links and its files', () => {
  const config = read('electron-builder.yml')
  for (const word of ['AppImage', 'deb', 'dmg', 'nsis', 'schemes: [vitrine]', 'inode/directory', 'public.folder'])
    expect(config).toContain(word)
  for (const extension of ['diff', 'patch', 'xml', 'log']) expect(config).toContain(`ext: ${extension},`)
})

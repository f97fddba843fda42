// Electron's security checklist, by its numbers, as stories of the running app. Items that are about files alone are in desktop-files.test.ts;
// fuses (19) are read in the package.
import { put } from './command-line.ts'
import { expect, test } from './desktop.ts'

export function describeSecurity(platform: 'the stand-in' | 'Electron'): void {
  test.describe(`security, on ${platform}`, () => {
    test.use({ platform })

    test('1, 7, 8: everything comes from the own scheme, under a policy that allows nothing else', async ({ desktop, desktopWindow }) => {
      expect(new URL(desktopWindow.url()).origin).toBe(new URL(desktop.origin()).origin)
      const seen = await desktopWindow.evaluate(async () => {
        const violations: string[] = []
        addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'globalThis.wasRun = true'
        document.body.append(script)
        const image = new Image()
        image.src = 'https://127.0.0.1:1/a.png'
        await fetch('https://127.0.0.1:1/').catch(() => undefined)
        // Three are told sooner or later; a fourth would come with them.
        for (let waited = 0; waited < 200 && violations.length < 3; waited++) await new Promise((resolve) => setTimeout(resolve, 50))
        await new Promise((resolve) => setTimeout(resolve, 300))
        const origins = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)
        return {
          violations,
          wasRun: 'wasRun' in globalThis,
          foreign: origins.filter((origin) => origin !== location.origin && origin !== 'null'),
        }
      })
      expect(seen.violations.toSorted()).toEqual(['connect-src', 'img-src', 'script-src-elem'])
      expect(seen.wasRun).toBe(false)
      const policy = await desktopWindow.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
      expect(policy).not.toMatch(/unsafe|https?:/)
    })

    test('2, 3, 4, 6, 9-11: a window has no Node, its preload a world of its own and a sandbox', async ({ desktop, desktopWindow }) => {
      const page = await desktopWindow.evaluate(() => ({
        node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
        // The preload's listener is seen by nobody: what a page changes of its own world does not reach it.
        channel: ['__fromMain', '__toMain'].filter((name) => name in globalThis),
      }))
      expect(page).toEqual({ node: [], channel: [] })
      if (platform === 'Electron') return
      const asked = await desktop.evaluate(({ BrowserWindow }) => Reflect.get(BrowserWindow.getAllWindows()[0] ?? {}, 'options'), undefined)
      expect(asked.webPreferences).toEqual({
        preload: expect.stringMatching(/preload[/\\]index\.cjs$/),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      })
      const record = await desktop.evaluate((electron) => Reflect.get(electron, 'record'), undefined)
      expect(record).toMatchObject({ isSandboxed: true })
      const { scheme, privileges } = record.schemes[0]
      // Neither `bypassCSP` nor `allowServiceWorkers`.
      expect([scheme, privileges]).toEqual(['app', { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }])
    })

    test('5: a page gets none of the rights it asks for, but may copy a link', async ({ desktop, desktopWindow }) => {
      const answers = await desktopWindow.evaluate(async () => [
        await Notification.requestPermission(),
        await new Promise<number>((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve(0),
            ({ code }) => resolve(code),
          ),
        ),
        await navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'granted',
          () => 'denied',
        ),
      ])
      expect(answers).toEqual(['denied', 1, 'denied'])
      if (platform === 'Electron') return
      const decide = (permission: string, url: string) =>
        desktop.evaluate(({ session }, [name, from]) => Reflect.get(session.defaultSession, 'decide')(name, from), [permission, url])
      expect(await decide('clipboard-sanitized-write', 'app://bundle/')).toEqual({ check: true, device: false })
      expect(await decide('clipboard-sanitized-write', 'https://evil.test/')).toEqual({ check: false, device: false })
      for (const permission of ['clipboard-read', 'usb', 'fileSystem', 'openExternal', 'hid', 'serial']) {
        expect(await decide(permission, 'app://bundle/'), permission).toEqual({ check: false, device: false })
      }
    })

    test('12, 13, 14, 15: the window is not led elsewhere, opens no other, and only https goes to the browser', async ({
      desktop,
      desktopWindow,
    }) => {
      await desktop.evaluate(({ shell }) => {
        const outside: string[] = []
        Object.assign(globalThis, { outside })
        shell.openExternal = async (url) => void outside.push(url)
      }, undefined)
      const home = desktopWindow.url()
      for (const address of [
        'https://example.org/a?b',
        'http://example.org/',
        'file:///etc/passwd',
        'data:text/html,x',
        'smb://host/share',
      ]) {
        await desktopWindow.evaluate((target) => {
          location.href = target
        }, address)
        await desktopWindow.evaluate((target) => void open(target), address)
        await desktopWindow.waitForTimeout(150)
        expect(desktopWindow.url(), address).toBe(home)
      }
      await desktopWindow.evaluate(() => {
        open('/queue')
        const frame = document.createElement('iframe')
        frame.src = 'https://example.org/'
        document.body.append(frame)
        const view = document.createElement('webview')
        view.setAttribute('src', 'https://example.org/')
        document.body.append(view)
      })
      await desktopWindow.waitForTimeout(300)
      // The stand-in closes again what Electron does not even open, and takes its time on a busy machine.
      await expect.poll(() => desktop.windows().length).toBe(1)
      const framed = desktopWindow.frames().map((frame) => frame.url())
      expect(framed.filter((url) => url.includes('example.org'))).toEqual([])
      const outside = () => desktop.evaluate(() => Reflect.get(globalThis, 'outside') as string[], undefined)
      await expect.poll(async () => [...new Set(await outside())]).toEqual(['https://example.org/a?b'])
      const prevented = await desktop.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        const asked: string[] = []
        for (const [name, more] of [
          ['will-attach-webview', {}],
          ['will-redirect', { url: 'http://example.org/' }],
          ['will-frame-navigate', { url: 'https://example.org/', isMainFrame: false }],
        ] as const) {
          Reflect.get(contents ?? {}, 'emit').call(contents, name, { ...more, preventDefault: () => asked.push(name) }, {}, {})
        }
        return asked
      }, undefined)
      expect(prevented).toEqual(['will-attach-webview', 'will-redirect', 'will-frame-navigate'])
    })

    test('17: only the main frame of our page gets a port to the core, or drags a file', async ({ home, desktop, desktopWindow }) => {
      await expect(desktopWindow.getByRole('main').first()).toBeVisible()
      const outcomes = await desktop.evaluate(({ ipcMain, BrowserWindow }) => {
        const sender = BrowserWindow.getAllWindows()[0]?.webContents
        const frames = {
          inner: { url: 'app://bundle/' },
          gone: null,
          foreign: { url: 'https://evil.test/' },
          other: { url: 'app://evil/' },
        }
        return Object.entries(frames).map(([name, frame]) => {
          let closed = 0
          let used = 0
          const port = { close: () => closed++, start: () => used++, on: () => used++, postMessage: () => used++, transfer: () => used++ }
          const from = name === 'foreign' || name === 'other' ? { id: 1, mainFrame: frame } : sender
          try {
            ipcMain.emit('rpc:connect', { sender: from, senderFrame: frame, ports: [port] }, null)
          } catch {
            used++
          }
          return [name, closed, used]
        })
      }, undefined)
      expect(outcomes).toEqual(['inner', 'gone', 'foreign', 'other'].map((name) => [name, 1, 0]))
      const uri = await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'hello\n')
      const artifact = `/artifact?${new URLSearchParams({ uri })}`
      const dragged = await desktop.evaluate(async ({ ipcMain, BrowserWindow }, address) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        const seen: string[] = []
        const speak = (name: string, senderFrame: unknown, words: unknown) => {
          const sender = { mainFrame: contents?.mainFrame, isDestroyed: () => false, startDrag: () => void seen.push(name) }
          ipcMain.emit('shell:drag', { sender, senderFrame }, words)
        }
        speak('gone', null, address)
        speak('inner', { url: 'app://bundle/' }, address)
        speak('foreign', { url: 'https://evil.test/' }, address)
        for (const other of ['file:///etc/passwd', '/handed/x', '/../secret', '//evil.test/artifact', 7])
          speak(String(other), contents?.mainFrame, other)
        speak('ours', contents?.mainFrame, address)
        for (let waited = 0; waited < 100 && !seen.includes('ours'); waited++) await new Promise((resolve) => setTimeout(resolve, 50))
        await new Promise((resolve) => setTimeout(resolve, 200))
        return seen
      }, artifact)
      expect(dragged).toEqual(['ours'])
    })

    test('18, 20: files come over the own scheme, which takes uploads alone; the page sees one frozen object', async ({
      home,
      desktopWindow,
    }) => {
      const uri = await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'hello\n')
      const seen = await desktopWindow.evaluate(
        async (address) => {
          const shell: unknown = Reflect.get(globalThis, 'shell')
          const post = async (path: string, method: string) =>
            (await fetch(path, { method, ...(method === 'POST' ? { body: '{}' } : {}) })).status
          return {
            content: await (await fetch(address)).text(),
            refused: [
              await post('/rpc/store/info', 'POST'),
              await post('/', 'POST'),
              await post('/artifact', 'DELETE'),
              await post('/handed/guessed', 'GET'),
            ],
            file: await fetch('file:///etc/passwd').then(
              () => 'read',
              () => 'refused',
            ),
            shell: JSON.stringify(shell),
            isFrozen: Object.isFrozen(shell),
            functions: Object.values(Object(shell)).filter((value) => typeof value === 'function').length,
            isFixed: Object.getOwnPropertyDescriptor(globalThis, 'shell')?.writable !== true,
          }
        },
        `/artifact?${new URLSearchParams({ uri })}`,
      )
      expect(seen).toEqual({
        content: 'hello\n',
        refused: [405, 405, 405, 404],
        file: 'refused',
        shell: JSON.stringify({ kind: 'electron', platform: process.platform }),
        isFrozen: true,
        functions: 0,
        isFixed: true,
      })
    })

    test('an artifact of HTML runs nothing, and has no origin', async ({ home, desktopWindow }) => {
      const html = '<script>document.title = "run"</script><h1>hostile</h1>'
      const uri = await put(home, { spec: 's', task: '1', type: 'file', name: 'page.html' }, html)
      const seen = await desktopWindow.evaluate(
        async (address) => {
          const answer = await fetch(address)
          const frame = document.createElement('iframe')
          frame.src = address
          const outcome = new Promise<string>((resolve) => {
            frame.addEventListener('load', () => resolve('loaded'))
            addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
          })
          document.body.append(frame)
          return [answer.headers.get('content-type'), answer.headers.get('content-security-policy'), await outcome]
        },
        `/artifact?${new URLSearchParams({ uri })}`,
      )
      expect(seen[0]).toBe('application/octet-stream')
      expect(seen[1]).toMatch(/default-src 'none'.*; sandbox$/)
      expect(seen[2]).toBe('frame-src')
    })
  })
}

// What the desktop adds to the window: menus, links, files, jobs, dialogs, and coming back after a crash.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { put } from './command-line.ts'
import { listLeft, openStandIn } from './desktop-app.ts'
import { expect, test } from './desktop.ts'

export function describeWindow(platform: 'the stand-in' | 'Electron'): void {
  test.describe(`the desktop window, on ${platform}`, () => {
    test.use({ platform })

    test('shows the store, and what the command line puts appears by itself', async ({ home, desktopWindow }) => {
      await expect(desktopWindow.getByRole('button', { name: /sample/i })).toBeVisible()
      await put(home, { spec: 'from-outside', task: '1', type: 'log', name: 'log' }, 'hello\n')
      await expect(desktopWindow.getByText('from-outside').first()).toBeVisible()
    })

    test('has the commands of the palette in its menus', async ({ desktop, desktopWindow }) => {
      const choose = (id: string) =>
        desktop.evaluate(({ Menu }, itemId) => {
          const item = Menu.getApplicationMenu()?.getMenuItemById(itemId)
          if (item === null || item === undefined) throw new Error(`no ${itemId} in the menus`)
          item.click()
        }, id)
      await choose('go-storage')
      await expect(desktopWindow).toHaveURL(/\/storage$/)
      await choose('go trash')
      await expect(desktopWindow).toHaveURL(/\/trash$/)
      await choose('theme dark')
      await expect(desktopWindow.locator('html')).toHaveAttribute('data-theme', 'dark')
      await choose('palette')
      await expect(desktopWindow.getByRole('dialog')).toBeVisible()
    })

    test('opens a folder as store by the system’s dialog', async ({ desktop, desktopWindow, home }) => {
      const other = join(home.directory, 'another store')
      await mkdir(other)
      await desktop.evaluate(({ dialog, Menu }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
        Menu.getApplicationMenu()?.getMenuItemById('open-store-folder')?.click()
      }, other)
      await expect(desktopWindow.getByText('Opened ', { exact: false }).first()).toBeVisible()
      await expect(desktopWindow.getByText('another store').first()).toBeVisible()
    })

    test('takes files by the system’s dialog, and uploads them', async ({ desktop, desktopWindow, home }) => {
      const path = join(home.directory, 'change.diff')
      await writeFile(path, 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')
      await desktop.evaluate(({ dialog, Menu }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
        Menu.getApplicationMenu()?.getMenuItemById('upload-files')?.click()
      }, path)
      const form = desktopWindow.getByRole('dialog')
      await expect(form.getByRole('group', { name: 'change.diff' })).toBeVisible()
      await form.getByLabel('Spec').fill('by-hand')
      await form.getByLabel('Task').fill('7')
      await form.getByRole('button', { name: 'Upload' }).click()
      await expect(desktopWindow.getByText('by-hand').first()).toBeVisible()
    })

    test('copies links that open in the desktop', async ({ home, desktopWindow, desktop }) => {
      await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'hello\n')
      await desktop.evaluate(({ app }) => void app.emit('open-url', { preventDefault() {} }, 'vitrine://open/task/s/1/1/log'), undefined)
      await expect(desktopWindow).toHaveURL(/\/task\/s\/1\/1\/log$/)
      await expect(desktopWindow.getByRole('heading', { name: 'log' })).toBeVisible()
      await desktopWindow.evaluate(() => {
        navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copied: text })
      })
      await desktopWindow.getByRole('button', { name: 'Copy link' }).click()
      await expect.poll(() => desktopWindow.evaluate(() => Reflect.get(globalThis, 'copied'))).toBe('vitrine://open/task/s/1/1/log')
    })

    test('follows no link that only looks like one of ours', async ({ desktop, desktopWindow }) => {
      const before = desktopWindow.url()
      for (const link of [
        'vitrine://evil/task/s/1',
        'https://example.org/',
        'vitrine://open@evil/task',
        'vitrine:task',
        'file:///etc/passwd',
      ]) {
        await desktop.evaluate(({ app }, url) => void app.emit('open-url', { preventDefault() {} }, url), link)
      }
      await desktopWindow.waitForTimeout(200)
      expect(desktopWindow.url()).toBe(before)
    })

    test('gives an artifact that is dragged out as a file of its name', async ({ home, desktop, desktopWindow }) => {
      await put(home, { spec: 's', task: '1', type: 'log', name: 'build.log' }, 'hello\n')
      await desktop.evaluate(({ BrowserWindow, app }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (contents !== undefined) contents.startDrag = (item) => void Object.assign(globalThis, { dragged: item.file })
        app.emit('open-url', { preventDefault() {} }, 'vitrine://open/task/s/1/1/build.log')
      }, undefined)
      await desktopWindow.getByRole('link', { name: 'Download' }).dispatchEvent('dragstart')
      await expect.poll(() => desktop.evaluate(() => Reflect.get(globalThis, 'dragged'), undefined)).toMatch(/[/\\]build\.log$/)
      const path = await desktop.evaluate(() => String(Reflect.get(globalThis, 'dragged')), undefined)
      expect(await readFile(path, 'utf8')).toBe('hello\n')
    })

    test('shows long work at its icon, and says when it is over while nobody looks', async ({ home, desktop, desktopWindow }) => {
      await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'hello\n')
      await desktop.evaluate(({ BrowserWindow, Notification }) => {
        const said: string[] = []
        const bars: number[] = []
        Object.assign(globalThis, { said, bars })
        Notification.prototype.show = function show() {
          said.push(`${this.title} ${this.body}`)
        }
        const [window] = BrowserWindow.getAllWindows()
        if (window === undefined) return
        window.setProgressBar = (ratio) => void bars.push(ratio)
        window.blur()
        BrowserWindow.getFocusedWindow = () => null
      }, undefined)
      await desktop.evaluate(({ app }) => void app.emit('open-url', { preventDefault() {} }, 'vitrine://open/storage/verify'), undefined)
      await desktopWindow.getByRole('button', { name: 'Verify everything' }).first().click()
      const said = () => desktop.evaluate(() => Reflect.get(globalThis, 'said') as string[], undefined)
      await expect.poll(said).toEqual(['The check of checksums is done 1 valid, 0 corrupt, 0 missing.'])
      const bars = await desktop.evaluate(() => Reflect.get(globalThis, 'bars') as number[], undefined)
      expect(bars.at(-1)).toBe(-1)
    })

    test('comes back when its core has crashed', async ({ desktop, desktopWindow, home }) => {
      if (platform === 'the stand-in') {
        const killed = await desktop.evaluate((electron) => Reflect.get(electron, 'listUtilities')()[0]?.kill(), undefined)
        expect(killed).toBe(true)
      } else {
        await desktop.evaluate(({ app }) => {
          const core = app.getAppMetrics().find(({ serviceName, name }) => (serviceName ?? name)?.includes('Vitrine core') === true)
          if (core !== undefined) process.kill(core.pid)
        }, undefined)
      }
      await put(home, { spec: 'after-the-crash', task: '1', type: 'log', name: 'log' }, 'hello\n')
      await expect(desktopWindow.getByText('after-the-crash').first()).toBeVisible()
    })

    test('speaks the language that was chosen in its window, in menus and dialogs too', async ({ desktop, desktopWindow }) => {
      const labelOf = (id: string) => desktop.evaluate(({ Menu }, itemId) => Menu.getApplicationMenu()?.getMenuItemById(itemId)?.label, id)
      expect(await labelOf('go-storage')).toBe('Storage')
      await desktop.evaluate(
        ({ app }) => void app.emit('open-url', { preventDefault() {} }, 'vitrine://open/settings/appearance'),
        undefined,
      )
      await desktopWindow.getByRole('radio', { name: '日本語' }).check()
      await desktopWindow.getByRole('button', { name: '読み込み直す' }).click()
      await expect(desktopWindow.locator('html')).toHaveAttribute('lang', 'ja')
      await expect.poll(() => labelOf('go-storage')).toBe('ストレージ')
      expect(await labelOf('open-store-folder')).toBe('フォルダーをストアとして開く…')
      await desktop.evaluate(({ BrowserWindow, dialog }) => {
        dialog.showMessageBox = async (...words: unknown[]) => {
          Object.assign(globalThis, { asked: Reflect.get(Object(words.at(-1)), 'message') })
          return { response: 0, checkboxChecked: false }
        }
        BrowserWindow.getAllWindows()[0]?.emit('unresponsive')
      }, undefined)
      await expect.poll(() => desktop.evaluate(() => Reflect.get(globalThis, 'asked'), undefined)).toBe('ウィンドウが応答しません。')
    })

    test('can be left when it does not answer, and waited for', async ({ desktop, desktopWindow }) => {
      await desktop.evaluate(({ dialog }) => {
        const asked: string[] = []
        Object.assign(globalThis, { asked, answers: [0, 1] })
        dialog.showMessageBox = async (...words: unknown[]) => {
          asked.push(Reflect.get(Object(words.at(-1)), 'message'))
          return { response: (Reflect.get(globalThis, 'answers') as number[]).shift() ?? 0, checkboxChecked: false }
        }
      }, undefined)
      const hang = () =>
        desktop.evaluate(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows()
          window?.emit('unresponsive')
          window?.emit('unresponsive')
        }, undefined)
      const recover = () => desktop.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('responsive'), undefined)
      await hang()
      await recover()
      await expect(desktopWindow.getByRole('main').first()).toBeVisible()
      await hang()
      const asked = () => desktop.evaluate(() => Reflect.get(globalThis, 'asked') as string[], undefined)
      await expect.poll(asked).toEqual(['The window does not answer.', 'The window does not answer.'])
      await expect
        .poll(async () => {
          const page = desktop.windows().at(-1)
          return page === undefined || page === desktopWindow ? 0 : page.getByRole('main').count()
        })
        .toBeGreaterThan(0)
    })

    test('comes back when its page has crashed', async ({ desktop, desktopWindow }) => {
      await expect(desktopWindow.getByRole('main').first()).toBeVisible()
      await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), undefined)
      await expect
        .poll(async () => {
          const page = desktop.windows().at(-1)
          return page === undefined || page === desktopWindow ? 0 : page.getByRole('main').count()
        })
        .toBeGreaterThan(0)
    })
  })

  test.describe(`started again, on ${platform}`, () => {
    test.use({ platform })
    test.skip(platform === 'Electron', 'the second process ends before a test can talk to it')

    test('hands its words to the one that runs, and ends', async ({ home, desktop, desktopWindow }) => {
      await expect(desktopWindow.getByRole('main').first()).toBeVisible()
      const path = join(home.directory, 'build.log')
      await writeFile(path, 'hello\n')
      const second = await openStandIn(home, { words: [path, 'vitrine://open/queue'] })
      expect(await second.ended).toBe(0)
      await expect(desktopWindow).toHaveURL(/\/queue$/)
      await expect(desktopWindow.getByRole('dialog').getByRole('group', { name: 'build.log' })).toBeVisible()
      expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, undefined)).toBe(1)
    })

    test('says what is wrong and ends when its store cannot be configured', async ({ home }) => {
      const config = join(home.directory, 'config.yaml')
      await writeFile(config, 'artifact_store:\n  base_path: /tmp/a\n  compression_enabled: perhaps\n')
      const app = await openStandIn(home, { words: ['--config', config] })
      expect(await app.ended).toBe(3)
      const { errors } = await app.close()
      expect(errors).toContain('line 3')
      expect(await listLeft(home)).toEqual([])
      expect(errors).not.toMatch(/\n\s+at /)
    })

    test('opens where its window was closed', async ({ home, desktop, desktopWindow }) => {
      await expect(desktopWindow.getByRole('main').first()).toBeVisible()
      const bounds = { x: 40, y: 30, width: 900, height: 700 }
      await desktop.evaluate(({ BrowserWindow }, place) => {
        BrowserWindow.getAllWindows()[0]?.setBounds(place)
      }, bounds)
      expect((await desktop.close()).code).toBe(0)
      const next = await openStandIn(home)
      await next.firstWindow()
      expect(await next.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds(), undefined)).toEqual(bounds)
      expect(await next.close()).toEqual({ code: 0, errors: '' })
    })
  })
}

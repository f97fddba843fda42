// Files of agents: made, edited, moved and described in the window, and kept across a restart.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { serve } from './served-app.ts'

const place = '/workspaces/agent%3A1'

test('a file is made, typed and saved by itself, and is there after a restart', async ({ app, home, window, page }) => {
  await window.getByRole('link', { name: 'Workspaces' }).click()
  await window.getByRole('textbox', { name: 'Scope' }).fill('agent:1')
  await window.keyboard.press('Enter')
  await window.getByRole('button', { name: 'New file' }).click()
  await window.getByRole('dialog').getByLabel('Path').fill('/notes/plan.md')
  await window.keyboard.press('Enter')
  const text = window.getByRole('textbox', { name: 'Text of /notes/plan.md' })
  await text.fill('first\n\tread the tests\n')
  const file = window.getByRole('region', { name: 'File /notes/plan.md' })
  await expect(file.getByRole('status')).toHaveText('Unsaved changes')
  await expect(file.getByRole('status')).toHaveText('Saved')
  await expect(window.getByRole('treeitem', { name: 'notes, directory' })).toHaveAttribute('aria-expanded', 'true')
  await file.getByLabel('Tab size').selectOption('8')
  await expect(text).toHaveCSS('tab-size', '8')
  await file.getByLabel('Title').fill('The plan')
  await file.getByLabel('Tags').fill('todo, plan')
  await file.getByRole('button', { name: 'Save words' }).click()
  await expect(file.getByRole('heading', { name: 'The plan' })).toBeVisible()
  expect(new URL(window.url()).pathname).toBe(`${place}/notes%2Fplan.md`)
  await page.goto('about:blank')
  expect(await app.close()).toEqual({ code: 0, errors: '' })

  const again = await serve(home)
  await page.goto(again.launchUrl)
  await page.goto(`${again.origin}${place}/notes%2Fplan.md`)
  await expect(page.getByRole('textbox', { name: 'Text of /notes/plan.md' })).toHaveValue('first\n\tread the tests\n')
  await expect(page.getByRole('heading', { name: 'The plan' })).toBeVisible()
  await expect(page.getByLabel('Tags')).toHaveValue('todo, plan')
  await page.goto('about:blank')
  expect(await again.close()).toEqual({ code: 0, errors: '' })
})

async function makeFile(window: Page, path: string, text: string): Promise<void> {
  await window.getByRole('button', { name: 'New file' }).click()
  await window.getByRole('dialog').getByLabel('Path').fill(path)
  await window.keyboard.press('Enter')
  await window.getByRole('textbox', { name: `Text of ${path}` }).fill(text)
  const file = window.getByRole('region', { name: `File ${path}` })
  const isSaved = () => expect(file.getByRole('status')).toHaveText('Saved')
  // It would be saved by itself some seconds later.
  await Promise.any([file.getByRole('button', { name: 'Save now' }).click({ timeout: 10_000 }), isSaved()])
  await isSaved()
}

test('a file moves by keys and by drag, and what was just typed goes along', async ({ openWindow }) => {
  const window = await openWindow(place)
  await makeFile(window, '/a.md', 'first')
  await makeFile(window, '/done/b.md', 'second')
  const tree = window.getByRole('tree', { name: 'Files' })
  await tree.getByRole('treeitem', { name: 'a.md' }).click()
  await window.getByRole('textbox', { name: 'Text of /a.md' }).fill('changed')
  await tree.getByRole('treeitem', { name: 'a.md' }).focus()
  await window.keyboard.press('F2')
  await window.getByRole('dialog').getByLabel('Path').fill('/c.md')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('textbox', { name: 'Text of /c.md' })).toHaveValue('changed')
  await expect(tree.getByRole('treeitem', { name: 'a.md' })).toHaveCount(0)
  const release = Promise.withResolvers<void>()
  await window.route('**/rpc/file/move', async (route) => {
    await release.promise
    await route.continue()
  })
  await tree.getByRole('treeitem', { name: 'c.md' }).dragTo(tree.getByRole('treeitem', { name: 'done, directory' }))
  const slow = window.getByRole('group').filter({ hasText: 'Moving /c.md to /done/c.md…' })
  await expect(slow, 'what takes longer than a moment says so').toBeVisible()
  release.resolve()
  await expect(slow).toBeHidden()
  await expect(window.getByRole('textbox', { name: 'Text of /done/c.md' })).toHaveValue('changed')
  await expect(tree.getByRole('treeitem', { name: 'c.md' })).toHaveAttribute('aria-level', '2')
  const moved = window.getByRole('group').filter({ hasText: 'Moved to /done/c.md' })
  await moved.getByRole('button', { name: 'Undo' }).click()
  await expect(tree.getByRole('treeitem', { name: 'c.md' })).toHaveAttribute('aria-level', '1')
  await expect(window.getByRole('textbox', { name: 'Text of /c.md' }), 'the open file goes along').toHaveValue('changed')
})

test.describe(() => {
  test.use({ expectedComplaint: /status of 422/ })

  test('a name that is taken is refused in the dialog, and a deleted file comes back with its words', async ({ openWindow }) => {
    const window = await openWindow(place)
    await makeFile(window, '/a.md', 'first')
    await makeFile(window, '/b.md', 'second')
    const tree = window.getByRole('tree', { name: 'Files' })
    await tree.getByRole('treeitem', { name: 'b.md' }).focus()
    await window.keyboard.press('F2')
    await window.getByRole('dialog').getByLabel('Path').fill('/a.md')
    await window.keyboard.press('Enter')
    await expect(window.getByRole('dialog')).toContainText('/a.md exists already')
    await window.keyboard.press('Escape')
    await window.getByLabel('Title').fill('Second')
    await window.keyboard.press('Enter')
    await expect(window.getByRole('heading', { name: 'Second' })).toBeVisible()
    await tree.getByRole('treeitem', { name: 'b.md' }).focus()
    await window.keyboard.press('Delete')
    await expect(tree.getByRole('treeitem', { name: 'b.md' })).toHaveCount(0)
    await window.getByRole('button', { name: 'Undo' }).click()
    await tree.getByRole('treeitem', { name: 'b.md' }).click()
    await expect(window.getByRole('textbox', { name: 'Text of /b.md' })).toHaveValue('second')
    await expect(window.getByRole('heading', { name: 'Second' })).toBeVisible()
  })
})

test('another window sees the file at once', async ({ openWindow }) => {
  const window = await openWindow(place)
  await makeFile(window, '/a.md', 'first')
  const second = await openWindow(`${place}/a.md`)
  await expect(second.getByRole('textbox', { name: 'Text of /a.md' })).toHaveValue('first')
  await window.getByRole('textbox', { name: 'Text of /a.md' }).fill('first and second')
  await expect(second.getByRole('textbox', { name: 'Text of /a.md' })).toHaveValue('first and second')
})

test.describe('when somebody else writes the file meanwhile', () => {
  test.use({ expectedComplaint: /status of 422|ERR_/ })

  test('nothing is overwritten or lost on the way to another file: either text can be kept', async ({ openWindow }) => {
    const window = await openWindow(place)
    await makeFile(window, '/b.md', 'other')
    await makeFile(window, '/a.md', 'first')
    const second = await openWindow(`${place}/a.md`)
    const theirs = second.getByRole('textbox', { name: 'Text of /a.md' })
    await expect(theirs).toHaveValue('first')
    await window.route('**/rpc/file/write', (route) => route.abort())
    const mine = window.getByRole('textbox', { name: 'Text of /a.md' })
    await mine.fill('mine')
    await expect(window.getByText('Not saved, and only in this window')).toBeVisible()
    const files = window.getByRole('tree', { name: 'Files' })
    await files.getByRole('treeitem', { name: 'b.md' }).click()
    await expect(window.getByRole('textbox', { name: 'Text of /b.md' })).toHaveValue('other')
    await files.getByRole('treeitem', { name: 'a.md' }).click()
    await expect(mine).toHaveValue('mine')
    await theirs.fill('theirs')
    await expect(second.getByRole('region', { name: 'File /a.md' }).getByRole('status')).toHaveText('Saved')
    await window.unroute('**/rpc/file/write')
    await window.getByRole('button', { name: 'Save now' }).click()
    await expect(window.getByText('changed by someone else meanwhile')).toBeVisible()
    await expect(mine).toHaveValue('mine')
    await window.getByRole('button', { name: 'Keep mine' }).click()
    await expect(theirs).toHaveValue('mine')
  })
})

test.describe('with a folder that may only be read', () => {
  test.use({
    prepared: async ({ home }, use) => {
      const folder = join(home.directory, 'manual')
      await mkdir(folder)
      await writeFile(join(folder, 'rules.md'), 'never push\n')
      await writeFile(join(folder, 'model.bin'), Buffer.from([0, 255, 254, 1]))
      await mkdir(join(home.directory, '.vitrine'))
      const mount = { scopeKey: 'agent:1', baseDirectory: 'manual', folder, isReadonly: true }
      await writeFile(join(home.directory, '.vitrine', 'workspaces.json'), JSON.stringify({ [`file://${home.store}`]: [mount] }))
      await use('prepared')
    },
  })

  test('its files are shown as such, and can neither be typed in nor moved', async ({ openWindow }) => {
    const window = await openWindow(place)
    await expect(window.getByRole('list', { name: 'Roots' })).toContainText('read only')
    const item = window.getByRole('treeitem', { name: 'rules.md, read only' })
    await item.click()
    const text = window.getByRole('textbox', { name: 'Text of /manual/rules.md' })
    await expect(text).toHaveValue('never push\n')
    await expect(text).not.toBeEditable()
    await expect(item).toHaveAttribute('draggable', 'false')
    await item.focus()
    await window.keyboard.press('F2')
    await expect(window.getByRole('dialog')).toHaveCount(0)
    await expect(window.getByRole('button', { name: 'New file' })).toBeEnabled()
  })

  test('a file that is no text can be saved elsewhere, byte by byte', async ({ app, window }) => {
    await window.goto(`${app.origin}${place}/manual%2Fmodel.bin`)
    const file = window.getByRole('region', { name: 'File /manual/model.bin' })
    await expect(file.getByText('This file is no text')).toBeVisible()
    const downloading = window.waitForEvent('download')
    await file.getByRole('link', { name: 'Download' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('model.bin')
    expect(await readFile(await download.path())).toEqual(Buffer.from([0, 255, 254, 1]))
  })
})

test.describe('where a folder is wrong', () => {
  test.use({ expectedComplaint: /422/ })

  test('a folder of this machine is mounted read-only and taken back, by dialog and button', async ({ home, openWindow }) => {
    const folder = join(home.directory, 'guides')
    await mkdir(folder)
    await writeFile(join(folder, 'guide.md'), 'read me\n')
    const window = await openWindow(place)
    await window.getByRole('button', { name: 'Mount a folder' }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByLabel('Directory of the scope').fill('/system/')
    await dialog.getByLabel('Folder of this machine').fill(join(home.directory, 'absent'))
    await window.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('there is no such folder')
    await dialog.getByLabel('Folder of this machine').fill(folder)
    await window.keyboard.press('Enter')
    await expect(window.getByRole('list', { name: 'Roots' })).toContainText(`/system in ${folder}`)
    await window.getByRole('treeitem', { name: 'guide.md, read only' }).click()
    await expect(window.getByRole('textbox', { name: 'Text of /system/guide.md' })).toHaveValue('read me\n')
    await window.getByRole('button', { name: 'Unmount /system' }).click()
    await expect(window.getByRole('treeitem')).toHaveCount(0)
    await window.getByRole('button', { name: 'Undo' }).click()
    await expect(window.getByRole('treeitem', { name: 'guide.md, read only' })).toBeVisible()
  })

  test('an edit is shown as failed, another store asks first, and the edit is brought back with its store', async ({
    app,
    home,
    openWindow,
  }) => {
    const folder = join(home.directory, 'plans')
    await mkdir(folder)
    const window = await openWindow(place)
    await window.getByRole('button', { name: 'Mount a folder' }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByLabel('Directory of the scope').fill('plans')
    await dialog.getByLabel('Folder of this machine').fill(folder)
    await dialog.getByLabel('Read only').uncheck()
    await dialog.getByRole('button', { name: 'Mount' }).click()
    await makeFile(window, '/plans/a.md', 'first')
    await rm(folder, { recursive: true })
    await writeFile(folder, 'a file where the folder was')
    await window.getByRole('textbox', { name: 'Text of /plans/a.md' }).fill('second')
    await expect(window.getByRole('region', { name: 'File /plans/a.md' }).getByRole('status')).toContainText('Saving failed')
    const first = home.store
    const open = async (path: string) => {
      await window.getByRole('button', { name: /^Store .*, choose another$/ }).click()
      await window.getByLabel('Folder or URI').fill(path)
      await window.getByRole('button', { name: 'Open store', exact: true }).click()
    }
    await open(join(home.directory, 'other'))
    await expect(window.getByRole('dialog').getByRole('alert')).toContainText('/plans/a.md could not be saved')
    await window.getByRole('button', { name: 'Leave them and open the other store' }).click()
    await expect(window.getByRole('dialog')).toBeHidden()
    await rm(folder)
    await mkdir(folder)
    await open(first)
    await expect(window.getByRole('dialog')).toBeHidden()
    await window.goto(`${app.origin}${place}/plans%2Fa.md`)
    await expect(window.getByText('Brought back, since it could not be saved the last time: /plans/a.md')).toBeVisible()
    await expect(window.getByRole('textbox', { name: 'Text of /plans/a.md' })).toHaveValue('second')
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('second')
  })
})

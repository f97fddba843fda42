// Stores that cannot be opened, can only be read, or hold damage: each says what is wrong, and the rest keeps working.
import { chmod, chown, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { spec, task } from './seed.ts'
import { canRunAsNobody } from './served-app.ts'

const refused = /status of (4\d\d|503)/
const nobody = 65_534

test.describe('a store path that is a file', () => {
  test.use({
    expectedComplaint: refused,
    prepared: async ({ home }, use) => {
      await writeFile(home.store, 'no store')
      await use('prepared')
    },
  })

  test('is named as such, and another store can be chosen', async ({ home, window }) => {
    const notice = window.getByRole('region', { name: 'Store' }).getByRole('alert')
    await expect(notice).toContainText(home.store)
    await expect(notice).toContainText('it is a file, not a folder')
    await notice.getByRole('button', { name: 'Choose another store' }).click()
    const dialog = window.getByRole('dialog', { name: 'Choose a store' })
    await dialog.getByLabel('Folder or URI').fill(join(home.directory, 'fresh'))
    await dialog.getByRole('button', { name: 'Open store' }).click()
    await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  })
})

test.describe('a store that cannot be opened', () => {
  test.use({
    expectedComplaint: refused,
    prepared: async ({ home }, use) => {
      await writeFile(home.store, 'no store')
      await use('prepared')
    },
  })

  test('says so once, wherever one is', async ({ app, home, window }) => {
    const artifact = `/task/${spec}/${encodeURIComponent(task)}/2/run.log`
    for (const path of ['/', `/spec/${spec}`, artifact, '/storage', '/storage/trash', '/workspaces', '/blobs', '/settings/stores']) {
      await window.goto(app.origin + path)
      await expect(window.getByText('it is a file, not a folder'), path).toHaveCount(1)
      await expect(window.getByRole('alert'), path).toHaveCount(1)
      await expect(window.getByText(/cannot be (read|opened)/), path).toHaveCount(1)
    }
    await rm(home.store)
    await window.goto(app.origin)
    await window.getByRole('button', { name: 'Choose another store' }).click()
    await window.getByLabel('Folder or URI').fill(home.store)
    await window.keyboard.press('Enter')
    await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  })
})

test.describe('for a user without rights', () => {
  test.skip(!canRunAsNobody(), 'only root can run the app as somebody without rights, and only from a folder that all may read')
  test.use({ contents: 'two attempts', user: 'nobody' })

  test.describe('an unreadable store', () => {
    test.use({
      expectedComplaint: refused,
      prepared: async ({ home }, use) => {
        await chown(home.directory, nobody, nobody)
        await chmod(home.store, 0o700)
        await use('prepared')
      },
    })

    test('is named, with what would help', async ({ home, window }) => {
      const notice = window.getByRole('region', { name: 'Store' }).getByRole('alert')
      await expect(notice).toContainText(`may not read ${home.store}`)
      await expect(notice).toContainText('Give read permission')
    })
  })

  test.describe('a store that may only be read', () => {
    test.use({
      prepared: async ({ home }, use) => {
        await chown(home.directory, nobody, nobody)
        await use('prepared')
      },
    })

    test('shows everything, and offers no change', async ({ app, window }) => {
      await expect(window.getByText('read only')).toBeVisible()
      await expect(window.getByRole('button', { name: 'Upload' })).toBeDisabled()
      await window.goto(`${app.origin}/task/${spec}/${encodeURIComponent(task)}/2/run.log`)
      const artifact = window.getByRole('region', { name: 'Artifact run.log' })
      await expect(artifact).toContainText('ECONNREFUSED')
      await expect(artifact.getByRole('button', { name: 'Delete' })).toBeDisabled()
      for (const key of ['A', 'Z', 'Delete', 'c', 'U']) {
        await window.keyboard.press(key)
        const message = window.getByRole('group').filter({ hasText: 'Nothing was changed: this store may only be read' })
        await expect(message, key).toBeVisible()
        await message.getByLabel('Dismiss').click()
        await expect(message, key).toBeHidden()
      }
    })
  })
})

test.describe('content that is damaged before anybody read it', () => {
  const path = (store: string) => join(store, 'billing/1/run.log')
  test.use({
    contents: 'two attempts',
    prepared: async ({ home }, use) => {
      await rm(join(home.store, '.vitrine/catalog.db'))
      await writeFile(path(home.store), 'nothing to eat\n')
      await use('prepared')
    },
  })

  test('says why it is not read, and is read with another try once it is whole', async ({ home, openWindow }) => {
    const window = await openWindow('/task/billing/1')
    const evidence = window.getByRole('region', { name: 'Evidence of attempt 1' })
    await expect(evidence).toContainText('1 artifact not read yet')
    await expect(evidence).toContainText('its checksum is')
    const artifacts = window.getByRole('grid', { name: 'Artifacts of attempt 1' })
    await expect(artifacts).toContainText('cannot be read: its checksum is')
    await writeFile(path(home.store), 'nothing to see\n')
    await evidence.getByRole('button', { name: 'Try again' }).click()
    await expect(artifacts).toContainText('1 line')
    await expect(evidence).not.toContainText('not read yet')
  })
})

test.describe('a half-written record', () => {
  test.use({
    contents: 'two attempts',
    prepared: async ({ home }, use) => {
      const record = join(home.store, 'billing', '1', 'metadata.json')
      await truncate(record, Math.floor((await readFile(record)).length / 2))
      await use('prepared')
    },
  })

  test('is named, and everything else is there', async ({ window }) => {
    await expect(window.getByRole('img', { name: '1 record cannot be read' })).toBeVisible()
    await window.getByRole('img', { name: '1 record cannot be read' }).hover()
    await expect(window.getByText('billing/1/metadata.json')).toBeVisible()
    await window.getByRole('grid', { name: 'Specs' }).getByRole('link', { name: spec }).click()
    await window.getByRole('grid', { name: 'Tasks' }).getByRole('link', { name: task }).click()
    await expect(window.getByRole('grid', { name: 'Attempts' }).getByRole('row')).toHaveCount(3)
  })
})

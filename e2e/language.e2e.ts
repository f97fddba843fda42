// The window in the reader's language.
import { japanese } from '../src/shared/language/japanese.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts' })

test('a reader chooses Japanese, loads the window again, and finds the way back', async ({ app, openWindow }) => {
  const window = await openWindow('/settings/appearance')
  const news = window.getByRole('status').filter({ has: window.getByRole('button', { name: '読み込み直す' }) })
  await window.getByRole('radio', { name: '日本語' }).check()
  await expect(news).toContainText('日本語になります')
  await news.getByRole('button').click()
  await expect(window.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(window.getByRole('heading', { level: 1, name: '表示' })).toBeVisible()
  await expect(window.getByRole('link', { name: '設定' }).first()).toBeVisible()
  await pressKeys(window, 'g', 'q')
  await expect(window.getByRole('heading', { level: 1, name: 'レビュー待ち' })).toBeVisible()
  await expect(window.getByRole('grid', { name: '待ち' })).toContainText('テスト')
  await window.goto(`${app.origin}/settings/appearance`)
  await window.getByRole('radio', { name: 'English' }).check()
  await window.getByRole('button', { name: 'Load again' }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible()
  await expect(window.locator('html')).toHaveAttribute('lang', 'en')
})

test('who is refused reads it in the language that was chosen in the window', async ({ window, app }) => {
  const refusal = async () => {
    const answer = await window.request.get(`${app.origin}/launch?token=used`, { headers: { accept: 'text/html' } })
    return [answer.status(), /<h1>(.*)<\/h1>/.exec(await answer.text())?.[1]]
  }
  expect(await refusal()).toEqual([401, 'This link was used already.'])
  await window.goto(`${app.origin}/settings/appearance`)
  await window.getByRole('radio', { name: '日本語' }).check()
  await window.getByRole('button', { name: '読み込み直す' }).click()
  await expect(window.locator('html')).toHaveAttribute('lang', 'ja')
  expect(await refusal()).toEqual([401, 'このリンクはすでに使われました。'])
})

test.describe('on a system that speaks Japanese', () => {
  test.use({ locale: 'ja-JP' })

  test('the window speaks it too, without being told', async ({ window }) => {
    await expect(window.getByRole('heading', { level: 1, name: 'スペック' })).toBeVisible()
    await expect(window.locator('html')).toHaveAttribute('lang', 'ja')
  })
})

test('compact lists have lower rows than comfortable ones', async ({ window, app }) => {
  const row = window.getByRole('grid', { name: 'Specs' }).getByRole('row').nth(1)
  const heightPx = async () => (await row.boundingBox())?.height ?? 0
  const comfortablePx = await heightPx()
  await window.goto(`${app.origin}/settings/appearance`)
  await window.getByRole('radio', { name: 'Compact' }).check()
  await pressKeys(window, 'g', 'h')
  await expect(row).toBeVisible()
  const compactPx = await heightPx()
  expect(compactPx).toBeLessThan(comfortablePx)
  expect(compactPx).toBeGreaterThanOrEqual(24)
})

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' })

  for (const path of ['/queue', `/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2/junit.xml`, '/storage', '/search']) {
    test(`${path} says nothing in English that the catalogue has`, async ({ openWindow }) => {
      const window = await openWindow(path)
      await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expect(window.getByRole('tree', { name: 'スペックとタスク' })).toContainText(task)
      const said = await window.evaluate(() => {
        const labels = ['aria-label', 'title', 'placeholder', 'alt']
        const elements = Array.from(document.body.querySelectorAll('*'))
        const texts = elements.flatMap((element) => Array.from(element.childNodes).filter((node) => node.nodeType === Node.TEXT_NODE))
        return [
          ...texts.map((node) => node.textContent?.trim() ?? ''),
          ...elements.flatMap((element) => labels.map((label) => element.getAttribute(label) ?? '')),
        ]
      })
      expect(said.length).toBeGreaterThan(50)
      // One word alone may be a name that somebody gave.
      expect(said.filter((text) => text.includes(' ') && Object.hasOwn(japanese, text))).toEqual([])
    })
  }
})

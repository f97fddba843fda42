// The window in the reader's language.
import { expect, test } from './fixtures.ts'

test.use({ contents: 'two attempts' })

test('a reader chooses Japanese, loads the window again, and finds the way back', async ({ window, app }) => {
  await window.goto(`${app.origin}/settings/appearance`)
  const news = window.getByRole('status').filter({ has: window.getByRole('button', { name: '読み込み直す' }) })
  await window.getByRole('radio', { name: '日本語' }).check()
  await expect(news).toContainText('日本語になります')
  await news.getByRole('button').click()
  await expect(window.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(window.getByRole('heading', { level: 1, name: '表示' })).toBeVisible()
  await expect(window.getByRole('link', { name: '設定' }).first()).toBeVisible()
  await window.keyboard.press('g')
  await window.keyboard.press('q')
  await expect(window.getByRole('heading', { level: 1, name: 'レビュー待ち' })).toBeVisible()
  await expect(window.getByRole('grid', { name: '待ち' })).toContainText('テスト')
  await window.goto(`${app.origin}/settings/appearance`)
  await window.getByRole('radio', { name: 'English' }).check()
  await window.getByRole('button', { name: 'Load again' }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible()
  await expect(window.locator('html')).toHaveAttribute('lang', 'en')
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
  await window.keyboard.press('g')
  await window.keyboard.press('h')
  await expect(row).toBeVisible()
  const compactPx = await heightPx()
  expect(compactPx).toBeLessThan(comfortablePx)
  expect(compactPx).toBeGreaterThanOrEqual(24)
})

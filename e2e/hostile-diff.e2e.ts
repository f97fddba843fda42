// Whatever a diff says, it is text: hostile names, headers, hunks and lines are thrown at the viewer in a real browser.
import { type Page } from '@playwright/test'
import { chooseSeed, randomFrom } from '../src/main/store/torture/random.ts'
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { hostileDiff, hostileHost } from './hostile-diff.ts'

test.use({ viewport: { width: 1600, height: 900 } })

/** `TEST_SEED` tries other diffs. */
const seed = chooseSeed()
const rounds = 2
const filesPerRound = 60

/** What a diff's view consists of. Anything else came out of the diff. */
const ownTags =
  'div,span,button,svg,svg *,input,output,label,header,section,ul,li,p,code,kbd,mark,h1,h2,h3,style[data-base-ui-disable-scrollbar]'

async function findIntruders(window: Page): Promise<string[]> {
  return window.evaluate((own) => {
    const viewer = document.querySelector('[data-viewer]')
    const all = [...(viewer?.querySelectorAll('*') ?? [])]
    const strangers = all.filter((element) => !element.matches(own) || element.matches('.taken'))
    const attributes = all.flatMap((element) =>
      [...element.attributes].filter(
        ({ name, value }) => /^on|^(?:href|src|srcdoc|action)$/.test(name) || (name === 'style' && /url|expression|fixed/.test(value)),
      ),
    )
    const outside = [...document.querySelectorAll('script:not([src]),iframe,base,object,embed,meta[http-equiv],.taken')]
    const taken = 'taken' in globalThis ? ['taken'] : []
    return [...strangers, ...outside]
      .map((element) => element.outerHTML.slice(0, 200))
      .concat(
        attributes.map(({ name, value }) => `${name}=${value}`),
        taken,
      )
  }, ownTags)
}

async function scrollThrough(window: Page, look: () => Promise<void>): Promise<void> {
  const grid = window.getByRole('grid', { name: 'Diff' })
  for (let page = 0; page < 12; page++) {
    await look()
    await grid.evaluate((element, share) => element.scrollTo(0, element.scrollHeight * share), (page + 1) / 12)
    await window.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))))
  }
}

for (let round = 0; round < rounds; round++) {
  test(`a hostile diff is shown as text, and nothing of it runs, loads or stands in the page (${round + 1})`, async ({
    home,
    app,
    window,
  }) => {
    const random = randomFrom(seed + round)
    await put(home, { spec: 'hostile', task: '1', type: 'diff', name: 'h.diff' }, hostileDiff(random, filesPerRound))
    const calls: string[] = []
    const dialogs: string[] = []
    window.on('request', (request) => {
      if (!request.url().startsWith(app.origin) || request.url().includes(hostileHost)) calls.push(request.url())
    })
    window.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const look = async () => expect(await findIntruders(window), `TEST_SEED=${seed}`).toEqual([])

    await window.goto(`${app.origin}/task/hostile/1/1/h.diff`)
    const grid = window.getByRole('grid', { name: 'Diff' })
    await expect(grid).toContainText(/<(?:script|img|style|iframe|svg|a|b|base)/)
    for (const mode of ['Side by side', 'Inline']) {
      await window.getByRole('group', { name: 'Layout' }).getByRole('button', { name: mode }).click()
      await scrollThrough(window, look)
    }
    // Unseen characters that turn text around are named, not obeyed, wherever a name stands.
    const names = await window.getByRole('treeitem').allInnerTexts()
    expect(names.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    await window.keyboard.press('ControlOrMeta+f')
    await window.getByRole('searchbox', { name: 'Find in the diff' }).fill('<script>')
    await look()
    await window.keyboard.press('Escape')
    await window.keyboard.press('F7')
    await expect(window.getByRole('region', { name: 'Accessible diff' })).toBeVisible()
    for (let step = 0; step < 10; step++) {
      await look()
      await window.keyboard.press('n')
    }
    await expect(window).toHaveURL(/\/task\/hostile\/1\/1\/h\.diff/)
    expect({ calls, dialogs }, `TEST_SEED=${seed}`).toEqual({ calls: [], dialogs: [] })
  })
}

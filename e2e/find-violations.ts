// What breaks a rule of accessibility that a machine can check.
import { AxeBuilder } from '@axe-core/playwright'
import { type Page } from '@playwright/test'

interface Looked {
  /** Kinds of rules; all when absent. */
  tags?: string[]
  /** These rules alone. */
  rules?: string[]
  /** A selector of what is looked at; the whole page when absent. */
  within?: string
}

/** One sentence for each element that breaks a rule, of the page as it is once nothing fades or slides any more. */
export async function findViolations(window: Page, { tags, rules, within }: Looked = {}): Promise<string[]> {
  // A colour that is read half-way to another is neither.
  await window.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  // To describe what keeps the rules takes longer than to check them; the other mode opens a window of its own for every look.
  const axe = new AxeBuilder({ page: window }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (tags !== undefined) axe.withTags(tags)
  if (rules !== undefined) axe.withRules(rules)
  if (within !== undefined) axe.include(within)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`))
}

/** What can differ in the dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** The same of the page in the light, and of its colours in the dark. The answer leaves it in the light. */
export async function findInBothThemes(window: Page, { tags, within }: Omit<Looked, 'rules'> = {}): Promise<string[]> {
  const light = await findViolations(window, { ...(tags && { tags }), ...(within && { within }) })
  await window.emulateMedia({ colorScheme: 'dark' })
  const dark = await findViolations(window, { rules: rulesOfColour, ...(within && { within }) })
  await window.emulateMedia({ colorScheme: 'light' })
  return [...light.map((found) => `light: ${found}`), ...dark.map((found) => `dark: ${found}`)]
}

// Cleanup plans that windows have been shown. Windows get pages; what is applied is the whole plan as it was frozen here.
import { setImmediate } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type PlanPage, type PlanPageRequest, type PlanSummary, type RetentionPlan, soonDays } from '../../shared/retention.ts'

type Due = RetentionPlan['due']

export interface Plans {
  /** `soon` is what else becomes due within `soonDays`, as a plan for then lists it. */
  add: (plan: RetentionPlan, soon: Due) => PlanSummary
  /** @throws request.invalid for a plan that was made too long ago */
  get: (planId: string) => RetentionPlan
  /** @throws request.invalid, like `get` */
  page: (request: PlanPageRequest) => Promise<PlanPage>
}

const keptPlans = 4
interface KeptPlan {
  plan: RetentionPlan
  soon: Due
  /** What the last text let through, for the pages that follow. */
  filtered?: { list: PlanPageRequest['list']; text: string; items: PlanPage['items'] }
}

const countItems = ({ plan, soon }: KeptPlan) => plan.due.length + plan.kept.length + soon.length

const itemsAtOnce = 5000

/** Others have their turn between. */
async function filterItems(items: PlanPage['items'], text: string): Promise<PlanPage['items']> {
  const wanted = text.toLowerCase()
  const found: PlanPage['items'] = []
  for (const [index, item] of items.entries()) {
    if (item.uri.toLowerCase().includes(wanted) || item.tags.some((tag) => tag.toLowerCase() === wanted)) found.push(item)
    if (index % itemsAtOnce === itemsAtOnce - 1) await setImmediate()
  }
  return found
}

/** `keptItems` are those of all plans together, some 400 bytes each; the newest plan is kept however many it has. */
export function createPlans({ keptItems = 1_000_000 } = {}): Plans {
  const plans = new Map<string, KeptPlan>()
  const find = (planId: string) => {
    const plan = plans.get(planId)
    if (plan === undefined) throw new VitrineError('request.invalid', { reason: 'the plan is no longer kept; make it again' })
    return plan
  }
  const dropOldest = () => {
    let items = 0
    for (const kept of plans.values()) items += countItems(kept)
    for (const [planId, kept] of plans) {
      if (plans.size === 1 || (plans.size <= keptPlans && items <= keptItems)) return
      plans.delete(planId)
      items -= countItems(kept)
    }
  }
  return {
    add: (plan, soon) => {
      plans.set(plan.planId, { plan, soon: soon.map((item) => ({ ...item, ageDays: item.ageDays - soonDays })) })
      dropOldest()
      const { planId, now, policy, due, kept, freedBytes } = plan
      return { planId, now, policy, due: due.length, kept: kept.length, soon: soon.length, freedBytes }
    },
    get: (planId) => find(planId).plan,
    page: async ({ planId, list, text, offset, limit }) => {
      const plan = find(planId)
      const all = { due: plan.plan.due, kept: plan.plan.kept, soon: plan.soon }[list]
      if (text !== '' && (plan.filtered?.list !== list || plan.filtered.text !== text))
        plan.filtered = { list, text, items: await filterItems(all, text) }
      const items = text === '' ? all : (plan.filtered?.items ?? [])
      return { items: items.slice(offset, offset + limit), total: items.length }
    },
  }
}

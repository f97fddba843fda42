// Cleanup plans that windows have been shown. Windows get pages; what is applied is the whole plan as it was frozen here.
import { setImmediate } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type PlanPage, type PlanPageRequest, type PlanSummary, type RetentionPlan, soonDays } from '../../shared/retention.ts'

export interface Plans {
  /** `later` is the same plan made for `soonDays` from now. */
  add: (plan: RetentionPlan, later: RetentionPlan) => Promise<PlanSummary>
  /** @throws request.invalid for a plan that was made too long ago */
  get: (planId: string) => RetentionPlan
  /** @throws request.invalid, like `get` */
  page: (request: PlanPageRequest) => PlanPage
}

const keptPlans = 4

interface KeptPlan {
  plan: RetentionPlan
  soon: RetentionPlan['due']
}

const itemsAtOnce = 5000

/** What only time makes due. Others have their turn between. */
async function dueSoon({ due }: RetentionPlan, later: RetentionPlan): Promise<RetentionPlan['due']> {
  const now = new Set<string>()
  const soon: RetentionPlan['due'] = []
  for (const [index, { uri }] of due.entries()) {
    now.add(uri)
    if (index % itemsAtOnce === itemsAtOnce - 1) await setImmediate()
  }
  for (const [index, item] of later.due.entries()) {
    if (!now.has(item.uri)) soon.push({ ...item, ageDays: item.ageDays - soonDays })
    if (index % itemsAtOnce === itemsAtOnce - 1) await setImmediate()
  }
  return soon
}

export function createPlans(): Plans {
  const plans = new Map<string, KeptPlan>()
  const find = (planId: string) => {
    const plan = plans.get(planId)
    if (plan === undefined) throw new VitrineError('request.invalid', { reason: 'the plan is no longer kept; make it again' })
    return plan
  }
  return {
    add: async (plan, later) => {
      const soon = await dueSoon(plan, later)
      plans.set(plan.planId, { plan, soon })
      for (const oldest of plans.keys()) if (plans.size > keptPlans) plans.delete(oldest)
      const { planId, now, policy, due, kept, freedBytes } = plan
      return { planId, now, policy, due: due.length, kept: kept.length, soon: soon.length, freedBytes }
    },
    get: (planId) => find(planId).plan,
    page: ({ planId, list, text, offset, limit }) => {
      const wanted = text.toLowerCase()
      const { plan, soon } = find(planId)
      const items = { due: plan.due, kept: plan.kept, soon }[list].filter(
        ({ uri, tags }) => uri.toLowerCase().includes(wanted) || tags.some((tag) => tag.toLowerCase() === wanted),
      )
      return { items: items.slice(offset, offset + limit), total: items.length }
    },
  }
}

// Cleanup plans that windows have been shown. Windows get pages; what is applied is the whole plan as it was frozen here.
import { VitrineError } from '../../shared/errors.ts'
import { type PlanPage, type PlanPageRequest, type PlanSummary, type RetentionPlan } from '../../shared/retention.ts'

export interface Plans {
  add: (plan: RetentionPlan) => PlanSummary
  /** @throws artifact.not-found for a plan that was made too long ago */
  get: (planId: string) => RetentionPlan
  page: (request: PlanPageRequest) => PlanPage
}

const keptPlans = 4

export function createPlans(): Plans {
  const plans = new Map<string, RetentionPlan>()
  const get = (planId: string) => {
    const plan = plans.get(planId)
    if (plan === undefined) throw new VitrineError('request.invalid', { reason: 'the plan is no longer kept; make it again' })
    return plan
  }
  return {
    add: (plan) => {
      plans.set(plan.planId, plan)
      for (const oldest of plans.keys()) if (plans.size > keptPlans) plans.delete(oldest)
      const { planId, now, policy, due, kept, freedBytes } = plan
      return { planId, now, policy, due: due.length, kept: kept.length, freedBytes }
    },
    get,
    page: ({ planId, list, text, offset, limit }) => {
      const wanted = text.toLowerCase()
      const items = get(planId)[list].filter(
        ({ uri, tags }) => uri.toLowerCase().includes(wanted) || tags.some((tag) => tag.toLowerCase() === wanted),
      )
      return { items: items.slice(offset, offset + limit), total: items.length }
    },
  }
}

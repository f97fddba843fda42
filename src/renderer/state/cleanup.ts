// The policy, the frozen plan that follows from it, and the receipts of what was done.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import {
  type PlanPage,
  type PlanPageRequest,
  type PlanSummary,
  type ReceiptPage,
  type ReceiptPageRequest,
  type ReceiptSummary,
  type RetentionPolicy,
} from '../../shared/retention.ts'
import { useClient } from '../client/ClientContext.tsx'
import { mapLoadable, moreOf, useLoadable, useLoadablePages } from './query.ts'
import { queryKeys } from './query-keys.ts'
import { useSettled } from './settled.ts'

const pageSize = 500

/** The store's own policy. */
export function usePolicy(): Loadable<RetentionPolicy> {
  return useLoadable({ key: queryKeys.policy, read: (client, signal) => client.cleanup.policy(undefined, { signal }) })
}

export interface PlanRequest {
  policy: RetentionPolicy | undefined
  excludedUris: readonly string[]
}

export interface PlanState {
  plan: Loadable<PlanSummary>
  /** A newer one is being made. */
  isStale: boolean
  remake: () => void
}

/** The plan of a policy, made anew a moment after it was changed; the last one stays shown meanwhile. */
export function usePlan(request: PlanRequest): PlanState {
  const client = useClient()
  const settled = useSettled(request, JSON.stringify)
  const { policy, excludedUris } = settled
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...queryKeys.plan, JSON.stringify(settled)],
    queryFn: ({ signal }) =>
      client.cleanup.plan({ ...(policy === undefined ? {} : { policy }), excludedUris: [...excludedUris] }, { signal }),
    placeholderData: keepPreviousData,
    // Frozen, whatever happens to the store; one that was left and come back to is made anew, as main keeps only the last few.
    staleTime: 'static',
    gcTime: 0,
  })
  const remake = useCallback(() => void refetch(), [refetch])
  const isStale = isFetching || JSON.stringify(settled) !== JSON.stringify(request)
  if (error !== null && !isFetching) return { plan: { state: 'failed', error: toVitrineError(error), retry: remake }, isStale, remake }
  return { plan: data === undefined ? { state: 'loading' } : { state: 'ready', value: data }, isStale, remake }
}

export interface PlanItems {
  items: Loadable<PlanPage>
  /** Reads on; nothing when all is there or being read. */
  more: () => void
}

/** A plan's items as far as they have been scrolled to. */
export function usePlanItems({ planId, list, text }: Pick<PlanPageRequest, 'planId' | 'list' | 'text'>): PlanItems {
  const pages = useLoadablePages({
    key: queryKeys.planPage(planId, list, text),
    read: (client, offset: number | undefined, signal) =>
      client.cleanup.planPage({ planId, list, text, offset: offset ?? 0, limit: pageSize }, { signal }),
    next: nextOffset,
    keepsEarlier: true,
    isFrozen: true,
  })
  const items = useMemo(() => mapLoadable(pages, (read): PlanPage => joined(read.pages)), [pages])
  return { items, more: moreOf(pages) }
}

export function useReceipts(): Loadable<ReceiptSummary[]> {
  return useLoadable({ key: queryKeys.receipts, read: (client, signal) => client.cleanup.receipts(undefined, { signal }) })
}

export function useReceipt(planId: string): Loadable<ReceiptSummary> {
  return useLoadable({ key: queryKeys.receipt(planId), read: (client, signal) => client.cleanup.receipt({ planId }, { signal }) })
}

export interface ReceiptItems {
  items: Loadable<ReceiptPage>
  /** Reads on; nothing when all is there or being read. */
  more: () => void
}

/** A receipt's list as far as it has been scrolled to. */
export function useReceiptItems({ planId, finishedAt }: ReceiptSummary, list: ReceiptPageRequest['list']): ReceiptItems {
  const pages = useLoadablePages({
    key: queryKeys.receiptItems(planId, finishedAt, list),
    read: (client, offset: number | undefined, signal) =>
      client.cleanup.receiptPage({ planId, list, offset: offset ?? 0, limit: pageSize }, { signal }),
    next: nextOffset,
  })
  const items = useMemo(() => mapLoadable(pages, (read): ReceiptPage => joined(read.pages)), [pages])
  return { items, more: moreOf(pages) }
}

interface OffsetPage<Item> {
  items: Item[]
  total: number
}

function joined<Item>(pages: readonly OffsetPage<Item>[]): OffsetPage<Item> {
  return { items: pages.flatMap(({ items }) => items), total: pages.at(-1)?.total ?? 0 }
}

/** Undefined after the last page. */
function nextOffset(pages: readonly OffsetPage<unknown>[]): number | undefined {
  const last = pages.at(-1)
  const read = pages.reduce((sum, { items }) => sum + items.length, 0)
  return last !== undefined && last.items.length > 0 && read < last.total ? read : undefined
}

/** Both start a job, and reject with a `VitrineError`. */
export function useCleanupActions(): { apply: (planId: string) => Promise<string>; undo: (planId: string) => Promise<string> } {
  const client = useClient()
  return {
    apply: useCallback(async (planId: string) => (await client.cleanup.apply({ planId })).jobId, [client]),
    undo: useCallback(async (planId: string) => (await client.cleanup.undo({ planId })).jobId, [client]),
  }
}

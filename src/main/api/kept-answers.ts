/** The last few answers by what was asked, so that going back and forth reads nothing again. */
export class KeptAnswers<Answer> {
  private readonly kept = new Map<string, Promise<Answer>>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  /** One that fails is not kept. Who asks for the same meanwhile waits for the same answer. */
  get(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const { kept } = this
    const answer = kept.get(key) ?? read()
    kept.delete(key)
    kept.set(key, answer)
    answer.catch(() => {
      if (kept.get(key) === answer) kept.delete(key)
    })
    for (const oldest of kept.keys()) if (kept.size > this.most) kept.delete(oldest)
    return answer
  }
}

// Whether the best hit is an answer and not just the least bad one; the same as scripts/helpdesk/finding/judging.py.

/** `sure` is said only where it is right 19 times of 20; `likely` is worth a look. `asked`: what the words tell. */
export function judge(hits, message, asked, { sure, likely }) {
  if (!hits.length) return { sure: false, likely: false };
  const [best, second = { score: 0 }] = hits;
  const ahead = best.score ? 1 - second.score / best.score : 0;
  if (message) {
    const { phrase } = sure;
    const askedFor = best.share >= phrase.share && best.like >= phrase.like && asked >= phrase.told && ahead >= phrase.ahead;
    const certain = best.known >= sure.known || askedFor;
    return { sure: certain, likely: certain || best.known >= likely.known || best.share + best.like >= likely.message };
  }
  const told = Math.min(1, asked / sure.enough);
  const certain = best.named || sure.ahead * ahead + sure.told * told + sure.score * best.score >= sure.limit;
  return { sure: certain, likely: certain || best.share >= likely.share };
}

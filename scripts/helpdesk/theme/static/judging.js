// Whether the best hit is an answer and not just the least bad one; the same as scripts/helpdesk/finding/judging.py.

/** `sure` is said only where it is right 19 times of 20; `likely` is worth a look. */
export function judge(hits, message, { sure, likely }) {
  if (!hits.length) return { sure: false, likely: false };
  const [best, second = { score: 0 }] = hits;
  if (message) {
    const found = best.known >= sure.known;
    return { sure: found, likely: found || best.known >= likely.known || best.share >= likely.message };
  }
  const ahead = best.named || best.score >= sure.margin * second.score;
  const certain = best.share >= sure.share && best.like >= sure.like && ahead;
  return { sure: certain, likely: certain || best.share >= likely.share };
}

// Whether the best hit is an answer and not just the least bad one; the same as scripts/helpdesk/finding/judging.py.

/**
 * `sure` is said only where it is right 19 times of 20; `likely` is worth a look. `asked`: what the text's words tell;
 * `plain`: it is neither a message nor may be cut out of one.
 */
export function judge(hits, message, plain, asked, { sure, likely }) {
  if (!hits.length) return { sure: false, likely: false };
  const [best, second = { score: 0 }] = hits;
  const { phrase } = sure;
  const ahead = best.score ? 1 - second.score / best.score : 0;
  const askedFor = best.share >= phrase.share && best.like >= phrase.like;
  let certain = best.named || (askedFor && asked >= phrase.told && ahead >= phrase.ahead);
  if (message) {
    certain ||= best.known >= sure.known;
    const near = asked >= likely.told && best.share + best.like >= likely.message;
    return { sure: certain, likely: certain || near || best.known >= likely.known };
  }
  if (plain) {
    const told = Math.min(1, asked / sure.enough);
    certain ||= sure.ahead * ahead + sure.told * told + sure.score * best.score >= sure.limit;
  }
  return { sure: certain, likely: certain || best.share >= likely.share };
}

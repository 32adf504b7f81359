// Whether the best hit is an answer and not just the least bad one; the same as scripts/helpdesk/finding/judging.py.

/**
 * `sure` is said only where it is right 19 times of 20; `likely` is worth a look. Of what is asked, `told` is what its
 * words tell, `unknown` the part of that which stands in no entry; `plain`: no message, nor cut out of one.
 */
export function judge(hits, { message, plain, told, unknown }, { sure, likely, weights }) {
  if (!hits.length) return { sure: false, likely: false };
  const [best, second = { score: 0 }] = hits;
  const { phrase, least } = sure;
  const ahead = best.score ? 1 - second.score / best.score : 0;
  const askedFor = best.share >= phrase.share && best.like >= phrase.like;
  let certain = best.named || (askedFor && told >= phrase.told && ahead >= phrase.ahead);
  if (message) {
    const [mine, ...others] = hits.map((hit) => hit.known + weights.explains * hit.explains);
    certain ||= best.known >= sure.known && Math.max(0, ...others) < sure.rival * mine;
    const alike = best.share + best.like - unknown >= likely.message && told >= likely.told;
    const nearly = best.share >= likely.near.share && best.like >= likely.near.like;
    return { sure: certain, likely: certain || alike || nearly || best.known >= likely.known };
  }
  if (plain) {
    const worth = sure.ahead * ahead + sure.told * Math.min(1, told / sure.enough) + sure.score * best.score;
    const clear = ahead >= least.ahead && told >= least.told && best.like >= least.like;
    certain ||= worth >= sure.limit && clear && unknown <= sure.unknown;
  }
  return { sure: certain, likely: certain || best.share >= likely.share };
}

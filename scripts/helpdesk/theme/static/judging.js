// Whether the best hit is an answer and not just the least bad one; the same as scripts/helpdesk/finding/judging.py.

/**
 * `sure` is said only where it is right 19 times of 20; `likely` is worth a look. Of what is asked, `told` is what its
 * words tell, `unknown` the part of that which stands in no entry, `guessed` the same with, in part, what was mended or
 * stands there only in other words; `plain`: no message, nor cut out of one.
 */
export function judge(hits, { message, plain, told, unknown, guessed }, { sure, likely, weights }) {
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
    const nearly = ["share", "like", "score"].every((one) => best[one] >= likely.near[one]);
    const { some } = likely;
    const tells = best.score >= some.score && told >= some.told && unknown <= some.unknown;
    return { sure: certain, likely: certain || alike || nearly || tells || best.known >= likely.known };
  }
  if (plain) {
    let worth = sure.ahead * ahead + sure.told * Math.min(1, told / sure.enough) + sure.score * best.score + sure.like * best.like;
    worth -= sure.guessed * guessed;
    const clear = ahead >= least.ahead && told >= least.told && best.like >= least.like && best.said >= least.said;
    certain ||= worth >= sure.limit && clear && guessed <= sure.most;
  }
  return { sure: certain, likely: certain || best.share >= likely.share };
}

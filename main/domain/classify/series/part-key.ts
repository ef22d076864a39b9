/** Key of the part of a show that episodes of a season belong to: `season:N`, or `other` where no name tells the season. */
export function partKey(season: number | null): string {
  return season === null ? 'other' : `season:${season}`;
}
